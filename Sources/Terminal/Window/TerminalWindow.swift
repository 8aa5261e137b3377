import Platform

/// The use of colours.
package enum ColorChoice: String, CaseIterable, Sendable {
    case automatic = "auto"
    case always
    case never
}

/// The properties of the shell's terminal: presence, size, colours and characters.
package struct TerminalWindow: Sendable {
    /// A standard stream.
    package enum Stream: Int32, Sendable {
        case input = 0
        case output = 1
        case error = 2
    }

    package let colorChoice: ColorChoice
    /// The colours and the plainness of output; all copies of the window share them.
    package let appearance = Appearance()
    /// True if the terminal shows UTF-8.
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

    /// True if a person types at a terminal and sees the output.
    package var isInteractive: Bool {
        isTerminal(.input) && (isTerminal(.output) || isTerminal(.error))
    }

    /// True if the terminal understands escape sequences, and the user wants more than plain output.
    package var movesCursor: Bool {
        terminalType != nil && terminalType != "" && terminalType != "dumb" && !appearance.isPlain
    }

    /// True if the terminal may be asked. The console of old versions of Linux would show parts of the question; its
    /// background is dark.
    package var answersQuestions: Bool { movesCursor && terminalType != "linux" }

    /// True if the environment declares that only plain text can be shown, on any stream.
    package var isDumb: Bool { terminalType == "dumb" }

    /// Returns true if output to the stream is coloured.
    package func hasColor(_ stream: Stream) -> Bool { theme(of: stream) != .none }

    /// Returns the colours of output to the stream.
    package func theme(of stream: Stream) -> Theme {
        let theme = appearance.theme
        return switch colorChoice {
        case .always: theme == .none ? .dark : theme
        case .never: .none
        case .automatic: isTerminal(stream) && movesCursor && !refusesColor ? theme : .none
        }
    }

    /// The stream of the terminal on which a person types.
    package var typedStream: Stream { isTerminal(.output) ? .output : .error }

    /// The width in cells: COLUMNS in the environment, otherwise the window's width, otherwise 80.
    package var columns: Int { columnsWanted ?? size?.columns ?? 80 }

    /// The height of the window in rows; 24 if there is none.
    package var rows: Int { size?.rows ?? 24 }

    /// The true size of the window, regardless of COLUMNS: it determines the wrapping of lines.
    package var size: (columns: Int, rows: Int)? {
        for stream in [Stream.error, .output, .input] {
            if let size = SystemTerminal.size(of: stream.rawValue) { return size }
        }
        return nil
    }
}

/// Returns a variable of the process's environment.
package func environmentVariable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
