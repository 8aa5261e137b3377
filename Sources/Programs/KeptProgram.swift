import Arithmetic
import ChildProcesses
import Foundation
import Networks
import Objectives
import Synchronization
import Time

/// A program that is kept running, and asked line by line.
extension ProgramSeat {
    /// Sends a line to a program and returns the numbers in its answer; starts the program if it is not running.
    ///
    /// If it ends during the request although it had answered before, the request is repeated once: it may have ended
    /// on purpose.
    ///
    /// - Throws: `.failed` if it ends, exceeds the timeout or answers anything but one finite number; `.cancelled`.
    mutating func ask(
        _ words: [String], line: [UInt8], timeout: Double?, cancellation: Cancellation
    ) throws(ObjectiveError) -> [Double] {
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
        throw .failed(reason: ProgramFailures.endedTwice)
    }

    private mutating func askOnce(
        _ words: [String], line: [UInt8], timeout: Double?, cancellation: Cancellation
    ) throws(Trouble) -> [Double] {
        let start = time.now
        lastError = []
        if let running = kept, running.process.end != nil { kept = nil }
        if kept == nil {
            do {
                kept = Kept(process: try startProcess(words, hasInput: true))
            } catch {
                throw .failed(error.description)
            }
        }
        guard let process = kept?.process, let input = process.input.withLock({ $0 }) else { throw .cancelled }
        if let written = unrequested(process) { throw .failed(ProgramFailures.unrequested(written)) }
        var unsent = line[...]
        var answer = WrittenEnd(limit: Self.outputBytes)
        while true {
            if !unsent.isEmpty {
                // If nobody reads the pipe any more, the program has ended or soon will.
                unsent = unsent.dropFirst(input.write(unsent) ?? unsent.count)
            }
            var waiting = PipeWait()
            waiting.add(reading: process.output)
            waiting.add(reading: process.error)
            if !unsent.isEmpty { waiting.add(writing: input) }
            waiting.wait(within: min(Self.look, remaining(timeout, start) ?? Self.look))
            Orphans.reap()
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
                        throw .failed(ProgramFailures.severalLines)
                    }
                    return try numbers(of: answer, process)
                }
            }
            guard !cancellation.isCancelled else {
                end()
                throw .cancelled
            }
            if let timeout, time.seconds(since: start) >= timeout {
                lastError = kept?.error.lines ?? []
                endKept(process)
                throw .failed(ProgramFailures.noAnswer(within: timeout))
            }
        }
    }

    private mutating func numbers(of answer: WrittenEnd, _ process: ChildProcess) throws(Trouble) -> [Double] {
        kept?.hasAnswered = true
        let line = answer.lastLine ?? ""
        do throws(ObjectiveError) {
            return try numbers(line, "answered")
        } catch {
            lastError = kept?.error.lines ?? []
            // Without a number, the line may not have been an answer, and later lines could not be assigned to
            // requests.
            if outputs.numbers(in: line) == nil { endKept(process) }
            throw .failed(error.description)
        }
    }

    /// Returns the failure of a program whose output ended.
    mutating func ended(_ process: ChildProcess) -> Trouble {
        let hadAnswered = kept?.hasAnswered ?? false
        process.waitForEnd(within: Self.grace)
        var error = kept?.error ?? WrittenEnd(limit: Self.errorBytes)
        _ = drain(process.error, into: &error, untilEmpty: true)
        lastError = error.lines
        let reason = ProgramFailures.ending(process.end, lastError: error.lastLine)
        endKept(process)
        return hadAnswered ? .ended(reason) : .failed(ProgramFailures.noAnswer(reason))
    }

    /// Returns the first line that a kept program wrote without a request, and ends the program; nil if it wrote
    /// nothing.
    mutating func unrequested(_ process: ChildProcess) -> String? {
        guard case .bytes(let count) = process.output.read(into: &buffer) else { return nil }
        endKept(process)
        return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    mutating func endKept(_ process: ChildProcess) {
        kept = nil
        end(process)
    }
}
