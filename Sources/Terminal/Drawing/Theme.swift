/// The colours of output: for light backgrounds, for dark ones, or none.
///
/// They are numbers of the 256-colour palette from 16 on, which terminals do not redefine as they do the first 16.
/// Every colour has a contrast of at least 4.5 to 1 (WCAG 2, level AA) to the usual backgrounds of its theme: white and
/// Solarized Light; black, Solarized Dark and Dracula.
package enum Theme: String, CaseIterable, Hashable, Sendable {
    case light, dark, none

    /// The meaning of a colour.
    package enum Role: CaseIterable, Sendable {
        /// A good result, a dataset.
        case accent
        /// A warning, a text in quotes, a generation.
        case warning
        case error
        /// A name or a word of the language.
        case name
        case variable, comment
        /// A detail, a suggestion.
        case dim
    }

    /// Returns the number of a colour in the palette of 256; nil without colours.
    package func color(_ role: Role) -> Int? {
        switch (self, role) {
        case (.none, _): nil
        case (.light, .accent): 22
        case (.light, .warning): 94
        case (.light, .error): 160
        case (.light, .name): 24
        case (.light, .variable): 127
        case (.light, .comment): 60
        case (.light, .dim): 242
        case (.dark, .accent): 77
        case (.dark, .warning): 221
        case (.dark, .error): 203
        case (.dark, .name): 80
        case (.dark, .variable): 176
        case (.dark, .comment): 109
        case (.dark, .dim): 247
        }
    }

    /// Returns the parameters of an SGR sequence; nil without colours.
    package func code(_ role: Role, isBold: Bool = false) -> String? {
        color(role).map { (isBold ? "1;" : "") + "38;5;\($0)" }
    }

    /// Returns a text between escape sequences, for drawing while a line is edited.
    package func drawn(_ text: String, _ role: Role) -> String {
        code(role).map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
    }
}
