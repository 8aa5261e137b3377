import Platform
import Synchronization

/// The handling of Ctrl-C, SIGTERM and the terminal while commands run.
///
/// At the prompt, the line editor reads Ctrl-C as a key. Between `beginWork` and `endWork`, the terminal sends it as a
/// signal: the closure given to `beginWork` is called promptly on a separate thread, so that it can cancel the work. A
/// second Ctrl-C within two seconds ends the process with status 130. The signal handlers belong to the process: keep
/// only one instance of this class.
package final class Interrupts: Sendable {
    private let watch = Mutex<SignalWatch?>(nil)

    /// Installs the handlers and remembers the current settings of the terminal.
    ///
    /// - Parameter grace: the seconds that work may take to end after SIGTERM, SIGHUP or SIGQUIT; then the process ends.
    package init(grace: UInt32 = 20) {
        SystemTerminal.installSignals(grace: grace)
        SystemTerminal.remember()
    }

    /// Begins work, during which typed input is not echoed.
    ///
    /// - Parameters:
    ///   - onInterrupt: called for each Ctrl-C and for SIGTERM.
    ///   - onWindowChange: called when progress bars must be redrawn: after a change of the window's size, and after
    ///     the process was suspended.
    package func beginWork(
        onInterrupt: @escaping @Sendable () -> Void = {}, onWindowChange: @escaping @Sendable () -> Void = {}
    ) {
        SystemTerminal.beginWork()
        watch.withLock { watch in
            guard watch == nil else { return }
            watch = SignalWatch(onInterrupt: onInterrupt, onWindowChange: onWindowChange)
        }
    }

    /// Ends work and restores the terminal's previous settings. The next prompt reads the input typed in the meantime.
    package func endWork() {
        watch.withLock { watch in
            watch?.stop()
            watch = nil
        }
        SystemTerminal.endWork()
    }

    /// The number of interrupts since work began or since the last one was taken.
    package var interruptCount: Int { SystemTerminal.interrupts }

    /// Returns true if there was an interrupt, and resets their number.
    package func takeInterrupt() -> Bool {
        guard SystemTerminal.interrupts > 0 else { return false }
        SystemTerminal.clearInterrupts()
        return true
    }

    /// The exit status of a process ended by a signal: 128 plus its number.
    package var terminationStatus: Int32 { 128 + SystemTerminal.terminationSignal }

    /// True if SIGTERM, SIGHUP or SIGQUIT arrived: the process must restore the terminal and end.
    package var isTerminateRequested: Bool { SystemTerminal.isTerminateRequested }

    /// Restores the settings that the terminal had when the process started.
    package func restoreTerminal() {
        SystemTerminal.restore()
    }
}

/// A thread that waits for signals during work.
private final class SignalWatch: Sendable {
    private struct State {
        var isStopped = false
        var thread: pthread_t?
    }

    private let state = Mutex(State())
    private let onInterrupt: @Sendable () -> Void
    private let onWindowChange: @Sendable () -> Void

    init(onInterrupt: @escaping @Sendable () -> Void, onWindowChange: @escaping @Sendable () -> Void) {
        self.onInterrupt = onInterrupt
        self.onWindowChange = onWindowChange
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let context = Unmanaged.passRetained(self)
        let failure = pthread_create(&thread, nil, watchSignals, context.toOpaque())
        if failure != 0 {
            context.release()
        } else {
            let started = thread
            state.withLock { $0.thread = started }
        }
    }

    func stop() {
        let thread = state.withLock { state in
            state.isStopped = true
            return state.thread
        }
        SystemTerminal.wake()
        if let thread { pthread_join(thread, nil) }
    }

    fileprivate func run() {
        var reported = 0
        var hasReportedTermination = false
        var changes = SystemTerminal.resizes &+ SystemTerminal.continuations
        while !state.withLock({ $0.isStopped }) {
            var descriptor = pollfd(fd: SystemTerminal.signalsDescriptor, events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, -1)
            SystemTerminal.drainSignals()
            let count = SystemTerminal.interrupts
            if count < reported { reported = 0 }
            if count > reported {
                reported = count
                onInterrupt()
            }
            let changesNow = SystemTerminal.resizes &+ SystemTerminal.continuations
            if changesNow != changes {
                changes = changesNow
                onWindowChange()
            }
            if SystemTerminal.isTerminateRequested, !hasReportedTermination {
                hasReportedTermination = true
                onInterrupt()
            }
        }
    }
}

#if canImport(Glibc)
    private func watchSignals(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        Unmanaged<SignalWatch>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#else
    private func watchSignals(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<SignalWatch>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#endif
