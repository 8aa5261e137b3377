import CommandLanguage

extension PromptCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        session.readPreferences()
        var preferences = session.preferences
        preferences.suggestions = suggestions ?? preferences.suggestions
        preferences.colors = colors ?? preferences.colors
        preferences.next = next ?? preferences.next
        let isQuestion = suggestions == nil && colors == nil && next == nil
        if !isQuestion { session.prefer(preferences) }
        let rows = [
            ("suggestions", preferences.suggestions), ("colors", preferences.colors), ("next", preferences.next),
        ]
        guard isQuestion else {
            return .said("prompt " + rows.map { "\($0) \($1 ? "on" : "off")" }.joined(separator: " "))
        }
        return .settings(
            SettingsReport(
                title: "prompt",
                rows: rows.map { .init(name: $0, value: $1 ? "on" : "off", isDefault: $1) }))
    }

    /// A script is no place for how somebody likes the prompt.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
