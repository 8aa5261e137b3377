import VisibleText

/// Colours and emphasis, or none if there is no terminal or the user wants none.
///
/// They are marks until a line is written, so that escape sequences in data are never mistaken for them.
package struct Style {
    package let theme: Theme

    /// Creates the style of a theme.
    package init(theme: Theme) { self.theme = theme }

    package var hasColor: Bool { theme != .none }

    package func bold(_ text: String) -> String { hasColor ? wrapped(text, "1") : text }
    package func dim(_ text: String) -> String { colored(text, .dim) }
    package func accent(_ text: String) -> String { colored(text, .accent) }
    package func warning(_ text: String) -> String { colored(text, .warning) }
    package func error(_ text: String) -> String { colored(text, .error) }
    package func name(_ text: String) -> String { colored(text, .name) }

    private func colored(_ text: String, _ role: Theme.Role) -> String { wrapped(text, theme.code(role)) }

    private func wrapped(_ text: String, _ code: String?) -> String {
        guard let code, !text.isEmpty else { return text }
        return StyleMark.wrapped(text, code)
    }
}
