package import Evolution
package import Messages
package import SessionState

extension Session {
    /// Returns the front of the current search.
    ///
    /// - Throws: `.unusable` if there is only one objective, or no genome on the front.
    package func front(for command: String) throws(SessionError) -> SearchFront {
        let (evolution, objective) = try evolved()
        guard let front = SearchFront(evolution, objective) else { throw .oneObjective(command) }
        guard !front.points.isEmpty else { throw .emptyFront(isConstrained: evolution.criteria.isConstrained) }
        return front
    }

    /// Returns the front, even an empty one, if there are several objectives; nil with one objective.
    package func severalObjectives() throws(SessionError) -> SearchFront? {
        let (evolution, objective) = try evolved()
        return SearchFront(evolution, objective)
    }

    /// Returns the organism with a number in `show front`.
    ///
    /// - Throws: `.unusable` if there is no front, or no such number.
    package func organism(onFront number: Int, for command: String) throws(SessionError) -> Organism {
        let front = try front(for: command)
        guard number >= 1, number <= front.points.count else {
            throw .noFrontMember(number, of: front.points.count)
        }
        return front.evolution.history.organism(front.points[number - 1].id)
    }
}
