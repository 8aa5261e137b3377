import Evolution

extension Phase {
    /// Why there is such a phase, and what would happen without it, with the settings at hand.
    func reason(in settings: SearchSettings) -> String {
        switch self {
        case .evaluate:
            "Why: each new genome is tried out and gets one number, its fitness. It is all that the algorithm ever learns "
                + "of a genome; without it none would be better than another, and everything that follows would be chance."
        case .elites:
            settings.elitism.value == 0
                ? "Why: here the best would be kept as they are, but `population elitism` is 0%: nobody survives, and the "
                    + "best so far is lost whenever no child is as good."
                : "Why: the best are kept as they are, so that what was found cannot be lost. Without them (`population "
                    + "elitism 0%`) the best so far would vanish whenever no child is as good."
        case .breeders:
            "Why: parents are drawn by chance, the fitter the likelier: that gives the search its direction. If all were drawn "
                + "alike there would be none; if only the best were, all would soon be alike."
        case .breed:
            "Why: a child takes some genes from one parent and the rest from another, so that what is good in the one can "
                + "meet what is good in the other. Without it each line of descent would have to find everything by itself."
        case .mutate:
            settings.mutation.value == 0
                ? "Why: here genes would get new values, but `population mutation` is 0%: a value that died out never comes "
                    + "back, and once all are alike nothing changes any more."
                : "Why: some genes get new values, so that what no parent has can still be found. Without it (`population "
                    + "mutation 0%`) a value that died out would never come back, and the search would end once all are alike."
        case .replace:
            "Why: the children take the places of all who are no elites, and are the parents of the next round. Without it "
                + "no improvement could ever build on another."
                + (settings.elitism.value > 0
                    ? " Together they are more than there are places: once the children are evaluated, the weakest leave."
                    : "")
        }
    }
}
