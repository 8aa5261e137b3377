/// One step of a compiled expression. It reads the register `at` and those behind it, and leaves its result in `at`.
enum Instruction: Sendable {
    typealias Vector = SIMD8<Double>

    case constant(Double, at: Int)
    /// The numbers of a slot.
    case load(slot: Int, at: Int)
    /// The sum of slots that lie beside one another.
    case addSlots(Range<Int>, at: Int)
    case binary(Node.Operator, at: Int)
    case negate(at: Int)
    case not(at: Int)
    case square(at: Int)
    case apply(@Sendable (Vector) -> Vector, at: Int)
    /// Where the first is no zero the second, else the third.
    case choose(at: Int)
    /// Takes the second into the first.
    case accumulate(@Sendable (Vector, Vector) -> Vector, at: Int)
    /// 1 where it is this place of a gene's words, else 0.
    case isPlace(Double, at: Int)
    /// 1 where two genes have one word: the places of the second gene's words among the first's.
    case isSameWord([Double], at: Int)
}

/// The registers of a program while it runs: a block of numbers each.
struct Workspace {
    private static let width = Program.blockRows / 8

    private var vectors: [SIMD8<Double>]

    init(registers: Int) {
        // One register more: sums of slots read each slot into the one behind theirs.
        vectors = Array(repeating: .zero, count: (registers + 1) * Self.width)
    }

    func copyResult(into results: inout [Double], at start: Int, count: Int) {
        for row in 0..<count { results[start + row] = vectors[row / 8][row % 8] }
    }

    /// Runs a program over the rows that the source has turned to.
    mutating func run(_ instructions: [Instruction], _ source: inout any ProgramRows, _ rows: Int) {
        let used = (rows + 7) / 8
        for instruction in instructions {
            switch instruction {
            case .constant(let value, let at):
                let vector = SIMD8(repeating: value)
                for place in places(at, used) { vectors[place] = vector }
            case .load(let slot, let at): source.read(slot, into: &vectors, at: at * Self.width)
            case .addSlots(let slots, let at):
                if source.sum(slots, into: &vectors, at: at * Self.width) { continue }
                for place in places(at, used) { vectors[place] = .zero }
                for slot in slots {
                    source.read(slot, into: &vectors, at: (at + 1) * Self.width)
                    for place in places(at, used) { vectors[place] += vectors[place + Self.width] }
                }
            case .binary(let operation, let at): binary(operation, at, used)
            case .negate(let at): for place in places(at, used) { vectors[place] = -vectors[place] }
            case .not(let at): for place in places(at, used) { vectors[place] = Self.truth(vectors[place] .== 0) }
            case .square(let at): for place in places(at, used) { vectors[place] *= vectors[place] }
            case .apply(let function, let at):
                for place in places(at, used) { vectors[place] = function(vectors[place]) }
            case .choose(let at):
                for place in places(at, used) {
                    vectors[place] = vectors[place + Self.width].replacing(
                        with: vectors[place + 2 * Self.width], where: vectors[place] .== 0)
                }
            case .accumulate(let join, let at):
                for place in places(at, used) { vectors[place] = join(vectors[place], vectors[place + Self.width]) }
            case .isPlace(let value, let at):
                for place in places(at, used) { vectors[place] = Self.truth(vectors[place] .== value) }
            case .isSameWord(let words, let at):
                for place in places(at, used) {
                    vectors[place] = Self.areSame(vectors[place], vectors[place + Self.width], words)
                }
            }
        }
    }

    private func places(_ register: Int, _ used: Int) -> Range<Int> {
        register * Self.width..<register * Self.width + used
    }

    private static func truth(_ mask: SIMDMask<SIMD8<Int64>>) -> SIMD8<Double> {
        SIMD8<Double>.zero.replacing(with: 1, where: mask)
    }

    private mutating func binary(_ operation: Node.Operator, _ at: Int, _ used: Int) {
        let width = Self.width
        for place in places(at, used) {
            let (left, right) = (vectors[place], vectors[place + width])
            vectors[place] =
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

    /// A gene that takes no part has no word, and is the same as none.
    private static func areSame(
        _ first: SIMD8<Double>, _ second: SIMD8<Double>, _ words: [Double]
    ) -> SIMD8<Double> {
        var result = SIMD8<Double>.zero
        for lane in result.indices {
            if let place = Int(exactly: second[lane]), words.indices.contains(place), words[place] == first[lane] {
                result[lane] = 1
            }
        }
        return result
    }
}
