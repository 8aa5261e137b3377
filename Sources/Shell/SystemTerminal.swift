import CTerminal

/// The process's signals and its terminal's settings, as C keeps them: handlers may only touch plain C.
enum SystemTerminal {
    static func installSignals() {
        terminal_signals_install()
    }

    /// The end of the signals' pipe that a reader polls.
    static var signalsDescriptor: Int32 { terminal_signals_descriptor() }

    static func drainSignals() {
        terminal_signals_drain()
    }

    /// Wakes whoever polls the signals' pipe, as a signal would.
    static func wake() {
        terminal_signals_wake()
    }

    static var interrupts: Int { Int(terminal_interrupts()) }

    static func clearInterrupts() {
        terminal_interrupts_clear()
    }

    static var isTerminateRequested: Bool { terminal_terminate_requested() }

    /// The signal that asked the process to end; 0 for none.
    static var terminationSignal: Int32 { terminal_termination_signal() }

    /// How often the window's size has changed.
    static var resizes: UInt32 { terminal_resizes() }

    /// How often the process was stopped and went on.
    static var continuations: UInt32 { terminal_continuations() }

    static func beginWork() {
        terminal_work_begin()
    }

    static func endWork() {
        terminal_work_end()
    }

    /// Whether bars stand below the cursor, to be wiped off where the process ends at once.
    static func hasBars(_ stand: Bool) {
        terminal_bars(stand)
    }

    /// Stops the process group, as Ctrl-Z does elsewhere; returns when it goes on.
    static func suspend() {
        terminal_suspend()
    }

    /// Has the user's other shell run a line with the terminal, and waits until it ends.
    ///
    /// - Returns: the status as shells tell it; -1 where it cannot be started.
    static func run(_ line: String) -> Int32 { terminal_run(line) }

    /// Keeps the settings as they are now.
    static func remember() {
        terminal_remember()
    }

    /// Gives the terminal the settings that were kept.
    static func restore() {
        terminal_restore()
    }

    /// Whether what the process writes to its terminal is seen: not after Ctrl-Z and `bg`.
    static var isInForeground: Bool { terminal_in_foreground() }

    static func size(of descriptor: Int32) -> (columns: Int, rows: Int)? {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard terminal_size(descriptor, &columns, &rows) else { return nil }
        return (Int(columns), Int(rows))
    }

    /// The cells that a character takes on the screen; 0 for those that cannot be shown.
    static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return scalar.value < 32 || scalar.value == 127 ? 0 : 1 }
        return max(0, Int(terminal_character_width(scalar.value)))
    }

    /// Makes characters UTF-8 for C. Whether the environment says that the terminal shows them.
    static func useUTF8() -> Bool {
        terminal_use_utf8()
    }
}
