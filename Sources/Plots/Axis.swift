/// A direction of a figure.
public struct Axis: Codable, Hashable, Sendable {
    /// How the numbers are spread.
    public enum Scale: String, Codable, Sendable {
        case linear
        /// Each factor of ten takes the same room; all numbers are above 0.
        case logarithmic

        /// Logarithmic where all numbers are above 0 and so far apart that a linear scale would show the largest alone.
        public static func suited(to numbers: [Double]) -> Scale {
            guard let least = numbers.min(), let greatest = numbers.max(), least > 0, greatest / least >= 20 else {
                return .linear
            }
            return .logarithmic
        }
    }

    /// A place with a name.
    public struct Name: Codable, Hashable, Sendable {
        /// Where it is.
        public let place: Double
        /// Its name.
        public let text: String

        /// A place with a name.
        public init(_ text: String, at place: Double) {
            self.text = text
            self.place = place
        }
    }

    /// What stands beside it.
    public internal(set) var label: String
    /// Whether only whole numbers have a meaning, as for generations.
    public let isWhole: Bool
    /// How its numbers are spread.
    public let scale: Scale
    /// The places that are named, where it shows names in place of numbers; nil where it shows numbers.
    public let names: [Name]?
    /// What it shows at least, even where nothing is drawn; nil where it shows what is drawn.
    public internal(set) var range: ClosedRange<Double>?

    /// A direction with its label.
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
