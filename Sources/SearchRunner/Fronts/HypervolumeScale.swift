package import Evolution

/// The unit of a search's hypervolumes: the box between a reference point and the best value of each objective, both
/// taken from the first generation with a feasible genome. The reference point has the worst value of each objective,
/// and lies a tenth of the range further out, so that the worst genomes count, too.
///
/// The scale is fixed from then on, so hypervolumes of later generations can be compared, and the front never loses
/// any. It does not depend on the units of the objectives. A front that is better than the first generation in every
/// objective may exceed 1.
package struct HypervolumeScale: Hashable, Sendable {
    /// The fraction of an objective's range by which the reference point is worse than the worst value.
    private static let margin = 0.1

    /// The maximum length in an objective: the volume of a box with four such lengths is finite.
    private static let longest = 1e75

    /// The value of each objective at the reference point; higher is better.
    package let reference: [Double]
    /// The half of the box's length in each objective. Halves, because the length itself may exceed all numbers.
    private let halves: [Double]

    /// Creates a scale from the values of a generation; nil if there are none.
    ///
    /// - Complexity: O(vectors × objectives)
    package init?(_ vectors: [[Double]]) {
        guard let first = vectors.first else { return nil }
        var reference: [Double] = []
        var halves: [Double] = []
        for objective in first.indices {
            let values = vectors.map { $0[objective] }
            let (worst, best) = (values.min() ?? 0, values.max() ?? 0)
            let half = best / 2 - worst / 2
            // An objective that does not vary has no range; any unit serves.
            let end = half > 0 ? worst - 2 * Self.margin * half : worst - 1
            reference.append(max(end, -.greatestFiniteMagnitude))
            halves.append(half > 0 ? min(half * (1 + Self.margin), .greatestFiniteMagnitude) : 0.5)
        }
        (self.reference, self.halves) = (reference, halves)
    }

    /// Creates the scale of a search; nil while it has no feasible genome in a finished generation.
    ///
    /// - Complexity: O(births until the first feasible one, and their generation)
    package init?(_ evolution: Evolution) {
        let history = evolution.history
        for generation in 0..<evolution.generation {
            let births = generation * history.size..<(generation + 1) * history.size
            let vectors = births.compactMap { history.outcome($0)?.vector }.filter(\.isFeasible).map(\.values)
            guard let scale = Self(vectors) else { continue }
            self = scale
            return
        }
        return nil
    }

    /// Returns the hypervolume of some values.
    ///
    /// - Parameter vectors: the values of the objectives; higher is better.
    /// - Complexity: that of `Hypervolume.volume`
    package func hypervolume(of vectors: [[Double]]) -> Double {
        Hypervolume.volume(of: vectors.map(scaled), above: reference.map { _ in 0 })
    }

    /// Returns the hypervolume by which a vector increases that of others.
    ///
    /// - Complexity: that of `Hypervolume.gain`
    package func gain(of vector: [Double], beside others: [[Double]]) -> Double {
        Hypervolume.gain(of: scaled(vector), beside: others.map(scaled), above: reference.map { _ in 0 })
    }

    private func scaled(_ vector: [Double]) -> [Double] {
        vector.indices.map { min((vector[$0] / 2 - reference[$0] / 2) / halves[$0], Self.longest) }
    }
}
