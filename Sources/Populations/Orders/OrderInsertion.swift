package import Randomness

/// Insertion mutation (Fogel, "An evolutionary approach to the traveling salesman problem", Biological Cybernetics 60,
/// 1988): an item moves to another position, and those between close up. Every item and every other position is equally
/// likely; to move an item by one position is also to move its neighbour.
package enum OrderInsertion {
    package static func mutate(_ items: inout [UInt32], _ generator: inout Generator) {
        let from = generator.below(items.count)
        let drawn = generator.below(items.count - 1)
        let item = items.remove(at: from)
        items.insert(item, at: drawn < from ? drawn : drawn + 1)
    }
}
