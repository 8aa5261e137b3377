/// The Pareto front of several objectives.
public struct FrontReport: Codable, Hashable, Sendable {
    /// An objective with the value of one genome.
    public struct ObjectiveValue: Codable, Hashable, Sendable {
        /// The objective as it was written.
        public let name: String
        /// `maximize` or `minimize`.
        public let direction: String
        /// The value.
        public let value: Double

        package init(name: String, direction: String, value: Double) {
            self.name = name
            self.direction = direction
            self.value = value
        }
    }

    /// The number of genomes on the front, those with equal values counted once.
    public let size: Int
    /// The hypervolume, in units of the box that the first generation spans; nil before the end of a generation.
    public let hypervolume: Double?
    /// The number of the knee's birth.
    public let birth: Int
    /// The values of the knee.
    public let knee: [ObjectiveValue]

    package init(size: Int, hypervolume: Double?, birth: Int, knee: [ObjectiveValue]) {
        self.size = size
        self.hypervolume = hypervolume
        self.birth = birth
        self.knee = knee
    }

    /// The values of the knee in words: `accuracy 0.95, parameters 1200`.
    public var words: String { Self.words(knee) }

    /// Returns values with their names: `accuracy 0.95, parameters 1200`.
    public static func words(_ values: [ObjectiveValue]) -> String {
        values.map { "\($0.name) \(Numbers.score($0.value))" }.joined(separator: ", ")
    }
}
