import Populations
import Randomness

/// The generational algorithm (Holland, 1975), with elites (De Jong, 1975): breeders are drawn from the population,
/// `size` children are bred, some are mutated, and they compete with the elites for survival.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, litters of 1, population 20, 100 seeds): .027 .020, .036 .010, .040 .003.
enum Generational: SearchStrategy {
    static let name = "evolution"
    static let summary = "whole generations, each bred from the one before"
    static let joining = Joining.together

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
            "Why: the children join the survivors, and the next parents are drawn from them. Without this phase, no "
                + "improvement could build on another."
                + (settings.isCrowding
                    ? " Once the children are evaluated, each competes with the parent that it resembles more."
                    : settings.elitism.value > 0
                        ? " There are now more organisms than the population size: once the children are evaluated, "
                            + "the weakest leave."
                        : "")
        }
    }

    static func remedies(in settings: SearchSettings) -> [String] {
        (settings.niching == .crowding ? [] : ["`population niching crowding`"]) + ["`strategy ageing`"]
    }

    private static func elites(in settings: SearchSettings) -> String {
        if settings.isCrowding {
            return
                "Why: under `niching crowding` all parents stay until their children are evaluated. There are no "
                + "other elites, regardless of `population elitism`."
        }
        if settings.elitism.value == 0 {
            return
                "Why: the best would be kept unchanged here, but `population elitism` is 0%: no organism survives unchanged, and "
                + "the best so far is lost whenever no child is as good."
        }
        if settings.elites == .sampled {
            return
                "Why: some organisms are kept unchanged, so that not everything found is lost. `elites sampled` "
                + "draws them at random, and fitter ones are more likely: the best can be missed and lost if no "
                + "child is as good."
        }
        return "Why: the best are kept unchanged, so that the search cannot lose them. Without elites (`population "
            + "elitism 0%`), the fittest organism would be lost whenever no child is as good."
    }

    /// Replaces the members by the newborn, followed by the elites. `young` then holds the old rows, as room for the
    /// next children.
    static func replace(_ members: inout Population, by young: inout Population, keeping elites: [Int32]) {
        for row in elites.map(Int.init) {
            young.append(
                row: row, of: members.codes, birth: members.births[row], fitness: members.fitness[row],
                size: members.sizes[row])
        }
        swap(&members, &young)
    }

    /// Removes the weakest until `size` are left, with a random choice among equals; `gone` receives the numbers of
    /// their births.
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
