/// The budget up to which one birth was measured, and its fitness at each rung.
public struct RungRecord: Codable, Hashable, Sendable {
    /// The fitness at a rung.
    public struct Point: Codable, Hashable, Sendable {
        /// The budget of the rung.
        public let budget: Int
        /// The fitness there; higher is better.
        public let fitness: Double

        private enum CodingKeys: String, CodingKey { case budget, fitness }

        /// Creates a point.
        public init(budget: Int, fitness: Double) {
            self.budget = budget
            self.fitness = fitness
        }
    }

    /// The number of the birth.
    public let birth: Int
    /// The fitness at each rung that was reached, in ascending order of budgets.
    public let points: [Point]
    /// The highest budget of the search.
    public let highest: Int
    /// The fitness that counts for the search; nil if there is none. That of a stopped measurement is at most its last
    /// point.
    public let fitness: Double?
    /// The end of the measurement.
    public let end: End

    /// The kinds of ends.
    public enum End: Codable, Hashable, Sendable {
        /// It went as far as it could: to the highest budget, or until its own end.
        case complete
        /// A rule ended it.
        case stopped(StoppingReason)
        /// It has no fitness.
        case failed

        private enum CodingKeys: String, CodingKey { case complete, stopped, failed }
    }

    private enum CodingKeys: String, CodingKey { case birth, points, highest, fitness, end }

    /// Creates a record.
    ///
    /// - Parameter fitness: the fitness that counts; nil if the measurement failed.
    public init(birth: Int, points: [Point], highest: Int, fitness: Double?, end: End = .complete) {
        self.birth = birth
        self.points = points
        self.highest = highest
        self.fitness = fitness
        self.end = end
    }

    /// The rule's reason to stop before the highest budget; nil if no rule did.
    public var stop: StoppingReason? { if case .stopped(let reason) = end { reason } else { nil } }

    /// The budget that was used.
    public var reached: Int { points.last?.budget ?? 0 }

    /// True if the measurement went as far as it could.
    public var isComplete: Bool { end == .complete }

    /// Returns the fitness at a budget; nil if the measurement did not get there. A measurement that ended by itself
    /// keeps its last fitness for all higher budgets.
    public func fitness(at budget: Int) -> Double? {
        if let point = points.first(where: { $0.budget == budget }) { return point.fitness }
        guard isComplete, let last = points.last, last.budget < budget else { return nil }
        return last.fitness
    }

    /// Returns the fitness that counts for a measurement that was stopped: that of its last rung, but below that of every
    /// earlier birth that was better there and went further. Fitness may fall with a higher budget, and then the birth
    /// that was stopped would rank above those that beat it.
    ///
    /// - Complexity: O(earlier births)
    public static func fitness(ofStopped points: [Point], after earlier: [RungRecord]) -> Double? {
        guard let last = points.last else { return nil }
        return earlier.reduce(last.fitness) { fitness, rival in
            guard rival.reached > last.budget, let end = rival.fitness, let there = rival.fitness(at: last.budget),
                there > last.fitness
            else { return fitness }
            return min(fitness, end.nextDown)
        }
    }

    /// True if budgets ascend up to the highest, and all numbers are finite: numbers read from a file may not be.
    public var isSound: Bool {
        birth >= 0 && points.allSatisfy { $0.budget > 0 && $0.budget <= highest && $0.fitness.isFinite }
            && zip(points, points.dropFirst()).allSatisfy { $0.budget < $1.budget }
            && fitness?.isFinite ?? (end == .failed)
            && stop.map { $0.rival >= 0 && $0.rival < birth && $0.bar.isFinite && !points.isEmpty } ?? true
    }
}

/// Why a measurement was stopped: the rule, and the earlier birth that decided.
public struct StoppingReason: Codable, Hashable, Sendable {
    /// The rule.
    public let rule: Stopping
    /// The earlier birth against which it was measured.
    public let rival: Int
    /// The value that it should have reached, on the scale of the fitness at this rung.
    public let bar: Double

    private enum CodingKeys: String, CodingKey { case rule, rival, bar }

    /// Creates a reason.
    public init(rule: Stopping, rival: Int, bar: Double) {
        self.rule = rule
        self.rival = rival
        self.bar = bar
    }
}
