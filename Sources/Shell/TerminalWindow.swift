#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// When words are coloured.
package enum ColorChoice: String, CaseIterable, Sendable {
    case automatic = "auto"
    case always
    case never
}

/// What the shell knows of the terminal it writes to: whether there is one, its size, its colours and its characters.
package struct TerminalWindow: Sendable {
    /// Where to write.
    package enum Stream: Int32, Sendable {
        case input = 0
        case output = 1
        case error = 2
    }

    package let colorChoice: ColorChoice
    /// Whether the terminal shows UTF-8.
    package let hasUnicode: Bool
    private let terminalType: String?
    private let refusesColor: Bool
    private let columnsWanted: Int?

    package init(color: ColorChoice = .automatic, environment: (String) -> String? = environmentVariable) {
        colorChoice = color
        hasUnicode = SystemTerminal.useUTF8()
        terminalType = environment("TERM")
        refusesColor = !(environment("NO_COLOR") ?? "").isEmpty
        columnsWanted = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    package func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Whether lines are edited: somebody types, and sees what is typed.
    package var isInteractive: Bool {
        isTerminal(.input) && (isTerminal(.output) || isTerminal(.error))
    }

    /// Whether the terminal understands escape sequences.
    package var movesCursor: Bool {
        terminalType != nil && terminalType != "" && terminalType != "dumb"
    }

    /// Whether it was said that nothing but plain text can be shown, wherever it goes.
    package var isDumb: Bool { terminalType == "dumb" }

    /// Whether what goes to the stream is coloured.
    package func hasColor(_ stream: Stream) -> Bool {
        switch colorChoice {
        case .always: true
        case .never: false
        case .automatic: isTerminal(stream) && movesCursor && !refusesColor
        }
    }

    /// Cells in a row: what the environment's COLUMNS says, else the window's width, else 80.
    package var columns: Int { columnsWanted ?? size?.columns ?? 80 }

    /// Rows of the window; 24 where there is none.
    package var rows: Int { size?.rows ?? 24 }

    /// The window's true size, whatever COLUMNS says: what wraps is decided by it.
    package var size: (columns: Int, rows: Int)? {
        for stream in [Stream.error, .output, .input] {
            if let size = SystemTerminal.size(of: stream.rawValue) { return size }
        }
        return nil
    }
}

/// A variable of the process's environment.
package func environmentVariable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
