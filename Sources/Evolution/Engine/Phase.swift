/// The phase that the next step of a search runs.
public enum Phase: String, Codable, Hashable, Sendable {
    /// Waits for the outcomes of the births.
    case evaluate
    /// Chooses the elites.
    case elites
    /// Draws the mating pool.
    case breeders
    /// Makes children.
    case breed
    /// Mutates some of the children; from each litter, chooses the child to be born.
    case mutate
    /// Puts the newborn into the population and removes others.
    case replace
}
