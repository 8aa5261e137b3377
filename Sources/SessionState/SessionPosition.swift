/// The dataset and generation of a session, for a prompt.
public struct SessionPosition: Hashable, Sendable {
    /// The name of the loaded dataset; nil for none.
    public let dataset: String?
    /// The generation of the population; nil before there is one.
    public let generation: Int?

    package init(dataset: String?, generation: Int?) {
        self.dataset = dataset
        self.generation = generation
    }
}
