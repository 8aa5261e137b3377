/// The registers of a running program, each with a block of numbers.
struct Workspace {
    private static let width = CompiledExpression.blockRows / 8

    private var vectors: [SIMD8<Double>]

    init(registers: Int) {
        // One more register: sums read each slot into the register after theirs.
        vectors = Array(repeating: .zero, count: (registers + 1) * Self.width)
    }

    func copy(register: Int, into results: inout [Double], at start: Int, count: Int) {
        let first = register * Self.width
        for row in 0..<count { results[start + row] = vectors[first + row / 8][row % 8] }
    }

    /// Returns the number of a register in the first row.
    func first(of register: Int) -> Double { vectors[register * Self.width][0] }

    /// Runs a program over the current rows of the source.
    mutating func run(_ instructions: ArraySlice<Instruction>, _ source: inout any ProgramRows, _ rows: Int) {
        let used = (rows + 7) / 8
        for instruction in instructions {
            switch instruction {
            case .constant(let value, let at):
                let vector = SIMD8(repeating: value)
                for index in places(at, used) { vectors[index] = vector }
            case .load(let slot, let at): source.read(slot, into: &vectors, at: at * Self.width)
            case .addSlots(let slots, let at):
                if source.sum(slots, into: &vectors, at: at * Self.width) { continue }
                for index in places(at, used) { vectors[index] = .zero }
                for slot in slots {
                    source.read(slot, into: &vectors, at: (at + 1) * Self.width)
                    for index in places(at, used) { vectors[index] += vectors[index + Self.width] }
                }
            case .copy(let from, let at):
                let distance = (from - at) * Self.width
                for index in places(at, used) { vectors[index] = vectors[index + distance] }
            case .binary(let operation, let at): binary(operation, at, used)
            case .negate(let at): for index in places(at, used) { vectors[index] = -vectors[index] }
            case .not(let at): for index in places(at, used) { vectors[index] = Self.truth(vectors[index] .== 0) }
            case .square(let at): for index in places(at, used) { vectors[index] *= vectors[index] }
            case .apply(let function, _, let at):
                for index in places(at, used) { vectors[index] = function(vectors[index]) }
            case .choose(let at):
                for index in places(at, used) {
                    vectors[index] = vectors[index + Self.width].replacing(
                        with: vectors[index + 2 * Self.width], where: vectors[index] .== 0)
                }
            case .combine(let join, _, let at), .accumulate(let join, let at):
                for index in places(at, used) { vectors[index] = join(vectors[index], vectors[index + Self.width]) }
            case .combineThree(let join, _, let at):
                for index in places(at, used) {
                    vectors[index] = join(
                        vectors[index], vectors[index + Self.width], vectors[index + 2 * Self.width])
                }
            case .look(let table, let at):
                for index in places(at, used) {
                    for lane in 0..<8 { vectors[index][lane] = table.number(at: vectors[index][lane]) }
                }
            case .isPlace(let value, let at):
                for index in places(at, used) { vectors[index] = Self.truth(vectors[index] .== value) }
            case .isSameWord(let words, let at):
                for index in places(at, used) {
                    vectors[index] = Self.areSame(vectors[index], vectors[index + Self.width], words)
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
        for index in places(at, used) {
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

    /// Compares the values of two genes. An inactive gene has no value and never equals another.
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
