/// The purposes of phases that several strategies share.
enum PhasePurpose {
    /// The evaluation, the same everywhere.
    static let evaluation =
        "Why: each new genome is tried out and gets one number, its fitness. It is all that the algorithm ever learns of a "
        + "genome; without it none would be better than another, and everything that follows would be chance."

    /// Selection by the wheel.
    static func breeders(in settings: SearchSettings) -> String {
        if settings.isCrowding {
            return
                "Why: under `niching crowding` everyone is a parent once, in random couples. Nothing is preferred here: the "
                + "direction comes from the competition of each child with the parent it resembles more."
        }
        if settings.selection == .tournament(size: 1) {
            return
                "Why: here parents would be preferred, but `selection tournament of 1` draws all alike, whatever their "
                + "fitness: so the search has no direction but that of who survives."
        }
        return
            "Why: parents are drawn by chance, the fitter the likelier: that gives the search its direction. If all were "
            + "drawn alike there would be none; if only the best were, all would soon be alike."
            + (settings.niching == .sharing
                ? " Under `niching sharing` the fitness of each is divided by how many resemble it, so that a crowd is worth "
                    + "no more than a single one elsewhere." : "")
    }

    /// Children of one parent or of two.
    static func breed(in settings: SearchSettings) -> String {
        if settings.crossing.value == 0 {
            return
                "Why: here two parents would be crossed, but `population crossing` is 0%: each child is a copy of one "
                + "parent, and only mutation can make it different. Each line of descent has to find everything by itself."
        }
        let share = settings.crossing.value < 1 ? "with the chance of `population crossing` " : ""
        let how =
            switch settings.crossover {
            case .singlePoint: "a child takes the genes before a cut from one parent and the rest from another"
            case .twoPoint: "a child takes the genes between two cuts from one parent and the rest from another"
            case .uniform: "a child takes each gene from either of two parents"
            case .mixed:
                "a child takes the genes between two cuts from one parent and the rest from another, or each gene from "
                    + "either of the two"
            }
        return "Why: \(share)\(how), so that what is good in the one can meet what is good in the other. Without it "
            + "(`population crossing 0%`) each line of descent would have to find everything by itself."
            + (settings.litter > 1
                ? " Of each litter half have one parent only, so that small steps are among them." : "")
    }

    /// Mutation of some of the children.
    static func mutate(in settings: SearchSettings) -> String {
        if settings.mutation.value == 0 {
            return
                "Why: here genes would get new values, but `population mutation` is 0%: a value that died out never comes "
                + "back, and once all are alike nothing changes any more."
        }
        return "Why: some genes get new values, so that what no parent has can still be found. Without it (`population "
            + "mutation 0%`) a value that died out would never come back, and the search would end once all are alike."
    }
}
