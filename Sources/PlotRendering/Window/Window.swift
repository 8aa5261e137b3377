import Platform
import Plots

/// A rectangle of a figure, and what of each shape is inside it.
///
/// Lines are straight on the scales on which they are drawn, so they are also cut there.
struct Window {
    /// The range of one axis, on its scale.
    struct Side {
        let range: ClosedRange<Double>
        let isLogarithmic: Bool

        func contains(_ value: Double) -> Bool { range.contains(value) && isDrawn(value) }

        /// Returns true if the scale has a place for a value.
        func isDrawn(_ value: Double) -> Bool { !isLogarithmic || value > 0 }

        func clamped(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }

        /// Returns the value at a fraction of the way between two others.
        func between(_ start: Double, _ end: Double, _ fraction: Double) -> Double {
            isLogarithmic ? start * pow(end / start, fraction) : start * (1 - fraction) + end * fraction
        }

        /// Returns the fraction of the way between two values at which a third one is.
        func fraction(_ value: Double, from start: Double, to end: Double) -> Double {
            isLogarithmic ? log(value / start) / log(end / start) : (value / 2 - start / 2) / (end / 2 - start / 2)
        }
    }

    let x: Side
    let y: Side

    /// Returns the part of a shape within the window.
    func clipped(_ shape: Figure.Shape) -> Figure.Shape {
        switch shape {
        case .line(let pieces): .line(pieces.flatMap(line))
        case .dashed(let pieces): .dashed(pieces.flatMap(line))
        case .band(let pieces): .band(pieces.flatMap(band))
        case .ranges(let spans): .ranges(spans.filter { x.contains($0.x) && isInside($0) }.map(clamped))
        case .points(let points): .points(points.filter(contains))
        case .crosses(let points): .crosses(points.filter(contains))
        case .uprights(let positions): .uprights(positions.filter(x.contains))
        case .bars(let bars): .bars(bars.map { .init(x: min($0.x, x.range.upperBound), y: $0.y) })
        case .cells(let cells): .cells(cut(cells))
        case .labels(let labels): .labels(labels.filter { contains($0.point) })
        }
    }

    private func contains(_ point: Figure.Point) -> Bool { x.contains(point.x) && y.contains(point.y) }

    // MARK: - Lines

    /// Returns the parts of a line inside the window (Liang and Barsky, "A new concept and method for line clipping",
    /// 1984).
    private func line(_ points: [Figure.Point]) -> [[Figure.Point]] {
        let points = points.filter { x.isDrawn($0.x) && y.isDrawn($0.y) }
        if points.count == 1 { return points.filter(contains).map { [$0] } }
        var pieces: [[Figure.Point]] = []
        var isOpen = false
        for (start, end) in zip(points, points.dropFirst()) {
            guard let part = inside(from: start, to: end) else {
                isOpen = false
                continue
            }
            if !isOpen { pieces.append([point(start, end, part.lowerBound)]) }
            if part.upperBound > part.lowerBound, let last = pieces.indices.last {
                pieces[last].append(point(start, end, part.upperBound))
            }
            isOpen = part.upperBound >= 1
        }
        // A line that only touches a corner is not a dot.
        return pieces.filter { $0.count > 1 }
    }

    /// Returns the fractions of a segment between which it is inside; nil if it is outside.
    private func inside(from start: Figure.Point, to end: Figure.Point) -> ClosedRange<Double>? {
        var (first, last) = (0.0, 1.0)
        for (side, from, to) in [(x, start.x, end.x), (y, start.y, end.y)] {
            guard from != to else {
                if side.range.contains(from) { continue }
                return nil
            }
            let low = side.range.lowerBound <= 0 && side.isLogarithmic ? -.infinity : side.range.lowerBound
            let ends = [low, side.range.upperBound].map { bound in
                bound == -.infinity ? (from < to ? -.infinity : .infinity) : side.fraction(bound, from: from, to: to)
            }
            first = max(first, min(ends[0], ends[1]))
            last = min(last, max(ends[0], ends[1]))
        }
        return first <= last ? first...last : nil
    }

    /// Returns a point of a segment within the window.
    private func point(_ start: Figure.Point, _ end: Figure.Point, _ fraction: Double) -> Figure.Point {
        if fraction <= 0 { return start }
        if fraction >= 1 { return end }
        return Figure.Point(
            x: x.clamped(x.between(start.x, end.x, fraction)), y: y.clamped(y.between(start.y, end.y, fraction)))
    }

    // MARK: - Bands

    private func isInside(_ span: Figure.VerticalRange) -> Bool {
        span.high >= y.range.lowerBound && span.low <= y.range.upperBound && y.isDrawn(span.low)
    }

    private func clamped(_ span: Figure.VerticalRange) -> Figure.VerticalRange {
        Figure.VerticalRange(x: span.x, low: y.clamped(span.low), high: y.clamped(span.high))
    }

    /// Returns the parts of a band inside the window. Corners are added where an edge of the band crosses the window.
    private func band(_ spans: [Figure.VerticalRange]) -> [[Figure.VerticalRange]] {
        let drawn = spans.filter { x.isDrawn($0.x) && y.isDrawn($0.low) }
        var all = drawn.prefix(1).map { $0 }
        for (start, end) in zip(drawn, drawn.dropFirst()) {
            all += crossings(start, end).map { between(start, end, $0) } + [end]
        }
        return all.filter { x.range.contains($0.x) }.split { !isInside($0) }.map { $0.map(clamped) }
    }

    /// Returns the fractions between two neighbours at which an edge of the band or its position crosses the window.
    private func crossings(_ start: Figure.VerticalRange, _ end: Figure.VerticalRange) -> [Double] {
        let edges = [(x, start.x, end.x), (y, start.low, end.low), (y, start.high, end.high)]
        return edges.flatMap { side, from, to in
            [side.range.lowerBound, side.range.upperBound].filter { bound in
                (from < bound) != (to < bound) && from != bound && side.isDrawn(bound)
            }.map { side.fraction($0, from: from, to: to) }
        }.filter { $0 > 0 && $0 < 1 }.sorted()
    }

    private func between(
        _ start: Figure.VerticalRange, _ end: Figure.VerticalRange, _ fraction: Double
    ) -> Figure.VerticalRange {
        // Rounding must not put a corner beyond the bound that it is on.
        func snapped(_ value: Double, _ side: Side) -> Double {
            let size = max(abs(side.range.lowerBound), abs(side.range.upperBound)) * 1e-12
            return [side.range.lowerBound, side.range.upperBound].first { abs($0 - value) <= size } ?? value
        }
        return Figure.VerticalRange(
            x: snapped(x.between(start.x, end.x, fraction), x),
            low: snapped(y.between(start.low, end.low, fraction), y),
            high: snapped(y.between(start.high, end.high, fraction), y))
    }

    // MARK: - Cells

    private func cut(_ cells: Figure.Cells) -> Figure.Cells {
        guard let columns = cells.columns(within: x.range) else {
            return Figure.Cells(left: cells.left, width: cells.width, rows: [])
        }
        return Figure.Cells(
            left: cells.left + Double(columns.lowerBound) * cells.width, width: cells.width,
            rows: cells.rows.map { Array($0[columns]) })
    }
}
