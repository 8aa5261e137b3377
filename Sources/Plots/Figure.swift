/// A picture as a value: what is drawn, not how. The terminal and gnuplot draw the same figure.
public struct Figure: Codable, Hashable, Sendable {
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

    /// What is drawn, each piece without a gap.
    public enum Shape: Codable, Hashable, Sendable {
        /// A continuous line a piece; a piece of one point is a mark.
        case line([[Point]])
        /// A dashed line a piece.
        case dashed([[Point]])
        /// An area a piece.
        case band([[Span]])
        /// Marks without lines.
        case points([Point])
    }

    /// A shape with its name in the legend; later ones are drawn above earlier ones.
    public struct Layer: Codable, Hashable, Sendable {
        /// What the legend calls it.
        public let name: String
        /// What is drawn.
        public let shape: Shape
        /// Which colour of the palette it has: layers of one colour belong together.
        public let color: Int

        /// A shape with its name and colour.
        public init(_ name: String, _ shape: Shape, color: Int) {
            self.name = name
            self.shape = shape
            self.color = color
        }
    }

    /// What stands above; nil for nothing.
    public let title: String?
    /// From left to right.
    public let horizontal: Axis
    /// From below to above.
    public let vertical: Axis
    /// What is drawn, from the back to the front.
    public let layers: [Layer]

    /// A figure.
    public init(title: String? = nil, horizontal: Axis, vertical: Axis, layers: [Layer]) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.layers = layers
    }

    /// The least and greatest numbers drawn, from left to right and from below to above; nil where nothing is drawn.
    var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
        var xs: [Double] = []
        var ys: [Double] = []
        for layer in layers {
            switch layer.shape {
            case .line(let pieces), .dashed(let pieces):
                for point in pieces.joined() {
                    xs.append(point.x)
                    ys.append(point.y)
                }
            case .points(let points):
                xs += points.map(\.x)
                ys += points.map(\.y)
            case .band(let pieces):
                for span in pieces.joined() {
                    xs.append(span.x)
                    ys += [span.low, span.high]
                }
            }
        }
        guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else { return nil }
        return (left...right, low...high)
    }
}

/// A direction of a figure.
public struct Axis: Codable, Hashable, Sendable {
    /// What stands beside it.
    public let label: String
    /// Whether only whole numbers have a meaning, as for generations.
    public let isWhole: Bool

    /// A direction with its label.
    public init(_ label: String, isWhole: Bool = false) {
        self.label = label
        self.isWhole = isWhole
    }
}
