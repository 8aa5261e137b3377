import Arithmetic
import ChildProcesses
import Foundation
import Networks
import Objectives
import Synchronization
import Time

/// One worker's programs: one at a time, in one process group.
///
/// One thread at a time uses a seat, as a value that is taken and returned.
struct ProgramSeat: Sendable {
    /// The program that is kept running between two requests.
    struct Kept {
        let process: ChildProcess
        /// True if it has answered at least once.
        var hasAnswered = false
        var error = WrittenEnd(limit: ProgramSeat.errorBytes)
    }

    /// A failed request.
    enum Trouble: Error {
        case failed(String)
        /// The program ended during a request although it had answered before: it may have ended on purpose.
        case ended(String)
        case cancelled
    }

    /// The number of bytes of a program's output that are kept; a longer line is rarely an answer.
    static let outputBytes = 65_536
    static let errorBytes = 4_096
    /// The maximum duration of one wait, after which cancellation is checked. Ctrl-C is noticed in time, and hundreds
    /// of waiting programs cost little.
    static let look = Duration.milliseconds(250)
    /// The time that a program has to exit after SIGTERM, and after the end of its input.
    static let grace = Duration.milliseconds(500)

    /// The clock for timeouts.
    let time: TimeSource
    var group: ProcessGroup?
    var kept: Kept?
    /// The work on a genome that may continue; nil if there is none.
    var work: ProgramWork?
    var buffer = [UInt8](repeating: 0, count: 65_536)
    /// The end of the standard error of the last failed program.
    var lastError: [String] = []
    /// The first answer with more than one number.
    private(set) var ambiguousAnswer: String?

    /// The numbers that an answer contains.
    let outputs: ProgramOutputs

    init(time: TimeSource, outputs: ProgramOutputs = .numbers(1)) {
        self.time = time
        self.outputs = outputs
    }

    // MARK: - A program for each genome

    /// Starts a program and returns the numbers in its last line. When this returns, the program and all
    /// processes that it started have ended.
    ///
    /// - Throws: `.failed` if it exits with a nonzero status, exceeds the timeout or prints no finite number;
    ///   `.cancelled`.
    mutating func run(
        _ words: [String], environment: [String: String], timeout: Double?, cancellation: Cancellation
    ) throws(ObjectiveError) -> [Double] {
        let start = time.now
        lastError = []
        let process = try startProcess(words, environment: environment, hasInput: false)
        let begun = ContinuousClock.now
        var output = WrittenEnd(limit: Self.outputBytes)
        var error = WrittenEnd(limit: Self.errorBytes)
        var (readsOutput, readsError) = (true, true)
        while true {
            var waiting = PipeWait()
            waiting.add(reading: process.life)
            if readsOutput { waiting.add(reading: process.output) }
            if readsError { waiting.add(reading: process.error) }
            waiting.wait(within: min(Self.look, remaining(timeout, start) ?? Self.look))
            Orphans.reap()
            let isOver = waiting.isReady(0)
            // Once it has ended, all of its output is in the pipes, even if other processes hold them open.
            if readsOutput { readsOutput = drain(process.output, into: &output, untilEmpty: isOver) }
            if readsError { readsError = drain(process.error, into: &error, untilEmpty: isOver) }
            if isOver { break }
            guard !cancellation.isCancelled else {
                end(process)
                throw .cancelled
            }
            if let timeout, time.seconds(since: start) >= timeout {
                lastError = error.lines
                end(process)
                throw .failed(reason: ProgramFailures.noAnswer(within: timeout))
            }
        }
        process.waitForEnd(within: .seconds(5))
        group?.endLeftovers(of: process.identifier, running: ContinuousClock.now - begun, grace: Self.grace)
        lastError = error.lines
        if case .exited(0)? = process.end {
        } else {
            throw .failed(reason: ProgramFailures.ending(process.end, lastError: error.lastLine))
        }
        guard let line = output.lastLine else { throw .failed(reason: ProgramFailures.nothingPrinted) }
        return try numbers(line, "printed")
    }

    // MARK: - Ending

    /// Closes the input of a kept program, so that it exits by itself.
    func closeInput() { kept?.process.input.withLock { $0 = nil } }

    /// Waits a little for a kept program whose input has ended, then ends everything that runs here.
    mutating func leave() {
        kept?.process.waitForEnd(within: Self.grace)
        end()
    }

    /// Ends everything that runs here.
    mutating func end() {
        if let process = kept?.process {
            kept = nil
            end(process)
        } else {
            group?.terminate()
            group?.end()
            group = nil
        }
    }

    /// Ends a program and everything it started by SIGTERM; if that is not enough, by SIGKILL.
    mutating func end(_ process: ChildProcess) {
        if process.end == nil {
            group?.terminate()
            process.waitForEnd(within: Self.grace)
        }
        group?.end()
        group = nil
    }

    /// Starts a program in the watched group.
    ///
    /// - Throws: `.failed` if it cannot be started.
    mutating func startProcess(
        _ words: [String], environment: [String: String] = [:], hasInput: Bool
    ) throws(ObjectiveError) -> ChildProcess {
        do throws(ChildProcessError) {
            return try ChildProcess(words, environment: environment, group: try watchedGroup(), hasInput: hasInput)
        } catch {
            throw .failed(reason: error.description)
        }
    }

    private mutating func watchedGroup() throws(ChildProcessError) -> pid_t {
        if let group, group.isWatched { return group.identifier }
        let new = try ProcessGroup()
        group = new
        return new.identifier
    }

    // MARK: - Reading

    /// Reads a pipe into `end`; returns false if the pipe has ended.
    mutating func drain(_ pipe: PipeEnd, into end: inout WrittenEnd, untilEmpty: Bool) -> Bool {
        repeat {
            switch pipe.read(into: &buffer) {
            case .bytes(let count): end.add(buffer[..<count])
            case .nothing: return true
            case .end: return false
            }
        } while untilEmpty
        return true
    }

    func remaining(_ timeout: Double?, _ start: ContinuousClock.Instant) -> Duration? {
        timeout.map { .limited(seconds: $0 - time.seconds(since: start)) }
    }

    /// Returns the numbers of a line, and notes a line with several numbers if one is expected.
    mutating func numbers(_ line: String, _ verb: String) throws(ObjectiveError) -> [Double] {
        if outputs == .numbers(1) { return [try number(line, verb)] }
        guard let numbers = outputs.numbers(in: line) else {
            throw .failed(reason: ProgramFailures.notNumber(line, verb, expected: outputs.expectation))
        }
        guard numbers.allSatisfy(\.isFinite) else { throw .failed(reason: ProgramFailures.notAllFinite(line, verb)) }
        return numbers
    }

    private mutating func number(_ line: String, _ verb: String) throws(ObjectiveError) -> Double {
        guard let number = ProgramAnswer.number(in: line.utf8) else {
            throw .failed(reason: ProgramFailures.notNumber(line, verb))
        }
        guard number.isFinite else { throw .failed(reason: ProgramFailures.notFinite(line, verb)) }
        if ambiguousAnswer == nil, ProgramAnswer.isAmbiguous(line.utf8) {
            ambiguousAnswer = ProgramFailures.shortened(line)
        }
        return number
    }
}
