/// The meaning of a name when an expression is compiled.
public enum Slot: Hashable, Sendable {
    /// A number, at this index among those that a program reads.
    case number(index: Int)
    /// One of several values, some of which are words: the number at `index` is the index of the value in `values`,
    /// also for those that are numbers.
    case text(index: Int, values: [String])
}
