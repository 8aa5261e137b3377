import ChildProcesses
import Foundation
import Networks
import Objectives
import Platform
import Synchronization
import Time

/// Work on a genome that pauses at each rung.
extension ProgramSeat {
    /// The line that asks a program that is kept running to end its work on a genome with an answer.
    private static let stopLine = Array("{\"stop\": true}\n".utf8)
    /// The time that a program has to answer after this line.
    private static let stopGrace = Duration.seconds(2)

    /// Begins the work on a genome.
    ///
    /// - Throws: `.failed` if the program cannot be started or has written something without a request.
    mutating func begin(_ request: ProgramRequest) throws(ObjectiveError) {
        lastError = []
        guard request.line != nil else {
            let process = try startProcess(request.words, environment: request.environment, hasInput: false)
            work = ProgramWork(request, process: process)
            return
        }
        if let running = kept, running.process.end != nil { kept = nil }
        if kept == nil {
            kept = Kept(process: try startProcess(request.words, hasInput: true))
        }
        guard let process = kept?.process else { return }
        if let written = unrequested(process) { throw .failed(reason: ProgramFailures.unrequested(written)) }
        work = ProgramWork(request, process: process)
    }

    /// Lets the program work until a goal.
    ///
    /// If the work is not over, the program's processes are stopped (SIGSTOP), where the system has /proc, until the next
    /// call.
    ///
    /// - Parameter report: called with each new last report.
    /// - Throws: `.failed` if the program fails, exceeds the timeout, or reports or prints no finite number;
    ///   `.cancelled`. The work has then ended.
    mutating func advance(
        to goal: ProgramGoal, timeout: Double?, cancellation: Cancellation, report: (ProgramReport) -> Void
    ) throws(ObjectiveError) -> ProgramResult {
        let start = time.now
        work?.begin(goal)
        resume()
        var reported: ProgramReport?
        while work?.hasReached(goal) == false {
            try advance(within: min(Self.look, remaining(timeout, start) ?? Self.look))
            if let last = work?.reports.last, last != reported {
                reported = last
                report(last)
            }
            guard !cancellation.isCancelled else {
                endWork()
                throw .cancelled
            }
            if let timeout, work?.hasReached(goal) == false, time.seconds(since: start) >= timeout {
                endWork()
                throw .failed(reason: ProgramFailures.noAnswer(within: timeout))
            }
        }
        let result = try result(at: goal)
        if case .lastEpochs = goal { stopWork() }
        if result.isOver { work = nil } else if work?.isOver == false { pause() }
        return result
    }

    /// Ends the work on a genome that is not promising. A program that is kept running is asked to answer, and ended if
    /// it does not.
    mutating func stopWork() {
        guard let work, !work.isOver else {
            self.work = nil
            return
        }
        resume()
        guard work.isKept else { return endWork() }
        self.work?.unsent = work.unsent + Self.stopLine
        let deadline = ContinuousClock.now + Self.stopGrace
        while self.work?.isOver == false, ContinuousClock.now < deadline {
            do { try advance(within: .milliseconds(50)) } catch { return }
        }
        guard self.work?.isOver == true else { return endWork() }
        kept?.hasAnswered = true
        self.work = nil
    }

    /// Ends the work on a genome that does not continue.
    ///
    /// - Parameter asking: true to let a program that is kept running answer first, so that it can be used again.
    mutating func leaveWork(asking: Bool) {
        let whenLeft = work?.whenLeft
        if asking { stopWork() } else { endWork() }
        whenLeft?()
    }

    /// Ends the program together with its work.
    mutating func endWork() {
        guard let work else { return }
        resume()
        lastError = work.error.lines
        self.work = nil
        if work.isKept { kept = nil }
        end(work.process)
    }

    private mutating func pause() {
        group?.pause()
        work?.isPaused = true
    }

    private mutating func resume() {
        guard work?.isPaused == true else { return }
        group?.resume()
        work?.isPaused = false
    }

    // MARK: - One step

    /// Waits for output and takes it.
    private mutating func advance(within limit: Duration) throws(ObjectiveError) {
        guard let process = work?.process else { return }
        let input = process.input.withLock { $0 }
        if let input, let unsent = work?.unsent, !unsent.isEmpty {
            // If nobody reads the pipe any more, the program has ended or soon will.
            work?.unsent = unsent.dropFirst(input.write(unsent) ?? unsent.count)
        }
        let (readsOutput, readsError) = (work?.readsOutput ?? false, work?.readsError ?? false)
        var waiting = PipeWait()
        waiting.add(reading: process.life)
        if readsOutput { waiting.add(reading: process.output) }
        if readsError { waiting.add(reading: process.error) }
        if let input, work?.unsent.isEmpty == false { waiting.add(writing: input) }
        waiting.wait(within: limit)
        Orphans.reap()
        let hasEnded = waiting.isReady(0)
        if readsError, var error = work?.error {
            let isOpen = drain(process.error, into: &error, untilEmpty: hasEnded)
            work?.error = error
            work?.readsError = isOpen
        }
        if readsOutput { try takeOutput(of: process, untilEmpty: hasEnded) }
        if hasEnded, work?.isOver == false || work?.isKept == false { try takeEnd(of: process) }
    }

    private mutating func takeOutput(of process: ChildProcess, untilEmpty: Bool) throws(ObjectiveError) {
        reading: repeat {
            switch process.output.read(into: &buffer) {
            case .bytes(let count):
                guard work?.take(buffer[..<count]) ?? true else {
                    endWork()
                    throw .failed(reason: ProgramFailures.severalLines)
                }
                if let line = work?.malformed {
                    endWork()
                    throw .failed(reason: ProgramFailures.malformedReport(line))
                }
            case .nothing: break reading
            case .end:
                work?.readsOutput = false
                // Without its output, a program that is kept running cannot answer.
                if !untilEmpty, work?.isKept == true { try takeEnd(of: process) }
                break reading
            }
        } while untilEmpty
    }

    /// Takes the end of a program.
    private mutating func takeEnd(of process: ChildProcess) throws(ObjectiveError) {
        process.waitForEnd(within: Self.grace)
        work?.finishLines()
        guard let work else { return }
        lastError = work.error.lines
        let ending = ProgramFailures.ending(process.end, lastError: work.error.lastLine)
        if work.isKept {
            let hadAnswered = kept?.hasAnswered ?? false
            endKept(process)
            if process.end == .exited(0), work.result != nil || work.isOver {
                self.work?.isOver = true
                return
            }
            self.work = nil
            // It may have ended on purpose after its last answer.
            guard hadAnswered, work.result == nil else { throw .failed(reason: ProgramFailures.noAnswer(ending)) }
            guard !work.isSecondAttempt else { throw .failed(reason: ProgramFailures.endedTwice) }
            try begin(work.request)
            self.work?.isSecondAttempt = true
        } else {
            group?.endLeftovers(
                of: process.identifier, running: ContinuousClock.now - work.begun, grace: Self.grace)
            self.work?.isOver = true
            if process.end != .exited(0) {
                self.work = nil
                throw .failed(reason: ending)
            }
        }
    }

    /// Returns the result at a goal.
    private mutating func result(at goal: ProgramGoal) throws(ObjectiveError) -> ProgramResult {
        guard let work else { throw .cancelled }
        if work.isKept, work.isOver { kept?.hasAnswered = true }
        if goal != .end, let report = work.result {
            guard report.value.isFinite else {
                endWork()
                throw .failed(reason: ProgramFailures.notFinite(report))
            }
            return ProgramResult(
                value: report.value, epochs: report.epochs, isOver: work.isFinished(at: goal), curve: work.curve)
        }
        guard let line = work.lastLine else {
            self.work = nil
            throw .failed(reason: ProgramFailures.nothingPrinted)
        }
        do {
            let value = try numbers(line, work.isKept ? "answered" : "printed").first ?? .nan
            return ProgramResult(value: value, epochs: nil, isOver: true, curve: work.curve)
        } catch {
            lastError = work.error.lines
            self.work = nil
            // Without a number, the line may not have been an answer, and later lines could not be assigned to requests.
            if work.isKept, ProgramAnswer.number(in: line.utf8) == nil { endKept(work.process) }
            throw error
        }
    }
}

extension ProcessGroup {
    /// Stops the programs of the group until `resume`. The leader keeps watching.
    func pause() { for process in programs { kill(process, SIGSTOP) } }

    /// Lets stopped programs continue.
    func resume() { for process in programs { kill(process, SIGCONT) } }

    private var programs: [pid_t] { GroupMarker.processes(of: identifier).filter { $0 != identifier } }
}
