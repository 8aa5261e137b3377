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
        self.knee = Self.values(knee.values, front.objectives)
    }

    /// Creates the report of a front with a genome of an unfinished generation, which is its knee.
    init?(_ front: SearchFront, with organism: Organism) {
        guard let vector = organism.outcome?.vector else { return nil }
        var whole = front.evolution.front
        whole.insert(organism.id, vector)
        size = whole.points.count
        hypervolume = HypervolumeScale(front.evolution).map { $0.hypervolume(of: whole.points.map(\.values)) }
        birth = organism.id
        knee = Self.values(vector.values, front.objectives)
    }

    /// Returns the values of objectives as people see them.
    ///
    /// - Parameter values: A value for each objective; higher is better.
    static func values(_ values: [Double], _ objectives: [NamedObjective]) -> [ObjectiveValue] {
        zip(objectives, objectives.oriented(values)).map {
            ObjectiveValue(name: $0.name, direction: $0.direction.rawValue, value: $1)
        }
    }

    /// The values of the knee in words: `accuracy 0.95, parameters 1200`.
    public var words: String { Self.words(knee) }

    /// Returns values with their names: `accuracy 0.95, parameters 1200`.
    public static func words(_ values: [ObjectiveValue]) -> String {
        values.map { "\($0.name) \(Numbers.score($0.value))" }.joined(separator: ", ")
    }
}
