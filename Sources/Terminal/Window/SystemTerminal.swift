import CTerminal

/// The signals of the process and the settings of its terminal, kept in C: signal handlers may only use plain C.
package enum SystemTerminal {
    static func installSignals(grace: UInt32) {
        terminal_signals_install(grace)
    }

    /// The descriptor to poll for signals: the reading end of a pipe.
    static var signalsDescriptor: Int32 { terminal_signals_descriptor() }

    static func drainSignals() {
        terminal_signals_drain()
    }

    /// Wakes the thread that polls the pipe, as a signal would.
    static func wake() {
        terminal_signals_wake()
    }

    static var interrupts: Int { Int(terminal_interrupts()) }

    static func clearInterrupts() {
        terminal_interrupts_clear()
    }

    static var isTerminateRequested: Bool { terminal_terminate_requested() }

    /// The signal that requested the end of the process; 0 for none.
    static var terminationSignal: Int32 { terminal_termination_signal() }

    /// The number of changes of the window's size.
    package static var resizes: UInt32 { terminal_resizes() }

    /// The number of times that the process was suspended and continued.
    static var continuations: UInt32 { terminal_continuations() }

    static func beginWork() {
        terminal_work_begin()
    }

    static func endWork() {
        terminal_work_end()
    }

    /// Records whether bars are below the cursor, which must be erased if the process ends at once.
    package static func hasBars(_ stand: Bool) {
        terminal_bars(stand)
    }

    /// Suspends the process group, as Ctrl-Z does elsewhere; returns when it continues.
    static func suspend() {
        terminal_suspend()
    }

    /// Runs a line in the system shell with the terminal, and waits until it ends.
    ///
    /// - Returns: the status as shells report it; -1 if it cannot be started.
    package static func run(_ line: String) -> Int32 { terminal_run(line) }

    /// Returns a text as one word of a line for the system shell. A quote before a combining accent ends the word as well.
    static func quoted(_ text: String) -> String {
        "'\(String(text.unicodeScalars.replacing("'".unicodeScalars, with: "'\\''".unicodeScalars)))'"
    }

    /// Remembers the current settings.
    static func remember() {
        terminal_remember()
    }

    /// Restores the remembered settings.
    static func restore() {
        terminal_restore()
    }

    /// True if the process is in the foreground of its terminal; false after Ctrl-Z and `bg`.
    package static var isInForeground: Bool { terminal_in_foreground() }

    static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard terminal_size(descriptor, &columns, &rows) else { return nil }
        return (Int(columns), Int(rows))
    }

    /// Sets the character encoding of C to UTF-8.
    ///
    /// - Returns: true if the terminal supports UTF-8 according to the environment.
    static func useUTF8() -> Bool {
        terminal_use_utf8()
    }
}
