#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A picture as a value: what is drawn, not how. The terminal and gnuplot draw the same figure.
public struct Figure: Codable, Hashable, Sendable {
    /// A shape with its name in the legend; later ones are drawn above earlier ones.
    public struct Layer: Codable, Hashable, Sendable {
        /// What the legend calls it; empty for a shape that the legend leaves out.
        public let name: String
        /// What is drawn.
        public var shape: Shape
        /// Which colour of the palette it has: layers of one colour belong together.
        public let color: Int
        /// Where it stands between the least (0) and the most (1) of something, where colours tell that; nil for a
        /// colour of its own.
        public let shade: Double?

        /// A shape with its name and colour.
        public init(_ name: String, _ shape: Shape, color: Int, shade: Double? = nil) {
            self.name = name
            self.shape = shape
            self.color = color
            self.shade = shade
        }
    }

    /// Where the legend stands.
    public enum Legend: String, Codable, CaseIterable, Sendable { case below, above, off }

    /// What stands above; nil for nothing.
    public private(set) var title: String?
    /// From left to right.
    public internal(set) var horizontal: Axis
    /// From below to above.
    public internal(set) var vertical: Axis
    /// What is drawn, from the back to the front.
    public internal(set) var layers: [Layer]
    /// Where the names of the layers stand.
    public private(set) var legend: Legend
    /// What has to be known of it, such as what is left out: a line below all; nil for nothing.
    public private(set) var note: String?
    /// Figures of the same width that belong below this one.
    public private(set) var below: [Figure]

    /// A figure.
    public init(
        title: String? = nil, horizontal: Axis, vertical: Axis, layers: [Layer], legend: Legend = .below,
        note: String? = nil, below: [Figure] = []
    ) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.layers = layers
        self.legend = legend
        self.note = note
        self.below = below
    }

    /// The same figure with other words around it; nil leaves what there is. The title stands above all, the label of
    /// what goes from left to right below the last.
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

    /// This figure and those below it, each by itself.
    var panels: [Figure] {
        var first = self
        first.below = []
        return [first] + below.flatMap(\.panels)
    }

    /// Whether there is nothing to draw, here and below.
    var isEmpty: Bool { panels.allSatisfy { $0.extent == nil } }

    /// The rows of cells or bars that each need a line of their own; 0 for a figure of any height.
    var fixedRows: Int {
        layers.reduce(0) { most, layer in
            switch layer.shape {
            case .cells(let cells): max(most, cells.rows.count)
            case .bars(let bars): max(most, bars.count)
            default: most
            }
        }
    }

    /// The least and greatest numbers drawn, from left to right and from below to above; nil where nothing is drawn.
    var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var xs: [Double] = []
        var ys: [Double] = []
        for layer in layers { layer.shape.addPlaces(&xs, &ys) }
        guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else { return nil }
        func widened(_ drawn: ClosedRange<Double>, _ axis: Axis) -> ClosedRange<Double> {
            guard let least = axis.range else { return drawn }
            return min(drawn.lowerBound, least.lowerBound)...max(drawn.upperBound, least.upperBound)
        }
        return (widened(left...right, horizontal), widened(low...high, vertical))
    }

    /// The same figure with the logarithm, to the base ten, of what stands on logarithmic scales: what has none is left
    /// out. An area that has no lower end there is left out whole: any end would be made up.
    var onScales: Figure {
        guard horizontal.scale == .logarithmic || vertical.scale == .logarithmic else { return self }
        var figure = self
        let isWide = horizontal.scale == .logarithmic
        let isHigh = vertical.scale == .logarithmic
        figure.layers = layers.map { layer in
            var layer = layer
            layer.shape = layer.shape.logarithmic(isWide: isWide, isHigh: isHigh)
            return layer
        }
        if isWide { figure.horizontal.range = Self.logarithms(horizontal.range) }
        if isHigh { figure.vertical.range = Self.logarithms(vertical.range) }
        return figure
    }

    private static func logarithms(_ range: ClosedRange<Double>?) -> ClosedRange<Double>? {
        range.flatMap { $0.lowerBound > 0 ? log10($0.lowerBound)...log10($0.upperBound) : nil }
    }
}
