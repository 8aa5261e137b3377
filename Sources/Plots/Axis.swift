import Platform

/// An axis of a figure.
public struct Axis: Codable, Hashable, Sendable {
    /// Values from here on, and below its negative, are left out of plots: the differences of such numbers may be infinite.
    public static let limit = 1e300

    /// The scale of an axis.
    public enum Scale: String, Codable, Sendable {
        case linear
        /// A logarithmic scale; all values are above 0.
        case logarithmic

        /// Returns the logarithmic scale if all numbers are positive and span at least a factor of 20, otherwise the
        /// linear scale.
        public static func suited(to numbers: [Double]) -> Scale {
            guard let least = numbers.min(), let greatest = numbers.max(), least > 0, greatest / least >= 20 else {
                return .linear
            }
            return .logarithmic
        }

        /// Returns the logarithmic scale if it suits the numbers and their median is at least as near to its middle as to
        /// that of the linear scale. A few numbers near 0 then do not hide the shape of all others.
        ///
        /// - Complexity: O(n × log n)
        public static func centred(for numbers: [Double]) -> Scale {
            let sorted = numbers.sorted()
            guard suited(to: sorted) == .logarithmic, let least = sorted.first, let greatest = sorted.last else {
                return .linear
            }
            let median = sorted[sorted.count / 2]
            let linear = (median - least) / (greatest - least)
            let logarithmic = (log(median) - log(least)) / (log(greatest) - log(least))
            return abs(logarithmic - 0.5) <= abs(linear - 0.5) ? .logarithmic : .linear
        }
    }

    /// A named position on an axis.
    public struct Name: Codable, Hashable, Sendable {
        /// The position.
        public let position: Double
        /// The name.
        public let text: String

        private enum CodingKeys: String, CodingKey {
            case position = "place"
            case text
        }

        /// Creates a named position.
        public init(_ text: String, at position: Double) {
            self.text = text
            self.position = position
        }
    }

    /// The label of the axis.
    public internal(set) var label: String
    /// True if only whole numbers are meaningful, as for generations.
    public let isWhole: Bool
    /// The scale.
    public package(set) var scale: Scale
    /// The named positions, if the axis shows names instead of numbers; nil for numbers.
    public let names: [Name]?
    /// The minimum range of the axis, shown even if nothing is drawn there; nil for the range of the drawn values.
    public internal(set) var range: ClosedRange<Double>?
    /// The exact range of the axis, beyond which nothing is drawn; nil for the range of the drawn values.
    public package(set) var shown: ClosedRange<Double>?

    /// Creates an axis with its label.
    public init(
        _ label: String, isWhole: Bool = false, scale: Scale = .linear, names: [Name]? = nil,
        range: ClosedRange<Double>? = nil
    ) {
        self.label = label
        self.isWhole = isWhole
        self.scale = scale
        self.names = names
        self.range = range
    }
}

extension Double {
    /// True if the number is small enough to be drawn: differences and logarithms of such numbers never overflow.
    package var isDrawable: Bool { abs(self) < Axis.limit }
}
