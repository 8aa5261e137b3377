import Foundation
import Networks
import Synchronization
import Time

/// Where one worker's programs run: one at a time, in one process group.
///
/// It is used by one thread at a time, as a value that is taken and given back.
struct ProgramSeat: Sendable {
    /// The program that is kept running, between two questions.
    private struct Kept {
        let process: ChildProcess
        /// Whether it has answered once.
        var hasAnswered = false
        var error = WrittenEnd(limit: ProgramSeat.errorBytes)
    }

    /// What goes wrong with one question.
    private enum Trouble: Error {
        case failed(String)
        /// It ended while it was asked, though it had answered before: it may have ended by itself.
        case ended(String)
        case cancelled
    }

    /// Bytes of a program's output that are kept: a line longer than that is seldom an answer.
    private static let outputBytes = 65_536
    private static let errorBytes = 4_096
    /// How long a wait lasts before somebody looks whether it is still wanted: Ctrl-C is noticed in time, and hundreds of
    /// programs that wait cost little.
    private static let look = 0.25
    /// How long a program has to end after SIGTERM, and after its input ended.
    private static let grace = 0.5

    /// The time that timeouts go by.
    let time: TimeSource
    private var group: ProcessGroup?
    private var kept: Kept?
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    /// The end of the standard error of the program that failed last.
    private(set) var lastError: [String] = []

    init(time: TimeSource) { self.time = time }

    // MARK: - A program for each genome

    /// Starts a program and gives the last number of its last line.
    mutating func run(
        _ words: [String], environment: [String: String], timeout: Double?, cancellation: Cancellation
    ) throws(ObjectiveError) -> Double {
        let start = time.now
        let process = try ChildProcess(
            words, environment: environment, group: try watchedGroup(), hasInput: false)
        var output = WrittenEnd(limit: Self.outputBytes)
        var error = WrittenEnd(limit: Self.errorBytes)
        var (readsOutput, readsError) = (true, true)
        while true {
            var waiting = Waiting()
            waiting.add(reading: process.life)
            if readsOutput { waiting.add(reading: process.output) }
            if readsError { waiting.add(reading: process.error) }
            waiting.wait(seconds: min(Self.look, remaining(timeout, start) ?? Self.look))
            let isOver = waiting.isReady(0)
            // What it wrote lies in the pipes when it has ended, whoever else may hold them open.
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
                throw .failed(reason: Self.tooLong(timeout))
            }
        }
        process.waitForEnd(seconds: 5)
        lastError = error.lines
        if case .exited(0)? = process.end {
        } else {
            throw .failed(reason: Self.reason(process.end, error))
        }
        guard let line = output.lastLine else { throw .failed(reason: "it printed nothing, expected a number") }
        return try Self.fitness(Answer.number(in: line.utf8), said: line, "printed")
    }

    // MARK: - A program that is kept running

    /// Sends a program a line and gives the last number of the line that it answers; starts it where it does not run.
    ///
    /// One that ends while it is asked is asked once more where it had answered before: it may have had enough.
    mutating func ask(
        _ words: [String], line: [UInt8], timeout: Double?, cancellation: Cancellation
    ) throws(ObjectiveError) -> Double {
        for _ in 0..<2 {
            do throws(Trouble) {
                return try askOnce(words, line: line, timeout: timeout, cancellation: cancellation)
            } catch .ended {
                continue
            } catch .failed(let reason) {
                throw .failed(reason: reason)
            } catch {
                throw .cancelled
            }
        }
        throw .failed(reason: "it ended twice while it was asked")
    }

    private mutating func askOnce(
        _ words: [String], line: [UInt8], timeout: Double?, cancellation: Cancellation
    ) throws(Trouble) -> Double {
        let start = time.now
        if let running = kept, running.process.end != nil { kept = nil }
        if kept == nil {
            do {
                kept = Kept(process: try ChildProcess(words, group: try watchedGroup(), hasInput: true))
            } catch {
                throw .failed(error.description)
            }
        }
        guard let process = kept?.process, let input = process.input.withLock({ $0 }) else { throw .cancelled }
        if case .bytes(let count) = process.output.read(into: &buffer) {
            let said = String(decoding: buffer[..<count].prefix(80).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            endKept(process)
            throw .failed("it wrote \"\(said)\" without a request; expected one line of output for each line of input")
        }
        var unsent = line[...]
        var answer = WrittenEnd(limit: Self.outputBytes)
        while true {
            if !unsent.isEmpty {
                // A program that reads no more has ended, or soon will.
                unsent = unsent.dropFirst(input.write(unsent) ?? unsent.count)
            }
            var waiting = Waiting()
            waiting.add(reading: process.output)
            waiting.add(reading: process.error)
            if !unsent.isEmpty { waiting.add(writing: input) }
            waiting.wait(seconds: min(Self.look, remaining(timeout, start) ?? Self.look))
            if waiting.isReady(1), var error = kept?.error {
                _ = drain(process.error, into: &error, untilEmpty: false)
                kept?.error = error
            }
            if waiting.isReady(0) {
                switch process.output.read(into: &buffer) {
                case .nothing: break
                case .end: throw ended(process)
                case .bytes(let count):
                    guard let newline = buffer[..<count].firstIndex(of: UInt8(ascii: "\n")) else {
                        answer.add(buffer[..<count])
                        break
                    }
                    answer.add(buffer[..<newline])
                    if newline + 1 < count {
                        endKept(process)
                        throw .failed("it answered more than one line, expected one for each line that it is sent")
                    }
                    return try number(of: answer, process)
                }
            }
            guard !cancellation.isCancelled else {
                end()
                throw .cancelled
            }
            if let timeout, time.seconds(since: start) >= timeout {
                lastError = kept?.error.lines ?? []
                endKept(process)
                throw .failed(Self.tooLong(timeout))
            }
        }
    }

    private mutating func number(of answer: WrittenEnd, _ process: ChildProcess) throws(Trouble) -> Double {
        kept?.hasAnswered = true
        let line = answer.lastLine ?? ""
        do throws(ObjectiveError) {
            return try Self.fitness(Answer.number(in: line.utf8), said: line, "answered")
        } catch {
            lastError = kept?.error.lines ?? []
            // A line that is no number may not have been an answer at all: from here on it could not be told which is.
            if Answer.number(in: line.utf8) == nil { endKept(process) }
            throw .failed(error.description)
        }
    }

    /// The trouble of a program whose output ended.
    private mutating func ended(_ process: ChildProcess) -> Trouble {
        let hadAnswered = kept?.hasAnswered ?? false
        process.waitForEnd(seconds: Self.grace)
        var error = kept?.error ?? WrittenEnd(limit: Self.errorBytes)
        _ = drain(process.error, into: &error, untilEmpty: true)
        lastError = error.lines
        let reason = Self.reason(process.end, error)
        endKept(process)
        return hadAnswered ? .ended(reason) : .failed("it gave no answer: \(reason)")
    }

    private mutating func endKept(_ process: ChildProcess) {
        kept = nil
        end(process)
    }

    // MARK: - Ending

    /// Lets a kept program end: its input ends.
    func closeInput() { kept?.process.input.withLock { $0 = nil } }

    /// Waits a little for a kept program whose input has ended, then ends all that runs here.
    mutating func leave() {
        kept?.process.waitForEnd(seconds: Self.grace)
        end()
    }

    /// Ends all that runs here.
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

    /// Ends a program and all that it started: by SIGTERM, and where that does not do, by SIGKILL.
    private mutating func end(_ process: ChildProcess) {
        if process.end == nil {
            group?.terminate()
            process.waitForEnd(seconds: Self.grace)
        }
        group?.end()
        group = nil
    }

    private mutating func watchedGroup() throws(ObjectiveError) -> pid_t {
        if let group, group.isWatched { return group.identifier }
        let new = try ProcessGroup()
        group = new
        return new.identifier
    }

    // MARK: - Reading

    /// Takes what is in a pipe; false where it has ended.
    private mutating func drain(_ pipe: PipeEnd, into end: inout WrittenEnd, untilEmpty: Bool) -> Bool {
        repeat {
            switch pipe.read(into: &buffer) {
            case .bytes(let count): end.add(buffer[..<count])
            case .nothing: return true
            case .end: return false
            }
        } while untilEmpty
        return true
    }

    private func remaining(_ timeout: Double?, _ start: ContinuousClock.Instant) -> Double? {
        timeout.map { max(0, $0 - time.seconds(since: start)) }
    }

    // MARK: - Reasons

    private static func tooLong(_ timeout: Double) -> String {
        "it gave no answer within \(timeout == timeout.rounded() ? "\(Int(timeout))" : "\(timeout)") s"
    }

    private static func fitness(
        _ number: Double?, said line: String, _ verb: String
    ) throws(ObjectiveError) -> Double {
        let shown = line.count > 80 ? line.prefix(80) + "…" : line[...]
        guard let number else { throw .failed(reason: "it \(verb) \"\(shown)\", expected a number") }
        guard number.isFinite else { throw .failed(reason: "it \(verb) \"\(shown)\", which is no finite number") }
        return number
    }

    /// How it ended, and the last that it said.
    private static func reason(_ end: ChildProcess.End?, _ error: WrittenEnd) -> String {
        let how =
            switch end {
            case .exited(let status)?: "it ended with status \(status)"
            case .signaled(let signal)?: "it was ended by signal \(signal)"
            case nil: "it closed its output"
            }
        guard let last = error.lastLine else { return how }
        return "\(how): \(last.count > 200 ? last.prefix(200) + "…" : last[...])"
    }
}
