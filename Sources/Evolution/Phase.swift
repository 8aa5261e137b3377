/// What the next step of an evolution does.
public enum Phase: String, Codable, Hashable, Sendable {
    /// Waits for the outcomes of the births.
    case evaluate
    /// Chooses who survives.
    case elites
    /// Draws the mating pool.
    case breeders
    /// Makes children.
    case breed
    /// Changes genes of some children; of litters, chooses who is born.
    case mutate
    /// Puts the newborn into the population, and others out.
    case replace
}
