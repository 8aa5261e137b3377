package import Genes
package import Randomness

/// Deterministic crowding (Mahfoud, "Niching methods for genetic algorithms", 1995): every member breeds once. The
/// members are paired at random, and each couple has two children; the second one gets the genes that the first one
/// did not take. Each child competes with one of its parents, paired so that the total distance is smaller. A child
/// replaces an equally fit parent.
///
/// There is no selection and there are no elites: the competitions alone make the population fitter.
package enum Crowding {
    /// Returns all rows in random order; neighbours are couples, and the last of an odd number is alone.
    package static func couples(of count: Int, _ generator: inout Generator) -> [Int32] {
        var rows = (0..<count).map(Int32.init)
        generator.shuffle(&rows)
        return rows
    }

    /// Lets each child compete with a parent. The first `size` rows are the children, the others the parents in the
    /// order of their pairing; the children of a couple have the same indices among the children.
    package static func settle(_ members: inout Population, size: Int, of genus: Genus, gone: inout [Int]) {
        var leaving: [Int] = []
        for first in stride(from: 0, to: size, by: 2) {
            let second = first + 1
            guard second < size else {
                leaving.append(loser(first, size + first, of: members))
                continue
            }
            let straight =
                genus.distance(first, size + first, in: members.codes)
                + genus.distance(second, size + second, in: members.codes)
            let crossed =
                genus.distance(first, size + second, in: members.codes)
                + genus.distance(second, size + first, in: members.codes)
            leaving.append(loser(first, straight <= crossed ? size + first : size + second, of: members))
            leaving.append(loser(second, straight <= crossed ? size + second : size + first, of: members))
        }
        gone.removeAll(keepingCapacity: true)
        for row in leaving.sorted(by: >) {
            gone.append(members.births[row])
            members.fill(row)
        }
    }

    private static func loser(_ child: Int, _ parent: Int, of members: Population) -> Int {
        members.isFitter(parent, than: child) ? child : parent
    }
}
