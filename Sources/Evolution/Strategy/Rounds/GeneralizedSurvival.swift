import Fronts
import Populations

/// The survivors of a round of differential evolution where one number does not order the organisms: generalized
/// differential evolution, GDE3 (Kukkonen and Lampinen, "GDE3: the third evolution step of generalized differential
/// evolution", 2005).
///
/// A child replaces its parent if it is at least as good by Deb's rules. If neither is better, both stay, and then the
/// last fronts and the most crowded organisms leave until the population has its size again. With one objective this is
/// differential evolution with Deb's rules.
struct GeneralizedSurvival {
    /// The organisms that stay: the index of a parent, or the number of parents plus the index of a child. A child is in
    /// the place of its parent; those that stay beside their parents follow.
    let survivors: [Int]
    /// The children that are better than their parents, by index.
    let winners: [Int]

    /// - Parameters:
    ///   - parents: The births of the parents, one for each child.
    ///   - sizes: The sizes of the parents; of equals the smaller one stays.
    init(parents: [Int], children: [Int], sizes: [Double], childSizes: [Double], _ outcomes: RoundOutcomes) {
        var (kept, beside, winners): ([Int], [Int], [Int]) = ([], [], [])
        for index in parents.indices {
            let child = parents.count + index
            switch (outcomes.vector(parents[index]), outcomes.vector(children[index])) {
            case (let mother?, let young?):
                if young.constrainedDominates(mother) {
                    kept.append(child)
                    winners.append(index)
                } else if mother.constrainedDominates(young) {
                    kept.append(index)
                } else if young.values == mother.values || !young.isFeasible || young.values.count == 1 {
                    kept.append(childSizes[index] <= sizes[index] ? child : index)
                } else {
                    kept.append(index)
                    beside.append(child)
                }
            case (nil, _?):
                kept.append(child)
                winners.append(index)
            case (_?, nil): kept.append(index)
            case (nil, nil): kept.append(child)
            }
        }
        self.winners = winners
        guard !beside.isEmpty else {
            survivors = kept
            return
        }
        let all = kept + beside
        let vectors = all.map { outcomes.vector($0 < parents.count ? parents[$0] : children[$0 - parents.count]) }
        survivors = FrontTruncation.survivors(parents.count, of: vectors).map { all[$0] }
    }
}
