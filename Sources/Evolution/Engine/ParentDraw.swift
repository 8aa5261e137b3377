import Populations

extension Evolution {
    /// True if parents are drawn by binary tournaments of vectors instead of ranks.
    private var hasCrowdedTournaments: Bool {
        criteria.objectives > 1 && settings.parentSelection == .tournament(size: 2)
    }

    /// Returns the tournaments of two for several objectives; nil if parents are drawn by the fitness, or by the rank
    /// among the members.
    func crowdedTournament<Stop: Error>(check: () throws(Stop) -> Void) throws(Stop) -> CrowdedTournament? {
        hasCrowdedTournaments ? try CrowdedTournament(members, of: history, check: check) : nil
    }

    /// A description of one draw of a parent, as a clause.
    public var parentDraw: String {
        guard hasCrowdedTournaments else { return settings.parentSelection.draw }
        return
            "for each, 2 organisms are picked at random: one that dominates the other is taken, otherwise the one with "
            + "more distance to its neighbours in its front (crowding distance)"
    }
}
