package import Randomness

/// Swap mutation (Banzhaf, "The 'molecular' traveling salesman", Biological Cybernetics 64, 1990): two items change
/// places; each pair is equally likely.
package enum OrderSwap {
    package static func mutate(_ items: inout [UInt32], _ generator: inout Generator) {
        let pair = OrderMutation.pair(below: items.count, &generator)
        items.swapAt(pair.lower, pair.upper)
    }
}
