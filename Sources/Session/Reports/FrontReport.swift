import Evolution
import Objectives

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
    }

    /// The number of genomes on the front, those with equal values counted once.
    public let size: Int
    /// The hypervolume, in units of the box that the first generation spans; nil before the end of a generation.
    public let hypervolume: Double?
    /// The number of the knee's birth.
    public let birth: Int
    /// The values of the knee.
    public let knee: [ObjectiveValue]
}

extension FrontReport {
    /// Creates the report of a front; nil if it is empty.
    init?(_ front: SearchFront) {
        guard let knee = front.evolution.front.knee else { return nil }
        size = front.points.count
        hypervolume = front.hypervolume
        birth = knee.id
        self.knee = zip(front.objectives, front.objectives.oriented(knee.values)).map {
            ObjectiveValue(name: $0.name, direction: $0.direction.rawValue, value: $1)
        }
    }

    /// The values of the knee in words: `accuracy 0.95, parameters 1200`.
    public var words: String { knee.map { "\($0.name) \(Numbers.score($0.value))" }.joined(separator: ", ") }
}
