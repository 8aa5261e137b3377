/// What a name stands for when an expression is compiled.
public enum Slot: Hashable, Sendable {
    /// A number, at this place among those that a program reads.
    case number(index: Int)
    /// One of some words: the place holds the index of the word among `values`.
    case text(index: Int, values: [String])
}
