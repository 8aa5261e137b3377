import Platform

/// A plot as a value, independent of its rendering. The terminal and gnuplot draw the same figure.
public struct Figure: Codable, Hashable, Sendable {
    /// A shape with its name in the legend; later layers are drawn above earlier ones.
    public struct Layer: Codable, Hashable, Sendable {
        /// The name in the legend; empty to leave the shape out of the legend.
        public let name: String
        /// The shape.
        public var shape: Shape
        /// The index of its colour in the palette; layers with the same index belong together.
        public let color: Int
        /// The position from 0 (lowest) to 1 (highest) on a colour gradient; nil for a colour of its own.
        public let shade: Double?

        /// Creates a layer.
        public init(_ name: String, _ shape: Shape, color: Int, shade: Double? = nil) {
            self.name = name
            self.shape = shape
            self.color = color
            self.shade = shade
        }
    }

    /// The position of the legend.
    public enum Legend: String, Codable, CaseIterable, Sendable { case below, above, off }

    /// The title above the figure; nil for none.
    public private(set) var title: String?
    /// The horizontal axis.
    public package(set) var horizontal: Axis
    /// The vertical axis.
    public package(set) var vertical: Axis
    /// The layers, from back to front.
    public package(set) var layers: [Layer]
    /// The position of the legend.
    public private(set) var legend: Legend
    /// A note below the figure, for example on omitted values; nil for none.
    public private(set) var note: String?
    /// Figures of the same width that belong below this one.
    public package(set) var below: [Figure]
    /// True if lower values are better, false if higher ones are; nil if neither is.
    public let lowerIsBetter: Bool?

    /// Returns the figure with another note after the one that it has.
    public func noting(_ text: String) -> Figure {
        var figure = self
        figure.note = note.map { "\($0); \(text)" } ?? text
        return figure
    }

    /// Returns the figure with another note at its lower end, below all panels.
    public func notingBelow(_ text: String) -> Figure {
        guard let last = below.indices.last else { return noting(text) }
        var figure = self
        figure.below[last] = below[last].notingBelow(text)
        return figure
    }

    /// Creates a figure.
    public init(
        title: String? = nil, horizontal: Axis, vertical: Axis, layers: [Layer], legend: Legend = .below,
        note: String? = nil, below: [Figure] = [], lowerIsBetter: Bool? = nil
    ) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.layers = layers
        self.legend = legend
        self.note = note
        self.below = below
        self.lowerIsBetter = lowerIsBetter
    }

    /// Returns the same figure with another title, other labels or another legend; nil leaves the current ones. The
    /// title is above all panels, and the horizontal label is below the last one.
    public func with(
        title: String? = nil, horizontalLabel: String? = nil, verticalLabel: String? = nil, legend: Legend? = nil
    ) -> Figure {
        var figure = self
        figure.title = title ?? self.title
        if let verticalLabel { figure.vertical.label = verticalLabel }
        if let legend {
            figure.legend = legend
            figure.below = below.map { $0.with(legend: legend) }
        }
        if let horizontalLabel {
            if let last = figure.below.indices.last {
                figure.below[last].horizontal.label = horizontalLabel
            } else {
                figure.horizontal.label = horizontalLabel
            }
        }
        return figure
    }

    /// This figure and those below it, each on its own.
    package var panels: [Figure] {
        var first = self
        first.below = []
        return [first] + below.flatMap(\.panels)
    }

    /// True if there is nothing to draw, here and below.
    package var isEmpty: Bool { panels.allSatisfy { $0.extent == nil } }

    /// The number of rows of cells or bars that each need a separate line; 0 for a figure of any height.
    package var fixedRows: Int {
        layers.reduce(0) { maximum, layer in
            switch layer.shape {
            case .cells(let cells): max(maximum, cells.rows.count)
            case .bars(let bars): max(maximum, bars.count)
            default: maximum
            }
        }
    }

    /// The ranges of the drawn values on both axes; nil if nothing is drawn.
    package var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var xs: [Double] = []
        var ys: [Double] = []
        for layer in layers { layer.shape.addPositions(&xs, &ys) }
        guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else { return nil }
        func widened(_ drawn: ClosedRange<Double>, _ axis: Axis) -> ClosedRange<Double> {
            if let shown = axis.shown { return shown }
            guard let least = axis.range else { return drawn }
            return min(drawn.lowerBound, least.lowerBound)...max(drawn.upperBound, least.upperBound)
        }
        return (widened(left...right, horizontal), widened(low...high, vertical))
    }

    /// The same figure with the base-10 logarithm of values on logarithmic scales. Values without a logarithm are
    /// left out. A span whose lower end has none is left out whole, because any other end would be arbitrary.
    package var onScales: Figure {
        guard horizontal.scale == .logarithmic || vertical.scale == .logarithmic else { return self }
        var figure = self
        let isWide = horizontal.scale == .logarithmic
        let isHigh = vertical.scale == .logarithmic
        figure.layers = layers.map { layer in
            var layer = layer
            layer.shape = layer.shape.logarithmic(isWide: isWide, isHigh: isHigh)
            return layer
        }
        if isWide { figure.horizontal.takeLogarithms() }
        if isHigh { figure.vertical.takeLogarithms() }
        return figure
    }
}

extension Axis {
    /// Replaces the ranges by their base-10 logarithms; a range that has none is dropped.
    fileprivate mutating func takeLogarithms() {
        func logarithms(_ range: ClosedRange<Double>?) -> ClosedRange<Double>? {
            range.flatMap { $0.lowerBound > 0 ? log10($0.lowerBound)...log10($0.upperBound) : nil }
        }
        range = logarithms(range)
        shown = logarithms(shown)
    }
}
