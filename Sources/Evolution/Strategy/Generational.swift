import Randomness

/// The generational algorithm (Holland, 1975), with elites (De Jong, 1975): breeders are drawn from the population,
/// `size` children are bred, some are mutated, and they compete with the
/// elites for the places of the population.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, litters of 1, population 20, 100 seeds): .027 .020, .036 .010, .040 .003.
enum Generational {
    static let phases: [Phase] = [.evaluate, .elites, .breeders, .breed, .mutate, .replace]

    /// Puts the newborn in the place of the members, the elites behind them. The newborn are left with the old rows, as
    /// room for the next children.
    static func replace(_ members: inout Population, by young: inout Population, keeping elites: [Int32]) {
        let genes = members.genes
        for row in elites.map(Int.init) {
            young.append(
                codes: members.codes[row * genes..<(row + 1) * genes], birth: members.births[row],
                fitness: members.fitness[row], size: members.sizes[row])
        }
        swap(&members, &young)
    }

    /// Lets the weakest leave until `size` are left, of equals a random choice; the numbers of their births are put into
    /// `gone`.
    static func trim(_ members: inout Population, to size: Int, gone: inout [Int], _ generator: inout Generator) {
        gone.removeAll(keepingCapacity: true)
        guard members.count > size else { return }
        if members.count - size <= 4 {
            while members.count > size {
                let ties = members.extremes(sign: 1)
                let row = ties[ties.count > 1 ? generator.below(ties.count) : 0]
                gone.append(members.births[row])
                members.fill(row)
            }
            return
        }
        let leaving = members.weakest(members.count - size, &generator)
        for row in leaving.sorted(by: >).map(Int.init) {
            gone.append(members.births[row])
            members.fill(row)
        }
    }
}
