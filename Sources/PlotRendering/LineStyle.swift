import Plots

/// A style that distinguishes lines without colour.
struct LineStyle: Hashable {
    /// The number of dots along the line after which the pattern repeats.
    let period: Int
    /// The number of dots drawn in each period.
    let drawn: Int
    /// The character for ASCII output.
    let mark: Character
    /// A character placed on the line at intervals, if another line has the same dashes; nil if the dashes are
    /// unique.
    let badge: Character?

    /// Returns true if a dot along the line is drawn.
    func isDrawn(_ dot: Int) -> Bool { dot % period < drawn }

    /// Returns the line's sample in the legend.
    func key(hasUnicode: Bool) -> String {
        let isWhole = drawn == period
        if let badge {
            guard hasUnicode else { return isWhole ? "\(badge)\(badge)\(badge)" : "\(badge) \(badge)" }
            return isWhole ? "⠤\(badge)⠤" : "⠄\(badge)⠠"
        }
        guard hasUnicode else { return mark == "o" && !isWhole ? "o o" : "\(mark)\(mark)\(mark)" }
        return String(
            (0..<4).compactMap { column in
                let bits = (isDrawn(2 * column) ? 0x04 : 0) | (isDrawn(2 * column + 1) ? 0x20 : 0)
                return Unicode.Scalar(0x2800 + UInt32(bits)).map(Character.init)
            })
    }

    fileprivate static func whole(_ badge: Character?) -> LineStyle {
        LineStyle(period: 1, drawn: 1, mark: badge ?? "*", badge: badge)
    }

    fileprivate static func dashed(_ badge: Character?) -> LineStyle {
        LineStyle(period: 6, drawn: 4, mark: badge ?? "o", badge: badge)
    }

    /// The dash patterns from the highest to the lowest shade: the lower, the fewer dots.
    private static let shaded = [(1, 1), (6, 4), (5, 2), (3, 1), (6, 1)]
    /// The patterns of background lines, with fewer dots because there are many such lines.
    private static let behind = [(1, 1), (5, 2), (4, 1), (6, 1), (9, 1)]
    private static let marks: [Character] = ["#", "x", "o", ":", "."]

    fileprivate static func shaded(_ rank: Int, isBehind: Bool) -> LineStyle {
        let position = min(rank, marks.count - 1)
        let (period, drawn) = (isBehind ? behind : shaded)[position]
        return LineStyle(period: period, drawn: drawn, mark: marks[position], badge: nil)
    }

    fileprivate static let badges = Array("123456789abcdefghijklmnopqrstuvwxyz")
}

extension Figure {
    /// The style of each layer, in the order of the layers.
    var lineStyles: [LineStyle] {
        let shades = Set(layers.compactMap(\.shade)).sorted(by: >)
        return layers.map { layer in
            if let shade = layer.shade {
                return .shaded(shades.firstIndex(of: shade) ?? 0, isBehind: layer.shape.isDashed)
            }
            let isAmbiguous = layers.contains {
                $0.shade == nil && $0.color != layer.color && !$0.name.isEmpty && !layer.name.isEmpty
                    && $0.shape.isLine && $0.shape.isDashed == layer.shape.isDashed
            }
            let badge =
                isAmbiguous && layer.shape.isLine ? LineStyle.badges[layer.color % LineStyle.badges.count] : nil
            return layer.shape.isDashed ? .dashed(badge) : .whole(badge)
        }
    }
}

extension Figure.Shape {
    /// True for lines, solid or dashed.
    var isLine: Bool {
        switch self {
        case .line, .dashed: true
        default: false
        }
    }

    /// True for dashed lines.
    var isDashed: Bool { if case .dashed = self { true } else { false } }
}
