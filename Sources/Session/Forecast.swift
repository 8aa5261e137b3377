/// How long the generations to come will take: as if each birth were to take as long as those of the fittest quarter did.
///
/// A search moves to where the fittest are, and where larger networks are better, it moves to these: the pace of the first
/// generation, most of it drawn at random, is then wrong by several times. How far the search will move is not known after
/// one generation; after two or three the fittest quarter tells.
package struct Forecast {
    private var births: [(fitness: Double, seconds: Double)] = []
    /// Seconds that the evaluations of this run took, all workers together.
    private var measured = 0.0
    private var expected: Double?

    package init() {}

    /// Notes what a birth took; without a fitness it failed.
    ///
    /// - Parameters:
    ///   - seconds: of all its parts, those that were known already included.
    ///   - measured: of those that were evaluated in this run.
    package mutating func note(fitness: Double?, seconds: Double, measured: Double) {
        births.append((fitness ?? -.infinity, seconds))
        self.measured += measured
    }

    /// Looks at the fittest anew: once a generation is enough. O(n log n) for n births.
    package mutating func renew() {
        let fittest = births.sorted { $0.fitness > $1.fitness }.prefix(max(1, births.count / 4))
        expected = fittest.isEmpty ? nil : fittest.reduce(0) { $0 + $1.seconds } / Double(fittest.count)
    }

    /// Seconds of the clock that so many births will take; nil where nothing is known of it.
    package func seconds(of births: Double, elapsed: Double) -> Double? {
        guard let expected, measured > 0, elapsed > 0 else { return nil }
        return births * expected * elapsed / measured
    }
}
