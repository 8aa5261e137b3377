import CommandLanguage

extension Preferences: DescribedSettings {
    static let defaults = Preferences()

    /// The descriptions of the settings of `prompt`.
    static let descriptions: [SettingDescription<Preferences>] = [
        .init(
            "suggestions", \.suggestions, onOrOff,
            "suggest the rest of a line from the history, dimmed; Right accepts it"),
        .init("colors", \.colors, onOrOff, "colour words as you type, mistakes in red"),
        .init("next", \.next, onOrOff, "suggest each possible next step once"),
    ]

    private static let onOrOff = SettingKind<Bool>.onOrOff(on: "switch on", off: "switch off")
}

/// `prompt suggestions off`: switches features of the prompt.
struct PromptCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<Preferences>

    static let grammar = CommandGrammar(
        "prompt", topic: .scripts, "switch suggestions and colours of the prompt on or off",
        searchTerms: ["colors", "colours", "theme", "completion", "suggestions", "syntax highlighting", "hints"],
        form: .settings(Preferences.descriptions.map(\.setting)),
        discussion: """
            The prompt shows the dataset and the generation. Tab completes the word at the cursor or lists the \
            candidates. Up recalls lines that begin with the typed text; Ctrl-R searches all lines. Right accepts \
            the dimmed suggestion, Return never does. Ctrl-C drops the line, or stops a running command and keeps \
            finished results. You can edit a pasted block as one; it runs line by line. ns keeps these choices for \
            later sessions.
            """,
        examples: ["prompt", "prompt suggestions off next off", "prompt suggestions on colors on next on"])

    init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.readPreferences()
        let preferences = chosen.laid(over: session.preferences)
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
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
