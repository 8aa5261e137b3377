/// How a line is told from the others of its figure where there are no colours.
struct LineStyle: Hashable {
    /// Of so many dots along the line
    let period: Int
    /// so many are drawn.
    let drawn: Int
    /// What it is drawn with where only ASCII can be shown.
    let mark: Character
    /// What stands on it now and then, where its dashes are those of another line; nil where they are its own.
    let badge: Character?

    /// Whether a dot along the line is drawn.
    func isDrawn(_ dot: Int) -> Bool { dot % period < drawn }

    /// The line in the legend.
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

    /// From the most of something to the least: the less, the fewer dots.
    private static let shaded = [(1, 1), (6, 4), (5, 2), (3, 1), (6, 1)]
    /// The same for lines that stay behind others: there are many of them, so few dots of each.
    private static let behind = [(1, 1), (5, 2), (4, 1), (6, 1), (9, 1)]
    private static let marks: [Character] = ["#", "x", "o", ":", "."]

    fileprivate static func shaded(_ rank: Int, isBehind: Bool) -> LineStyle {
        let place = min(rank, marks.count - 1)
        let (period, drawn) = (isBehind ? behind : shaded)[place]
        return LineStyle(period: period, drawn: drawn, mark: marks[place], badge: nil)
    }

    fileprivate static let badges = Array("123456789abcdefghijklmnopqrstuvwxyz")
}

extension Figure {
    /// How each layer's lines are drawn, in the order of the layers.
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
    /// Whether it is one line or more, whole or dashed.
    var isLine: Bool {
        switch self {
        case .line, .dashed: true
        default: false
        }
    }

    /// Whether its lines have gaps.
    var isDashed: Bool { if case .dashed = self { true } else { false } }
}
