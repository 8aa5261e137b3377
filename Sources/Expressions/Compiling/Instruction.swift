/// One step of a compiled expression. It reads the register `at` and those after it, and writes its result to `at`.
enum Instruction: Sendable {
    typealias Vector = SIMD8<Double>

    case constant(Double, at: Int)
    /// Loads the numbers of a slot.
    case load(slot: Int, at: Int)
    /// Adds contiguous slots.
    case addSlots(Range<Int>, at: Int)
    /// Copies a register.
    case copy(from: Int, at: Int)
    case binary(Node.Operator, at: Int)
    case negate(at: Int)
    case not(at: Int)
    case square(at: Int)
    case apply(@Sendable (Vector) -> Vector, name: String, at: Int)
    case combine(@Sendable (Vector, Vector) -> Vector, name: String, at: Int)
    case combineThree(@Sendable (Vector, Vector, Vector) -> Vector, name: String, at: Int)
    /// Selects the second number if the first is not zero, otherwise the third.
    case choose(at: Int)
    /// Combines the second number into the first.
    case accumulate(@Sendable (Vector, Vector) -> Vector, at: Int)
    /// Gives the number at an index of a table; NaN if there is none.
    case look(NumberTable, at: Int)
    /// Gives 1 if the value has this index among a gene's values, otherwise 0.
    case isPlace(Double, at: Int)
    /// Gives 1 if two genes have the same value: the indices of the second gene's values among the first's.
    case isSameWord([Double], at: Int)

    /// The registers that the instruction reads and the one that it writes, which is the first.
    var registers: (inputs: Range<Int>, output: Int) {
        switch self {
        case .constant(_, let at), .load(_, let at), .addSlots(_, let at): (at..<at, at)
        case .copy(let from, let at): (from..<from + 1, at)
        case .negate(let at), .not(let at), .square(let at), .apply(_, _, let at), .look(_, let at),
            .isPlace(_, let at):
            (at..<at + 1, at)
        case .binary(_, let at), .combine(_, _, let at), .accumulate(_, let at), .isSameWord(_, let at):
            (at..<at + 2, at)
        case .combineThree(_, _, let at), .choose(let at): (at..<at + 3, at)
        }
    }
}

/// Numbers that an expression selects by an index which only the genes determine.
struct NumberTable: Sendable {
    let numbers: [Double]
    /// The reason of the failure if an index selects none of the numbers.
    let failure: String

    func number(at index: Double) -> Double {
        guard let place = Int(exactly: index), numbers.indices.contains(place) else { return .nan }
        return numbers[place]
    }
}
