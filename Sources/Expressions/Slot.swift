/// The meaning of a name when an expression is compiled.
public enum Slot: Hashable, Sendable {
    /// A number, at this index among those that a program reads.
    case number(index: Int)
    /// One of several words: the number at `index` is the index of the word in `values`.
    case text(index: Int, values: [String])
}
