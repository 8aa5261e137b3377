import ChildProcesses
import Foundation
import Platform
import Synchronization
import Time

/// The pipes to one evaluator, through its launcher.
struct EvaluatorLink {
    let process: ChildProcess
    /// The pipe to the evaluator's input; nil if it was closed.
    var input: PipeEnd? { process.input.withLock { $0 } }
    private var unsent: [UInt8] = []
    private var sent = 0
    /// The line read so far.
    private var line: [UInt8] = []
    private var error = WrittenEnd(limit: 2_048)
    /// The number of bytes since the last valid line.
    private var junk = 0
    /// The time of the last output.
    private(set) var lastHeard: ContinuousClock.Instant
    private let time: TimeSource

    init(_ process: ChildProcess, time: TimeSource) {
        self.process = process
        self.time = time
        lastHeard = time.now
    }

    // MARK: - Writing

    /// True if bytes are waiting to be sent.
    var isSending: Bool { sent < unsent.count }

    mutating func send(_ bytes: [UInt8]) {
        if isSending { unsent += bytes } else { (unsent, sent) = (bytes, 0) }
        flush()
    }

    /// Sends as much as the pipe accepts. If nobody reads the pipe any more, the evaluator has ended or soon will.
    mutating func flush() {
        guard isSending else { return }
        sent += input?.write(unsent[sent...]) ?? unsent.count - sent
        if !isSending { (unsent, sent) = ([], 0) }
    }

    // MARK: - Reading

    /// The result of reading the output.
    enum Found { case lines, end, flood }

    /// The number of bytes allowed without a valid line: a launcher may print a greeting of limited length.
    private static let maximumJunk = 16 << 20

    /// Reads one buffer of the available output, line by line, so that endless output does not block other
    /// evaluators.
    ///
    /// - Parameter take: a closure that returns true if the line is part of the protocol.
    mutating func read(_ buffer: inout [UInt8], _ take: (ArraySlice<UInt8>) -> Bool) -> Found {
        switch process.output.read(into: &buffer) {
        case .nothing: return .lines
        case .end: return .end
        case .bytes(let count):
            lastHeard = time.now
            junk += count
            var rest = buffer[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += rest[..<end]
                if take(line[...]) { junk = 0 }
                line.removeAll(keepingCapacity: line.capacity < 1 << 16)
                rest = rest[(end + 1)...]
            }
            line += rest
            return junk > Self.maximumJunk ? .flood : .lines
        }
    }

    /// Reads the standard error of the evaluator and its launcher.
    mutating func readError(_ buffer: inout [UInt8]) {
        if case .bytes(let count) = process.error.read(into: &buffer) { error.add(buffer[..<count]) }
    }

    /// The last line of standard error.
    var lastOutput: String? {
        error.lastLine.map { $0.count > 200 ? "\($0.prefix(200))…" : $0 }
    }

    /// True if the system ended the evaluator because of its own fault, as far as its launcher reports. Shells and
    /// most launchers exit with status 128 plus the signal's number.
    var hasCrashed: Bool {
        let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
        return switch process.end {
        case .exited(let status)?: faults.contains { status == 128 + $0 }
        case .signaled(let signal)?: faults.contains(signal)
        case nil: false
        }
    }

    /// Returns a description of the end, with the last line of standard error.
    mutating func ending(_ buffer: inout [UInt8]) -> String {
        process.waitForEnd(within: .milliseconds(200))
        readError(&buffer)
        let how =
            switch process.end {
            case .exited(let status)?: "its launcher exited with status \(status)"
            case .signaled(let signal)?: "its launcher was killed by signal \(signal)"
            case nil: "its output ended"
            }
        return lastOutput.map { "\(how): \($0)" } ?? how
    }

    // MARK: - Ending

    /// Closes the evaluator's input, so that it exits by itself.
    func closeInput() { process.input.withLock { $0 = nil } }

    /// Asks the launcher to exit (SIGTERM).
    func terminate() { if process.end == nil { kill(process.identifier, SIGTERM) } }

    /// Ends the launcher (SIGKILL).
    func endNow() { if process.end == nil { kill(process.identifier, SIGKILL) } }
}
