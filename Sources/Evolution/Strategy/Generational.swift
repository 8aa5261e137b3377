import Randomness

/// The generational algorithm (Holland, 1975), with elites (De Jong, 1975): breeders are drawn from the population,
/// `size` children are bred, some are mutated, and they compete with the
/// elites for the places of the population.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, litters of 1, population 20, 100 seeds): .027 .020, .036 .010, .040 .003.
enum Generational {
    static let phases: [Phase] = [.evaluate, .elites, .breeders, .breed, .mutate, .replace]

    static let settings = Set(SearchSettings.Name.allCases).subtracting([.ahead])

    static func purpose(of phase: Phase, in settings: SearchSettings) -> String? {
        switch phase {
        case .evaluate: PhasePurpose.evaluation
        case .elites: elites(in: settings)
        case .breeders: PhasePurpose.breeders(in: settings)
        case .breed: PhasePurpose.breed(in: settings)
        case .mutate: PhasePurpose.mutate(in: settings)
        case .replace:
            "Why: the children take their places beside those that survive, and are the parents of the next round. Without "
                + "it no improvement could ever build on another."
                + (settings.isCrowding
                    ? " Once they are evaluated, each child competes with the parent that it resembles more."
                    : settings.elitism.value > 0
                        ? " Together they are more than there are places: once the children are evaluated, the weakest of "
                            + "all leave."
                        : "")
        }
    }

    private static func elites(in settings: SearchSettings) -> String {
        if settings.isCrowding {
            return
                "Why: under `niching crowding` all parents stay until their children are evaluated; there are no other "
                + "elites, whatever `population elitism` says."
        }
        if settings.elitism.value == 0 {
            return
                "Why: here the best would be kept as they are, but `population elitism` is 0%: nobody survives, and the "
                + "best so far is lost whenever no child is as good."
        }
        if settings.elites == .sampled {
            return
                "Why: some are kept as they are, so that not all that was found is lost. `elites sampled` draws them by "
                + "chance, the fitter the likelier: the best can be missed, and is then lost where no child is as good."
        }
        return "Why: the best are kept as they are, so that what was found cannot be lost. Without them (`population "
            + "elitism 0%`) the best so far would vanish whenever no child is as good."
    }

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
            while members.count > size, let row = members.oneExtreme(sign: 1, &generator) {
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
