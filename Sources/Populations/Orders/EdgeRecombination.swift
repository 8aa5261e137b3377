package import Randomness

/// Edge recombination, ERX (Whitley, Starkweather and Fuquay, "Scheduling problems and traveling salesmen: the genetic
/// edge recombination operator", ICGA 1989): the child has almost only neighbours that one of the parents has, where the
/// last item and the first one are neighbours, too. The next item is always the neighbour with the fewest neighbours of
/// its own left; if none is left, any other.
package enum EdgeRecombination {
    /// Returns a child; every choice among equals is random.
    package static func cross(_ mother: [UInt32], _ father: [UInt32], _ generator: inout Generator) -> [UInt32] {
        cross(mother, father) { generator.below($0.count) }
    }

    /// Returns a child.
    ///
    /// - Parameter choose: returns the index of one of several equally good items. If none is left beside the last item,
    ///   it is called with all the items that are left.
    /// - Complexity: O(items)
    package static func cross(_ mother: [UInt32], _ father: [UInt32], choose: ([UInt32]) -> Int) -> [UInt32] {
        let count = mother.count
        var edges = neighbours(mother, father)
        var left = Array(0..<UInt32(count))
        var places = Array(0..<count)
        var child: [UInt32] = []
        child.reserveCapacity(count)
        // The first item of one of the parents, of the one with fewer neighbours.
        var candidates = mother[0] == father[0] ? [mother[0]] : [mother[0], father[0]]
        while true {
            let fewest = candidates.map { edges[Int($0)].count }.min() ?? 0
            let best = candidates.filter { edges[Int($0)].count == fewest }
            let next = candidates.isEmpty ? left[choose(left)] : best[best.count == 1 ? 0 : choose(best)]
            child.append(next)
            guard child.count < count, let last = left.last else { return child }
            // The last one left takes the position of the one that goes.
            let place = places[Int(next)]
            left[place] = last
            places[Int(last)] = place
            left.removeLast()
            candidates = edges[Int(next)]
            for neighbour in candidates { edges[Int(neighbour)].removeAll { $0 == next } }
        }
    }

    /// Returns for each item those beside it in one of the parents, each once.
    package static func neighbours(_ mother: [UInt32], _ father: [UInt32]) -> [[UInt32]] {
        var edges = [[UInt32]](repeating: [], count: mother.count)
        for parent in [mother, father] {
            for (index, item) in parent.enumerated() {
                for neighbour in [
                    parent[(index + parent.count - 1) % parent.count], parent[(index + 1) % parent.count],
                ]
                where !edges[Int(item)].contains(neighbour) {
                    edges[Int(item)].append(neighbour)
                }
            }
        }
        return edges
    }
}
