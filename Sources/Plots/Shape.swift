#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Figure {
    /// A place in the figure.
    public struct Point: Codable, Hashable, Sendable {
        /// From left to right.
        public let x: Double
        /// From below to above.
        public let y: Double

        /// A place; both numbers finite.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A height between two others at one place.
    public struct Span: Codable, Hashable, Sendable {
        /// From left to right.
        public let x: Double
        /// Its lower end.
        public let low: Double
        /// Its upper end.
        public let high: Double

        /// A span; all numbers finite.
        public init(x: Double, low: Double, high: Double) {
            self.x = x
            self.low = low
            self.high = high
        }
    }

    /// A text at a place, to its right or above it.
    public struct Label: Codable, Hashable, Sendable {
        /// Where it is.
        public let point: Point
        /// What it says, in one line.
        public let text: String
        /// Whether it stands above its place, not to its right.
        public let isAbove: Bool

        /// A text at a place.
        public init(_ text: String, at point: Point, isAbove: Bool = false) {
            self.point = point
            self.text = text
            self.isAbove = isAbove
        }
    }

    /// Rows of cells of one size, each shaded by a share.
    public struct Cells: Codable, Hashable, Sendable {
        /// The left end of the first column.
        public let left: Double
        /// The width of a column.
        public let width: Double
        /// The shares, 0 to 1, of each row from the left; nil where there is none. The first row stands at height 0, the
        /// next one at 1, and so on; all have the same number of columns.
        public let rows: [[Double?]]

        /// Rows of cells.
        public init(left: Double, width: Double, rows: [[Double?]]) {
            self.left = left
            self.width = width
            self.rows = rows
        }

        /// The number of columns.
        var columns: Int { rows.first?.count ?? 0 }
    }

    /// What is drawn, each piece without a gap.
    public enum Shape: Codable, Hashable, Sendable {
        /// A continuous line a piece; a piece of one point is a mark.
        case line([[Point]])
        /// A dashed line a piece.
        case dashed([[Point]])
        /// An area a piece.
        case band([[Span]])
        /// A bar from below to above at each place, with an end at both.
        case ranges([Span])
        /// Marks without lines.
        case points([Point])
        /// Crosses, which stand out of lines without colour, too.
        case crosses([Point])
        /// A line from below to above at each place: an axis of its own.
        case uprights([Double])
        /// A bar from 0 to the right at each height.
        case bars([Point])
        /// A heat map.
        case cells(Cells)
        /// Texts.
        case labels([Label])
    }
}

extension Figure.Shape {
    /// Adds all places that it takes.
    func addPlaces(_ xs: inout [Double], _ ys: inout [Double]) {
        switch self {
        case .line(let pieces), .dashed(let pieces):
            for point in pieces.joined() {
                xs.append(point.x)
                ys.append(point.y)
            }
        case .points(let points), .crosses(let points):
            xs += points.map(\.x)
            ys += points.map(\.y)
        case .uprights(let places): xs += places
        case .band(let pieces): for span in pieces.joined() { Self.add(span, &xs, &ys) }
        case .ranges(let spans):
            for span in spans { Self.add(span, &xs, &ys) }
            // Room for the ends of the outer ones.
            xs += [(spans.first?.x).map { $0 - 0.5 }, (spans.last?.x).map { $0 + 0.5 }].compactMap { $0 }
        case .bars(let bars):
            guard !bars.isEmpty else { return }
            // Room for a text behind the longest.
            xs += [0, max(bars.map(\.x).max() ?? 0, 1e-9) * 1.15]
            ys += bars.flatMap { [$0.y - 0.5, $0.y + 0.5] }
        case .cells(let cells):
            guard cells.columns > 0 else { return }
            xs += [cells.left, cells.left + cells.width * Double(cells.columns)]
            ys += [-0.5, Double(cells.rows.count) - 0.5]
        case .labels: break
        }
    }

    private static func add(_ span: Figure.Span, _ xs: inout [Double], _ ys: inout [Double]) {
        xs.append(span.x)
        ys += [span.low, span.high]
    }

    /// The same shape on logarithmic scales.
    func logarithmic(isWide: Bool, isHigh: Bool) -> Self {
        func place(_ point: Figure.Point) -> Figure.Point? {
            if isWide, point.x <= 0 { return nil }
            if isHigh, point.y <= 0 { return nil }
            return Figure.Point(x: isWide ? log10(point.x) : point.x, y: isHigh ? log10(point.y) : point.y)
        }
        func place(_ span: Figure.Span) -> Figure.Span? {
            if isWide, span.x <= 0 { return nil }
            if isHigh, span.low <= 0 || span.high <= 0 { return nil }
            return Figure.Span(
                x: isWide ? log10(span.x) : span.x, low: isHigh ? log10(span.low) : span.low,
                high: isHigh ? log10(span.high) : span.high)
        }
        return switch self {
        case .line(let pieces): .line(pieces.map { $0.compactMap(place) })
        case .dashed(let pieces): .dashed(pieces.map { $0.compactMap(place) })
        case .points(let points): .points(points.compactMap(place))
        case .crosses(let points): .crosses(points.compactMap(place))
        case .uprights(let places): .uprights(isWide ? places.filter { $0 > 0 }.map { log10($0) } : places)
        case .band(let pieces):
            .band(pieces.flatMap { $0.map(place).split { $0 == nil }.map { $0.compactMap { $0 } } })
        case .ranges(let spans): .ranges(spans.compactMap(place))
        case .labels(let labels):
            .labels(
                labels.compactMap { label in
                    place(label.point).map { Figure.Label(label.text, at: $0, isAbove: label.isAbove) }
                })
        case .bars, .cells: self
        }
    }
}
