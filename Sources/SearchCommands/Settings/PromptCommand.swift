import CommandLanguage
package import CommandParsing
package import Messages
package import Reports
package import Session
package import SessionState
package import Settings

extension Preferences: DescribedSettings {
    package static let defaults = Preferences()

    /// The descriptions of the settings of `prompt`.
    package static let descriptions: [SettingDescription<Preferences>] = [
        .init(
            "suggestions", \.suggestions, onOrOff,
            "suggest the rest of a line from the history, dimmed; Right accepts it"),
        .init("colors", \.colors, onOrOff, "colour words as you type, mistakes in red"),
        .init(
            "theme", \.theme,
            .words([
                ("automatic", "those that suit the terminal's background", .automatic),
                ("light", "for a light background", .light), ("dark", "for a dark background", .dark),
                ("none", "no colours", TerminalTheme.none),
            ]), "the colours of the terminal"),
        .init(
            "plain", \.plain, .onUnlessOff(on: "switch on, like the word alone", off: "switch off"),
            "redraw nothing and describe plots in sentences, for screen readers and logs"),
        .init("next", \.next, onOrOff, "suggest each possible next step once"),
    ]

    private static let onOrOff = SettingKind<Bool>.onOrOff(on: "switch on", off: "switch off")
}

/// `prompt theme light`: chooses the colours and features of the prompt.
package struct PromptCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<Preferences>

    package static let grammar = CommandGrammar(
        "prompt", topic: .scripts, "choose the colours and features of the prompt, or plain output",
        searchTerms: [
            "colors", "colours", "theme", "completion", "suggestions", "syntax highlighting", "hints",
            "light background", "dark background", "dark mode", "screen reader", "accessibility", "plain text",
        ],
        form: .settings(Preferences.descriptions.map(\.setting)),
        discussion: """
            The prompt shows the dataset and the generation. Tab completes the word at the cursor or lists the \
            candidates. Up recalls lines that begin with the typed text; Ctrl-R searches all lines. Right accepts \
            the dimmed suggestion, Return never does. Ctrl-C drops the line, or stops a running command and keeps \
            finished results. You can edit a pasted block as one; it runs line by line.

            `theme automatic` asks the terminal for its background; if it does not answer, the environment variable \
            COLORFGBG decides, and otherwise the background counts as dark. `plain on` draws no bars, lists or plots \
            and uses no colours: the line is that of the terminal, without completion, and each plot is a few \
            sentences with its range, its best value and its trend. `ns --plain` does the same for one session. ns \
            keeps these choices for later sessions.
            """,
        examples: [
            "prompt", "prompt suggestions off next off", "prompt plain", "prompt plain on",
            "prompt suggestions on colors on next on",
            "prompt theme light", "prompt theme dark", "prompt theme none", "prompt theme automatic plain off",
        ])

    package init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.readPreferences()
        let preferences = chosen.laid(over: session.preferences)
        let choosesTheme = Preferences.descriptions.contains { $0.name == "theme" && chosen.contains($0) }
        if choosesTheme { session.themeChoices += 1 }
        let warning = chosen.isEmpty ? nil : session.prefer(preferences)
        let rows = Preferences.descriptions.map {
            $0.row(of: preferences, isDefault: $0.text(preferences) == $0.text(.defaults))
        }
        guard chosen.isEmpty else {
            return .message(
                "prompt " + rows.map { "\($0.name) \($0.value)" }.joined(separator: " "),
                warnings: [warning].compactMap { $0 })
        }
        return .settings(SettingsReport(title: "prompt", rows: rows))
    }

    /// Returns nil: preferences of the prompt do not belong in a recorded script.
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
