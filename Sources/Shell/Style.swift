import VisibleText

/// Colours and emphasis, or none if there is no terminal or the user wants none.
///
/// They are marks until a line is written, so that escape sequences in data are never mistaken for them.
struct Style {
    let hasColor: Bool

    func bold(_ text: String) -> String { wrapped(text, "1") }
    func dim(_ text: String) -> String { wrapped(text, "2") }
    func accent(_ text: String) -> String { wrapped(text, "32") }
    func warning(_ text: String) -> String { wrapped(text, "33") }
    func error(_ text: String) -> String { wrapped(text, "31") }
    func name(_ text: String) -> String { wrapped(text, "36") }

    private func wrapped(_ text: String, _ code: String) -> String {
        hasColor && !text.isEmpty ? StyleMark.wrapped(text, code) : text
    }
}
