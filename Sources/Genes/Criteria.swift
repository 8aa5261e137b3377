/// The parts of an outcome: the number of objectives, and whether conditions are known only after the
/// evaluation.
public struct Criteria: Codable, Hashable, Sendable {
    /// The number of objectives, 1 to 4.
    public let objectives: Int
    /// True if an evaluated organism can violate a condition. Such an organism ranks below all feasible ones.
    public let isConstrained: Bool

    /// One objective without conditions: the fitness itself orders the organisms.
    public static let single = Criteria(objectives: 1)

    /// The allowed numbers of objectives.
    public static let counts = 1...4

    private enum CodingKeys: String, CodingKey { case objectives, isConstrained }

    /// Creates criteria.
    public init(objectives: Int, isConstrained: Bool = false) {
        self.objectives = objectives
        self.isConstrained = isConstrained
    }

    /// True if organisms are ordered by a `Ranking`, because one number does not order them.
    public var isRanked: Bool { objectives > 1 || isConstrained }
}
