import VisibleText

/// Colours and emphasis, or none if there is no terminal or the user wants none.
///
/// They are marks until a line is written, so that escape sequences in data are never mistaken for them.
struct Style {
    let theme: Theme

    var hasColor: Bool { theme != .none }

    func bold(_ text: String) -> String { hasColor ? wrapped(text, "1") : text }
    func dim(_ text: String) -> String { colored(text, .dim) }
    func accent(_ text: String) -> String { colored(text, .accent) }
    func warning(_ text: String) -> String { colored(text, .warning) }
    func error(_ text: String) -> String { colored(text, .error) }
    func name(_ text: String) -> String { colored(text, .name) }

    private func colored(_ text: String, _ role: Theme.Role) -> String { wrapped(text, theme.code(role)) }

    private func wrapped(_ text: String, _ code: String?) -> String {
        guard let code, !text.isEmpty else { return text }
        return StyleMark.wrapped(text, code)
    }
}
