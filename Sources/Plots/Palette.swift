/// Colours that colour-blind readers tell apart (Okabe and Ito, "Color universal design", 2008); shapes differ too, for
/// prints in black and white.
enum Palette {
    private static let all: [(hexadecimal: String, terminal: Int)] = [
        ("#0072B2", 32), ("#D55E00", 166), ("#009E73", 36), ("#CC79A7", 175), ("#E69F00", 178), ("#56B4E9", 74),
    ]

    static func hexadecimal(_ color: Int) -> String { all[color % all.count].hexadecimal }

    static func colored(_ text: String, _ color: Int, _ hasColor: Bool) -> String {
        hasColor ? "\u{1B}[38;5;\(all[color % all.count].terminal)m\(text)\u{1B}[0m" : text
    }

    /// How the legend shows a shape.
    static func mark(of shape: Figure.Shape, hasUnicode: Bool) -> String {
        switch shape {
        case .line: hasUnicode ? "⠤⠤⠤" : "***"
        case .dashed: hasUnicode ? "⠤⠀⠤" : "o o"
        case .points: hasUnicode ? "⠂⠁⠄" : "+ +"
        case .band: hasUnicode ? "⢕⢕⢕" : "..."
        }
    }
}
