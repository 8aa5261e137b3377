import Populations

/// Explanations of phases that several strategies share.
enum PhasePurpose {
    /// The evaluation, the same in all strategies.
    static let evaluation =
        "Why: each new genome is evaluated and gets one number, its fitness. This is all that the algorithm learns "
        + "about a genome. Without it no genome would be better than another, and the search would be random."

    /// Returns the purpose of selection.
    static func breeders(in settings: SearchSettings) -> String {
        if settings.isCrowding {
            return
                "Why: under `niching crowding` every organism is a parent once, in random couples. There is no "
                + "selection here: the search gets its direction when each child competes with the parent that it "
                + "resembles more."
        }
        if settings.selection == .tournament(size: 1) {
            return
                "Why: parents would be selected here, but `selection tournament of 1` draws all organisms with equal "
                + "probability. Only the choice of survivors gives the search a direction."
        }
        return
            "Why: parents are drawn at random, and fitter ones are more likely. This gives the search its direction. "
            + "With equal probabilities there would be none; if only the best were drawn, all genomes would soon be "
            + "alike."
            + (settings.niching == .sharing
                ? " Under `niching sharing` the fitness of each organism is divided by the number of similar ones, "
                    + "so that a crowd counts no more than a single organism elsewhere." : "")
    }

    /// Returns the purpose of crossover.
    static func breed(in settings: SearchSettings) -> String {
        if settings.crossing.value == 0 {
            return
                "Why: two parents would be crossed here, but `population crossing` is 0%: each child is a copy of one "
                + "parent, and only mutation can change it. Each line of descent must find everything by itself."
        }
        let condition = settings.crossing.value < 1 ? "with the probability `population crossing`, " : ""
        let method =
            switch settings.crossover {
            case .singlePoint: "a child takes the genes before a cut from one parent and the rest from another"
            case .twoPoint: "a child takes the genes between two cuts from one parent and the rest from another"
            case .uniform: "a child takes each gene from either of two parents"
            case .blend:
                "a child takes a value for each real gene that lies between those of two parents or a little beyond, and "
                    + "each other gene from either of them"
            case .simulatedBinary:
                "a child takes a value near that of either of two parents for each real gene, nearer if the parents are "
                    + "alike, and each other gene from either of them"
            case .mixed:
                "a child takes the genes between two cuts from one parent and the rest from another, or each gene from "
                    + "either of the two"
            }
        return "Why: \(condition)\(method), so that good genes of one parent can meet good genes of the other. "
            + "Without crossover (`population crossing 0%`), each line of descent would have to find everything by "
            + "itself."
            + (settings.litter > 1
                ? " Half of each litter have only one parent, so that the litter also contains small steps." : "")
    }

    /// Returns the purpose of mutation.
    package static func mutate(in settings: SearchSettings) -> String {
        if settings.mutation.value == 0 {
            return
                "Why: genes would get new values here, but `population mutation` is 0%: a lost value never comes "
                + "back, and once all genomes are alike, nothing changes any more."
        }
        if settings.change == .headlessChicken {
            return
                "Why: the genes between two cuts get random values, as if the child had a random genome as its second "
                + "parent (headless chicken). A search that does as well with it as with crossover does not need the "
                + "genes of a second parent."
        }
        return "Why: some genes get new values, so that the search can find values that no parent has. Without "
            + "mutation (`population mutation 0%`), a lost value would never come back, and the search would end "
            + "once all are alike."
            + (settings.change == .adaptive
                ? " The size of the steps of real genes is inherited and mutates too: sizes that lead to fit children "
                    + "survive with them." : "")
    }
}
