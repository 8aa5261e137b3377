import Foundation
import VisibleText

/// Colours that colour-blind readers can distinguish (Okabe and Ito, "Color universal design", 2008). Shapes differ
/// too, for prints in black and white. Gradients run from light to dark.
enum Palette {
    private static let all: [(hexadecimal: String, terminal: Int)] = [
        ("#0072B2", 32), ("#D55E00", 166), ("#009E73", 36), ("#CC79A7", 175), ("#E69F00", 178), ("#56B4E9", 74),
    ]

    /// The gradient for image files, from the lowest to the highest value: each colour is darker than the one before.
    private static let shades: [(red: Double, green: Double, blue: Double)] = [
        (253, 219, 118), (122, 203, 116), (36, 156, 142), (46, 97, 143), (68, 13, 84),
    ]

    /// The gradient for terminals, from the lowest to the highest value, for light and dark backgrounds.
    private static let terminalShades = [241, 61, 31, 36, 71, 178]

    static func hexadecimal(_ layer: Figure.Layer) -> String {
        guard let shade = layer.shade else { return all[layer.color % all.count].hexadecimal }
        let position = min(max(shade, 0), 1) * Double(shades.count - 1)
        let (first, fraction) = (
            Int(min(position, Double(shades.count - 2))), position - min(position.rounded(.down), 3)
        )
        let (from, to) = (shades[first], shades[first + 1])
        func part(_ from: Double, _ to: Double) -> Int { Int((from + (to - from) * fraction).rounded()) }
        return String(
            format: "#%02X%02X%02X", part(from.red, to.red), part(from.green, to.green), part(from.blue, to.blue))
    }

    /// Returns the index of a layer's colour in a terminal's palette of 256.
    static func terminal(_ layer: Figure.Layer) -> Int {
        guard let shade = layer.shade else { return all[layer.color % all.count].terminal }
        return terminalShades[Int((min(max(shade, 0), 1) * Double(terminalShades.count - 1)).rounded())]
    }

    static func colored(_ text: String, _ terminal: Int, _ hasColor: Bool) -> String {
        hasColor ? StyleMark.wrapped(text, "38;5;\(terminal)") : text
    }

    /// Returns the sample of a shape in the legend.
    static func mark(of shape: Figure.Shape, _ style: LineStyle, hasUnicode: Bool) -> String {
        switch shape {
        case .line, .dashed: style.key(hasUnicode: hasUnicode)
        case .crosses: "+"
        case .points: hasUnicode ? "⠂⠁⠄" : "+ +"
        case .band: hasUnicode ? "⢕⢕⢕" : "..."
        case .ranges: hasUnicode ? "⡇⡇" : "||"
        case .bars: hasUnicode ? "██" : "##"
        case .cells: String(density(hasUnicode).dropFirst())
        case .labels, .uprights: ""
        }
    }

    /// Returns the characters for densities from empty to full.
    static func density(_ hasUnicode: Bool) -> [Character] { Array(hasUnicode ? " ·░▒▓█" : " .:+#@") }
}
