import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C, SIGTERM and the terminal during work.
///
/// While nothing is worked at, the line editor reads Ctrl-C as a key. Between `beginWork` and `endWork` the terminal sends
/// it as a signal: the closure given to `beginWork` is called on a thread of its own, promptly, so that it can cancel what
/// is under way. A second Ctrl-C within two seconds ends the process with status 130. The handlers are those of the
/// process: keep one value of this class.
package final class Interrupts: Sendable {
    private let watch = Mutex<Watch?>(nil)

    /// Installs the handlers and keeps the terminal's settings as they are now.
    package init() {
        SystemTerminal.installSignals()
        SystemTerminal.remember()
    }

    /// Begins work: nothing typed is echoed, and `onInterrupt` is called for each Ctrl-C and for SIGTERM,
    /// `onWindowChange` where bars are to be drawn again: for a new window size, and after the process was stopped.
    package func beginWork(
        onInterrupt: @escaping @Sendable () -> Void = {}, onWindowChange: @escaping @Sendable () -> Void = {}
    ) {
        SystemTerminal.beginWork()
        watch.withLock { watch in
            guard watch == nil else { return }
            watch = Watch(onInterrupt: onInterrupt, onWindowChange: onWindowChange)
        }
    }

    /// Ends work: the terminal's settings are as before it. What was typed meanwhile is read by the next prompt.
    package func endWork() {
        watch.withLock { watch in
            watch?.stop()
            watch = nil
        }
        SystemTerminal.endWork()
    }

    /// Interrupts since work began or since the last one was taken.
    package var interruptCount: Int { SystemTerminal.interrupts }

    /// Whether there was an interrupt; it is told once.
    package func takeInterrupt() -> Bool {
        guard SystemTerminal.interrupts > 0 else { return false }
        SystemTerminal.clearInterrupts()
        return true
    }

    /// The status that a signal ends the process with: 128 and its number.
    package var terminationStatus: Int32 { 128 + SystemTerminal.terminationSignal }

    /// Whether SIGTERM, SIGHUP or SIGQUIT came: the process is to end, the terminal as it was found.
    package var isTerminateRequested: Bool { SystemTerminal.isTerminateRequested }

    /// Gives the terminal the settings that it had when the process began.
    package func restoreTerminal() {
        SystemTerminal.restore()
    }
}

/// A thread that waits on the signals' pipe during work.
private final class Watch: Sendable {
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
        var told = 0
        var hasToldTermination = false
        var changes = SystemTerminal.resizes &+ SystemTerminal.continuations
        while !state.withLock({ $0.isStopped }) {
            var descriptor = pollfd(fd: SystemTerminal.signalsDescriptor, events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, -1)
            SystemTerminal.drainSignals()
            let count = SystemTerminal.interrupts
            if count < told { told = 0 }
            if count > told {
                told = count
                onInterrupt()
            }
            let changesNow = SystemTerminal.resizes &+ SystemTerminal.continuations
            if changesNow != changes {
                changes = changesNow
                onWindowChange()
            }
            if SystemTerminal.isTerminateRequested, !hasToldTermination {
                hasToldTermination = true
                onInterrupt()
            }
        }
    }
}

#if canImport(Glibc)
    private func watchSignals(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#else
    private func watchSignals(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#endif
