import Platform

extension Figure {
    /// A point in the figure.
    public struct Point: Codable, Hashable, Sendable {
        /// The horizontal coordinate.
        public let x: Double
        /// The vertical coordinate.
        public let y: Double

        /// Creates a point; both coordinates are finite.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A vertical range at one x coordinate.
    public struct VerticalRange: Codable, Hashable, Sendable {
        /// The horizontal coordinate.
        public let x: Double
        /// The lower end.
        public let low: Double
        /// The upper end.
        public let high: Double

        /// Creates a span; all numbers are finite.
        public init(x: Double, low: Double, high: Double) {
            self.x = x
            self.low = low
            self.high = high
        }
    }

    /// A text to the right of a point or above it.
    public struct Label: Codable, Hashable, Sendable {
        /// The point.
        public let point: Point
        /// The text, on one line.
        public let text: String
        /// True if the text is above its point, not to its right.
        public let isAbove: Bool

        /// Creates a text at a point.
        public init(_ text: String, at point: Point, isAbove: Bool = false) {
            self.point = point
            self.text = text
            self.isAbove = isAbove
        }
    }

    /// Rows of cells of equal size, each shaded by a fraction.
    public struct Cells: Codable, Hashable, Sendable {
        /// The left end of the first column.
        public let left: Double
        /// The width of a column.
        public let width: Double
        /// The fractions, 0 to 1, of each row from the left; nil for an empty cell. The first row is at height 0, the
        /// next one at 1, and so on; all have the same number of columns.
        public let rows: [[Double?]]

        /// Creates rows of cells.
        public init(left: Double, width: Double, rows: [[Double?]]) {
            self.left = left
            self.width = width
            self.rows = rows
        }

        /// The number of columns.
        package var columns: Int { rows.first?.count ?? 0 }
    }

    /// A shape, whose pieces have no gaps.
    public enum Shape: Codable, Hashable, Sendable {
        /// Solid lines, one for each piece; a piece of one point is a dot.
        case line([[Point]])
        /// Dashed lines, one for each piece.
        case dashed([[Point]])
        /// Areas, one for each piece.
        case band([[VerticalRange]])
        /// Vertical bars with a cap at both ends.
        case ranges([VerticalRange])
        /// Points without lines.
        case points([Point])
        /// Crosses, which stand out from lines even without colour.
        case crosses([Point])
        /// Vertical lines over the full height, each an axis of its own.
        case uprights([Double])
        /// Horizontal bars from 0 to the right.
        case bars([Point])
        /// A heat map.
        case cells(Cells)
        /// Texts.
        case labels([Label])
    }
}

extension Figure.Shape {
    /// Adds all coordinates that the shape covers.
    func addPositions(_ xs: inout [Double], _ ys: inout [Double]) {
        switch self {
        case .line(let pieces), .dashed(let pieces):
            for point in pieces.joined() {
                xs.append(point.x)
                ys.append(point.y)
            }
        case .points(let points), .crosses(let points):
            xs += points.map(\.x)
            ys += points.map(\.y)
        case .uprights(let positions): xs += positions
        case .band(let pieces): for span in pieces.joined() { Self.add(span, &xs, &ys) }
        case .ranges(let spans):
            for span in spans { Self.add(span, &xs, &ys) }
            // Leave room for the caps of the outer bars.
            xs += [(spans.first?.x).map { $0 - 0.5 }, (spans.last?.x).map { $0 + 0.5 }].compactMap { $0 }
        case .bars(let bars):
            guard !bars.isEmpty else { return }
            // Leave room for a text after the longest bar.
            xs += [0, max(bars.map(\.x).max() ?? 0, 1e-9) * 1.15]
            ys += bars.flatMap { [$0.y - 0.5, $0.y + 0.5] }
        case .cells(let cells):
            guard cells.columns > 0 else { return }
            xs += [cells.left, cells.left + cells.width * Double(cells.columns)]
            ys += [-0.5, Double(cells.rows.count) - 0.5]
        case .labels: break
        }
    }

    private static func add(_ span: Figure.VerticalRange, _ xs: inout [Double], _ ys: inout [Double]) {
        xs.append(span.x)
        ys += [span.low, span.high]
    }

    /// Returns the same shape on logarithmic scales.
    func logarithmic(isWide: Bool, isHigh: Bool) -> Self {
        func position(_ point: Figure.Point) -> Figure.Point? {
            if isWide, point.x <= 0 { return nil }
            if isHigh, point.y <= 0 { return nil }
            return Figure.Point(x: isWide ? log10(point.x) : point.x, y: isHigh ? log10(point.y) : point.y)
        }
        func position(_ span: Figure.VerticalRange) -> Figure.VerticalRange? {
            if isWide, span.x <= 0 { return nil }
            if isHigh, span.low <= 0 || span.high <= 0 { return nil }
            return Figure.VerticalRange(
                x: isWide ? log10(span.x) : span.x, low: isHigh ? log10(span.low) : span.low,
                high: isHigh ? log10(span.high) : span.high)
        }
        return switch self {
        case .line(let pieces): .line(pieces.map { $0.compactMap(position) })
        case .dashed(let pieces): .dashed(pieces.map { $0.compactMap(position) })
        case .points(let points): .points(points.compactMap(position))
        case .crosses(let points): .crosses(points.compactMap(position))
        case .uprights(let positions): .uprights(isWide ? positions.filter { $0 > 0 }.map { log10($0) } : positions)
        case .band(let pieces):
            .band(pieces.flatMap { $0.map(position).split { $0 == nil }.map { $0.compactMap { $0 } } })
        case .ranges(let spans): .ranges(spans.compactMap(position))
        case .labels(let labels):
            .labels(
                labels.compactMap { label in
                    position(label.point).map { Figure.Label(label.text, at: $0, isAbove: label.isAbove) }
                })
        case .bars, .cells: self
        }
    }
}
