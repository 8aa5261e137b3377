import Genes
import Randomness

/// The mutation of an order, whatever the setting is for other genes: a swap, an insertion or an inversion, each with
/// equal probability. The order always changes.
enum OrderMutation {
    private static let operators = [OrderSwap.mutate, OrderInsertion.mutate, OrderInversion.mutate]

    /// Mutates the order of a child, and records each position that changed.
    package static func mutate(
        _ order: OrderColumns, of child: Int, in offspring: inout OffspringBatch, width: Int,
        _ generator: inout Generator
    ) {
        let start = child * width
        guard !order.isInactive(in: offspring.young.codes, at: start) else { return }
        let before = order.items(in: offspring.young.codes, at: start)
        var after = before
        operators[generator.below(operators.count)](&after, &generator)
        order.put(after, into: &offspring.young.codes, at: start)
        for index in before.indices where before[index] != after[index] {
            offspring.changes.append(
                .init(child: Int32(child), gene: Int32(order.columns.lowerBound + index), from: before[index]))
        }
    }

    /// Draws two different positions, each pair with equal probability.
    static func pair(below count: Int, _ generator: inout Generator) -> (lower: Int, upper: Int) {
        let first = generator.below(count)
        let drawn = generator.below(count - 1)
        let second = drawn < first ? drawn : drawn + 1
        return (min(first, second), max(first, second))
    }
}
