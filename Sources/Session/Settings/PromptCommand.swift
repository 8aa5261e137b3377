import CommandLanguage

extension Preferences: DescribedSettings {
    static let defaults = Preferences()

    /// The settings of `prompt`: one line each.
    static let descriptions: [SettingDescription<Preferences>] = [
        .init("suggestions", \.suggestions, onOrOff, "dimmed: how the history goes on; Right accepts it"),
        .init("colors", \.colors, onOrOff, "words are coloured while they are typed, mistakes red"),
        .init("next", \.next, onOrOff, "what comes next is suggested once to whom it is new"),
    ]

    private static let onOrOff = SettingKind<Bool>.onOrOff(on: "from now on", off: "no more")
}

/// `prompt suggestions off`: what the prompt does besides reading lines.
struct PromptCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<Preferences>

    /// Its words, help and examples.
    static let grammar = CommandGrammar(
        "prompt", topic: .scripts, "what the prompt does besides reading lines",
        searchTerms: ["colors", "colours", "theme", "completion", "suggestions", "syntax highlighting", "hints"],
        form: .settings(Preferences.descriptions.map(\.setting)),
        discussion: """
            The prompt tells the dataset and the generation. Tab completes whatever may stand at the cursor and lists what \
            there is; Up goes through the lines that begin with what is typed, Ctrl-R searches all; Right takes what is \
            suggested dimmed, Return never does; Ctrl-C drops the line, or stops the work and keeps what is finished. A \
            pasted block is edited as one and runs line by line. These choices are kept for later sessions.
            """,
        examples: ["prompt", "prompt suggestions off next off", "prompt suggestions on colors on next on"])

    /// Takes the values that were read.
    init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.readPreferences()
        let preferences = chosen.laid(over: session.preferences)
        let warning = chosen.isEmpty ? nil : session.prefer(preferences)
        let rows = Preferences.descriptions.map {
            $0.row(of: preferences, isDefault: $0.text(preferences) == $0.text(.defaults))
        }
        guard chosen.isEmpty else {
            return .said(
                "prompt " + rows.map { "\($0.name) \($0.value)" }.joined(separator: " "),
                warnings: [warning].compactMap { $0 })
        }
        return .settings(SettingsReport(title: "prompt", rows: rows))
    }

    /// A script is no place for how somebody likes the prompt.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
