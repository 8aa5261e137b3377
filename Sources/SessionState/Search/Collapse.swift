package import Evolution
import Reports

extension Evolution {
    /// A warning if the population has collapsed to a few genomes of a large search space; nil otherwise.
    ///
    /// Strategies without parents and populations below ten cause no warning.
    ///
    /// - Complexity: O(size × genes).
    package var collapse: String? {
        let size = settings.size
        guard size >= 10, genus.size > 4 * Double(size), settings.strategy.settings.contains(.change) else {
            return nil
        }
        let count = population.count
        // A few genomes that all differ are the beginning of a generation, not a collapse.
        guard let different = differentGenomes(upTo: max(2, size / 20)), different < count else { return nil }
        let remedies = ["more mutation", "a larger population"] + settings.remedies
        return
            "only \(Numbers.counted(different, "different genome")) among \(count): premature convergence, unless this "
            + "is the optimum; try \(remedies.joined(separator: ", "))"
    }
}
