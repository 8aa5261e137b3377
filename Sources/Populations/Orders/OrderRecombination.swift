import Genes
import Randomness

/// The crossover of orders: whatever the setting is for other genes, half of the children of two parents get an order by
/// order crossover, and the other half by edge recombination. The first one keeps which items come before which, as
/// schedules need, the second one keeps neighbours, as tours need.
enum OrderRecombination {
    /// Replaces the orders of children with two parents.
    ///
    /// - Parameters:
    ///   - mothers: the rows of the mothers.
    ///   - fathers: the rows of the fathers; negative for a clone.
    static func recombine(
        _ offspring: inout OffspringBatch, from members: Population, mothers: [Int], fathers: [Int], of genus: Genus,
        _ generator: inout Generator
    ) {
        let width = genus.genes.count
        for child in 0..<offspring.young.count where fathers[child] >= 0 {
            let (left, right) = (mothers[child] * width, fathers[child] * width)
            for order in genus.orders {
                let (mother, father) = (
                    order.items(in: members.codes, at: left), order.items(in: members.codes, at: right)
                )
                let items: [UInt32] =
                    if order.isInactive(in: members.codes, at: left) {
                        father
                    } else if order.isInactive(in: members.codes, at: right) || mother == father {
                        mother
                    } else {
                        cross(mother, father, &generator)
                    }
                order.put(items, into: &offspring.young.codes, at: child * width)
            }
        }
    }

    private static func cross(_ mother: [UInt32], _ father: [UInt32], _ generator: inout Generator) -> [UInt32] {
        generator.next() & 1 == 0
            ? OrderCrossover.cross(mother, father, &generator) : EdgeRecombination.cross(mother, father, &generator)
    }
}
