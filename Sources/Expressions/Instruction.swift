/// One step of a compiled expression. It reads the register `at` and those after it, and writes its result to `at`.
enum Instruction: Sendable {
    typealias Vector = SIMD8<Double>

    case constant(Double, at: Int)
    /// Loads the numbers of a slot.
    case load(slot: Int, at: Int)
    /// Adds contiguous slots.
    case addSlots(Range<Int>, at: Int)
    case binary(Node.Operator, at: Int)
    case negate(at: Int)
    case not(at: Int)
    case square(at: Int)
    case apply(@Sendable (Vector) -> Vector, at: Int)
    /// Selects the second number if the first is not zero, otherwise the third.
    case choose(at: Int)
    /// Combines the second number into the first.
    case accumulate(@Sendable (Vector, Vector) -> Vector, at: Int)
    /// Gives 1 if the word has this index among a gene's words, otherwise 0.
    case isPlace(Double, at: Int)
    /// Gives 1 if two genes have the same word: the indices of the second gene's words among the first's.
    case isSameWord([Double], at: Int)
}

/// The registers of a running program, each with a block of numbers.
struct Workspace {
    private static let width = CompiledExpression.blockRows / 8

    private var vectors: [SIMD8<Double>]

    init(registers: Int) {
        // One more register: sums read each slot into the register after theirs.
        vectors = Array(repeating: .zero, count: (registers + 1) * Self.width)
    }

    func copyResult(into results: inout [Double], at start: Int, count: Int) {
        for row in 0..<count { results[start + row] = vectors[row / 8][row % 8] }
    }

    /// Runs a program over the current rows of the source.
    mutating func run(_ instructions: [Instruction], _ source: inout any ProgramRows, _ rows: Int) {
        let used = (rows + 7) / 8
        for instruction in instructions {
            switch instruction {
            case .constant(let value, let at):
                let vector = SIMD8(repeating: value)
                for index in indices(at, used) { vectors[index] = vector }
            case .load(let slot, let at): source.read(slot, into: &vectors, at: at * Self.width)
            case .addSlots(let slots, let at):
                if source.sum(slots, into: &vectors, at: at * Self.width) { continue }
                for index in indices(at, used) { vectors[index] = .zero }
                for slot in slots {
                    source.read(slot, into: &vectors, at: (at + 1) * Self.width)
                    for index in indices(at, used) { vectors[index] += vectors[index + Self.width] }
                }
            case .binary(let operation, let at): binary(operation, at, used)
            case .negate(let at): for index in indices(at, used) { vectors[index] = -vectors[index] }
            case .not(let at): for index in indices(at, used) { vectors[index] = Self.truth(vectors[index] .== 0) }
            case .square(let at): for index in indices(at, used) { vectors[index] *= vectors[index] }
            case .apply(let function, let at):
                for index in indices(at, used) { vectors[index] = function(vectors[index]) }
            case .choose(let at):
                for index in indices(at, used) {
                    vectors[index] = vectors[index + Self.width].replacing(
                        with: vectors[index + 2 * Self.width], where: vectors[index] .== 0)
                }
            case .accumulate(let join, let at):
                for index in indices(at, used) { vectors[index] = join(vectors[index], vectors[index + Self.width]) }
            case .isPlace(let value, let at):
                for index in indices(at, used) { vectors[index] = Self.truth(vectors[index] .== value) }
            case .isSameWord(let words, let at):
                for index in indices(at, used) {
                    vectors[index] = Self.areSame(vectors[index], vectors[index + Self.width], words)
                }
            }
        }
    }

    private func indices(_ register: Int, _ used: Int) -> Range<Int> {
        register * Self.width..<register * Self.width + used
    }

    private static func truth(_ mask: SIMDMask<SIMD8<Int64>>) -> SIMD8<Double> {
        SIMD8<Double>.zero.replacing(with: 1, where: mask)
    }

    private mutating func binary(_ operation: Node.Operator, _ at: Int, _ used: Int) {
        let width = Self.width
        for index in indices(at, used) {
            let (left, right) = (vectors[index], vectors[index + width])
            vectors[index] =
                switch operation {
                case .add: left + right
                case .subtract: left - right
                case .multiply: left * right
                case .divide: left / right
                case .power: Function.power(left, right)
                case .modulo: Function.modulo(left, right)
                case .equal: Self.truth(left .== right)
                case .unequal: Self.truth(left .!= right)
                case .less: Self.truth(left .< right)
                case .atMost: Self.truth(left .<= right)
                case .greater: Self.truth(left .> right)
                case .atLeast: Self.truth(left .>= right)
                case .and: Self.truth((left .!= 0) .& (right .!= 0))
                case .or: Self.truth((left .!= 0) .| (right .!= 0))
                }
        }
    }

    /// Compares the words of two genes. An inactive gene has no word and never equals another.
    private static func areSame(
        _ first: SIMD8<Double>, _ second: SIMD8<Double>, _ words: [Double]
    ) -> SIMD8<Double> {
        var result = SIMD8<Double>.zero
        for lane in result.indices {
            if let index = Int(exactly: second[lane]), words.indices.contains(index), words[index] == first[lane] {
                result[lane] = 1
            }
        }
        return result
    }
}
