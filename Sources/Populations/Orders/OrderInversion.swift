package import Randomness

/// Inversion mutation (Holland, "Adaptation in Natural and Artificial Systems", 1975): a segment of two or more items is
/// reversed; each segment is equally likely. In a tour it exchanges two edges, like one step of 2-opt.
package enum OrderInversion {
    package static func mutate(_ items: inout [UInt32], _ generator: inout Generator) {
        let pair = OrderMutation.pair(below: items.count, &generator)
        items[pair.lower...pair.upper].reverse()
    }
}
