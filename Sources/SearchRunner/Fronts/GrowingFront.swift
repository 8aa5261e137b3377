package import Evolution

/// A front that grows by one genome after the other, with its hypervolume.
package struct GrowingFront {
    package private(set) var front = Front()
    private var volume: Double?
    private var isStale = false

    /// The number of objectives from which each genome's gain is added up: the hypervolume of the whole front is then too
    /// slow to compute it again and again.
    private static let many = 4

    package init() {}

    /// Adds a genome.
    ///
    /// - Complexity: that of `Front.insert`; with four objectives also that of `Hypervolume.gain`
    package mutating func insert(_ id: Int, _ vector: ObjectiveVector, on scale: HypervolumeScale?) {
        let before = front.points
        guard front.insert(id, vector) else { return }
        guard !isStale, vector.values.count >= Self.many, let scale else {
            isStale = true
            return
        }
        volume = (volume ?? 0) + scale.gain(of: vector.values, beside: before.map(\.values))
    }

    /// Returns the hypervolume; nil for an empty front.
    ///
    /// - Complexity: that of `Hypervolume.volume` if the front has changed; with four objectives O(1)
    package mutating func hypervolume(on scale: HypervolumeScale) -> Double? {
        if isStale { volume = scale.hypervolume(of: front.points.map(\.values)) }
        isStale = false
        return volume
    }
}
