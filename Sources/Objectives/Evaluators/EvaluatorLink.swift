import Foundation
import Synchronization
import Time

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The pipes to one evaluator, through its launcher.
struct EvaluatorLink {
    let process: ChildProcess
    /// What it reads; nil where it was closed.
    var input: PipeEnd? { process.input.withLock { $0 } }
    private var unsent: [UInt8] = []
    private var sent = 0
    /// The line that has begun.
    private var line: [UInt8] = []
    private var error = WrittenEnd(limit: 2_048)
    /// Bytes since the last line that meant something.
    private var junk = 0
    /// When it last wrote something.
    private(set) var lastHeard: ContinuousClock.Instant
    private let time: TimeSource

    init(_ process: ChildProcess, time: TimeSource) {
        self.process = process
        self.time = time
        lastHeard = time.now
    }

    // MARK: - Writing

    /// Whether something waits to be sent.
    var isSending: Bool { sent < unsent.count }

    mutating func send(_ bytes: [UInt8]) {
        if isSending { unsent += bytes } else { (unsent, sent) = (bytes, 0) }
        flush()
    }

    /// Sends as much as the pipe takes. One that reads no more has ended, or soon will.
    mutating func flush() {
        guard isSending else { return }
        sent += input?.write(unsent[sent...]) ?? unsent.count - sent
        if !isSending { (unsent, sent) = ([], 0) }
    }

    // MARK: - Reading

    /// What was found in its output.
    enum Found { case lines, end, flood }

    /// Bytes that may come without a line that means something: launchers greet, but not for ever.
    private static let mostJunk = 16 << 20

    /// Reads a part of what is there, line by line: whoever writes without end must not keep others from being heard.
    ///
    /// - Parameter take: says whether a line means something.
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
            return junk > Self.mostJunk ? .flood : .lines
        }
    }

    /// Notes what its launcher and it write beside the lines.
    mutating func readError(_ buffer: inout [UInt8]) {
        if case .bytes(let count) = process.error.read(into: &buffer) { error.add(buffer[..<count]) }
    }

    /// The last line beside the lines.
    var lastSaid: String? {
        error.lastLine.map { $0.count > 200 ? "\($0.prefix(200))…" : $0 }
    }

    /// Whether the system ended it for a fault of its own, as far as its launcher tells: shells and most launchers give 128 and the
    /// signal's number as their status.
    var hasCrashed: Bool {
        let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
        return switch process.end {
        case .exited(let status)?: faults.contains { status == 128 + $0 }
        case .signaled(let signal)?: faults.contains(signal)
        case nil: false
        }
    }

    /// How it ended, and the last that it said.
    mutating func ending(_ buffer: inout [UInt8]) -> String {
        process.waitForEnd(seconds: 0.2)
        readError(&buffer)
        let how =
            switch process.end {
            case .exited(let status)?: "its launcher ended with status \(status)"
            case .signaled(let signal)?: "its launcher was ended by signal \(signal)"
            case nil: "its output ended"
            }
        return lastSaid.map { "\(how): \($0)" } ?? how
    }

    // MARK: - Ending

    /// Ends its input: it leaves by itself.
    func closeInput() { process.input.withLock { $0 = nil } }

    /// Asks the launcher to end.
    func terminate() { if process.end == nil { kill(process.identifier, SIGTERM) } }

    /// Ends the launcher.
    func endNow() { if process.end == nil { kill(process.identifier, SIGKILL) } }
}
