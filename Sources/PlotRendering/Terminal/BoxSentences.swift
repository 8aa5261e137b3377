import Foundation
import Plots

/// The sentences about a box plot: one for each box.
struct BoxSentences {
    /// The sentences; nil if the figure is no box plot.
    let lines: [String]?

    init(_ figure: Figure, number: (Double) -> String) {
        let boxes = figure.layers.contains { layer in
            if case .band(let pieces) = layer.shape { pieces.first?.count == 2 } else { false }
        }
        let hasWhiskers = figure.layers.contains { if case .ranges = $0.shape { true } else { false } }
        guard let names = figure.horizontal.names, boxes, hasWhiskers else {
            lines = nil
            return
        }
        lines =
            ["Box plot of \(figure.vertical.label)."]
            + names.compactMap { name in
                let parts = figure.layers.compactMap { Self.part($0.shape, at: name.position, number) }
                return parts.isEmpty ? nil : "\(name.text): \(parts.joined(separator: ", "))."
            }
    }

    /// Returns the words about a shape at a position; nil if it is elsewhere.
    private static func part(_ shape: Figure.Shape, at x: Double, _ number: (Double) -> String) -> String? {
        func isHere(_ place: Double) -> Bool { abs(place - x) < 0.5 }
        switch shape {
        case .band(let pieces):
            guard let span = pieces.first?.first, isHere(span.x) else { return nil }
            return "quartiles \(number(span.low)) to \(number(span.high))"
        case .ranges(let spans):
            guard let lower = spans.first, let upper = spans.last, isHere(lower.x) else { return nil }
            return "whiskers \(number(lower.low)) to \(number(upper.high))"
        case .line(let pieces):
            guard let point = pieces.first?.first, isHere(point.x) else { return nil }
            return "median \(number(point.y))"
        case .points(let points):
            guard let point = points.first, isHere(point.x) else { return nil }
            return "beyond them \(points.map { number($0.y) }.joined(separator: ", "))"
        default: return nil
        }
    }
}
