import Genes
package import Randomness

/// Order crossover, OX (Davis, "Applying adaptive algorithms to epistatic domains", IJCAI 1985): the child has a segment
/// of one parent at its positions. From the end of the segment on, and around the end of the order, it gets the other
/// items in the sequence in which they follow the segment in the other parent.
package enum OrderCrossover {
    /// Returns a child with a random segment of the mother: each of the segments shorter than the order is equally
    /// likely.
    package static func cross(_ mother: [UInt32], _ father: [UInt32], _ generator: inout Generator) -> [UInt32] {
        guard case .points(let first, let second) = TwoPoint.cut(genes: mother.count, &generator) else { return mother }
        return cross(mother, father, segment: first..<second)
    }

    /// Returns a child with a segment of the mother.
    ///
    /// - Complexity: O(items)
    package static func cross(_ mother: [UInt32], _ father: [UInt32], segment: Range<Int>) -> [UInt32] {
        let count = mother.count
        var isTaken = [Bool](repeating: false, count: count)
        for item in mother[segment] { isTaken[Int(item)] = true }
        var child = mother
        var position = segment.upperBound % count
        for offset in 0..<count {
            let item = father[(segment.upperBound + offset) % count]
            guard !isTaken[Int(item)] else { continue }
            child[position] = item
            position = (position + 1) % count
        }
        return child
    }
}
