import Platform
import Synchronization

/// Talking to a process that this process asks for answers.
extension ChildProcess {
    /// Prepares for large answers.
    package func expectLargeAnswers() { output.widen() }

    /// Sends as many bytes as the process accepts without waiting; nil if it reads no more.
    package func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        input.withLock { input in
            guard let input else { return nil }
            return Self.withoutBrokenPipeSignal { input.write(bytes) }
        }
    }

    /// Waits until one of the processes has sent bytes, accepts bytes or has ended, at most so long.
    package static func wait(for processes: [(process: ChildProcess, isSending: Bool)], within limit: Duration) {
        var waiting = PipeWait()
        for (process, isSending) in processes {
            waiting.add(reading: process.output)
            if isSending { process.input.withLock { if let input = $0 { waiting.add(writing: input) } } }
        }
        waiting.wait(within: limit)
    }

    /// Kills the process unless it has ended, and waits for its end.
    package func kill() {
        guard end == nil else { return }
        sendKill(identifier)
        waitForEnd(within: .seconds(5))
    }

    /// Makes writes to unread pipes fail within `body`, instead of ending this process.
    private static func withoutBrokenPipeSignal<Value>(_ body: () -> Value) -> Value {
        var (broken, earlier, pending) = (sigset_t(), sigset_t(), sigset_t())
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        sigpending(&pending)
        let wasPending = sigismember(&pending, SIGPIPE) == 1
        pthread_sigmask(SIG_BLOCK, &broken, &earlier)
        defer {
            sigpending(&pending)
            if !wasPending, sigismember(&pending, SIGPIPE) == 1 {
                var signal: Int32 = 0
                sigwait(&broken, &signal)
            }
            pthread_sigmask(SIG_SETMASK, &earlier, nil)
        }
        return body()
    }
}

private func sendKill(_ process: pid_t) { _ = kill(process, SIGKILL) }
