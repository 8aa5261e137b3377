import Evolution

/// A function of genes with a known maximum, and the budget of evaluations for finding it.
///
/// `Scripts/bench-functions.py` contains the same functions, with the same numbers, for the Python libraries.
struct FunctionProblem: Sendable {
    let name: String
    /// The kind of genes: `bits`, `categories`, `integers` or `mixed`.
    let kind: String
    let genus: Genus
    let budget: Int
    let maximum: Double
    /// The value of a genome; NaN if the genome is not allowed.
    let value: @Sendable (Span<UInt32>) -> Double

    /// All problems: OneMax, traps (Deb and Goldberg, 1992), a royal road (Mitchell, Forrest and Holland, 1992), a
    /// knapsack with death and one with a penalty, an NK landscape (Kauffman, 1989), a graph colouring, a rugged bowl
    /// of integers, and traps of bits whose values depend on categories and integers.
    static func all() throws -> [FunctionProblem] {
        try [
            oneMax(), traps(), royalRoad(), knapsack(penalty: nil), knapsack(penalty: 10), landscape(), colouring(),
            bowl(), mixture(),
        ]
    }

    private static func bits(_ count: Int) throws -> Genus {
        try Genus((0..<count).map { Gene("b\($0)", in: .list([.integer(0), .integer(1)])) })
    }

    private static func oneMax() throws -> FunctionProblem {
        FunctionProblem(name: "OneMax 100", kind: "bits", genus: try bits(100), budget: 100_000, maximum: 100) {
            codes in
            Double(ones(codes, 0..<codes.count))
        }
    }

    private static func traps() throws -> FunctionProblem {
        FunctionProblem(name: "trap 4x10", kind: "bits", genus: try bits(40), budget: 50_000, maximum: 40) { codes in
            (0..<10).reduce(0.0) { $0 + trap(ones(codes, 4 * $1..<4 * $1 + 4), of: 4) }
        }
    }

    private static func royalRoad() throws -> FunctionProblem {
        FunctionProblem(name: "royal road 64", kind: "bits", genus: try bits(64), budget: 50_000, maximum: 64) {
            codes in
            (0..<8).reduce(0.0) { $0 + (ones(codes, 8 * $1..<8 * $1 + 8) == 8 ? 8 : 0) }
        }
    }

    private static func knapsack(penalty: Double?) throws -> FunctionProblem {
        var numbers = SharedNumbers(seed: 40)
        let weights = (0..<40).map { _ in 10 + numbers.below(90) }
        let values = weights.map { $0 + 1 + numbers.below(20) }
        let capacity = weights.reduce(0, +) / 2
        return FunctionProblem(
            name: penalty == nil ? "knapsack 40, death" : "knapsack 40, penalty", kind: "bits", genus: try bits(40),
            budget: penalty == nil ? 50_000 : 30_000,
            maximum: Double(mostValue(weights, values, capacity: capacity))
        ) { codes in
            var (weight, value) = (0, 0)
            for item in 0..<40 where codes[item] == 1 {
                weight += weights[item]
                value += values[item]
            }
            guard weight > capacity else { return Double(value) }
            return penalty.map { Double(value) - $0 * Double(weight - capacity) } ?? .nan
        }
    }

    private static func landscape() throws -> FunctionProblem {
        var numbers = SharedNumbers(seed: 20)
        let table: [[Double]] = (0..<20).map { _ in (0..<32).map { _ in numbers.unit() } }
        /// Returns the mean contribution of the genes, each of which depends on the four genes after it.
        @Sendable func value(_ bit: (Int) -> Int) -> Double {
            var sum = 0.0
            for gene in 0..<20 {
                var word = 0
                for offset in 0..<5 { word = word * 2 + bit((gene + offset) % 20) }
                sum += table[gene][word]
            }
            return sum / 20
        }
        var maximum = 0.0
        for word in 0..<(1 << 20) { maximum = max(maximum, value { word >> $0 & 1 }) }
        return FunctionProblem(
            name: "NK 20/4", kind: "bits", genus: try bits(20), budget: 3_000, maximum: maximum - 1e-9
        ) { codes in
            var bits = [Int](repeating: 0, count: 20)
            for gene in 0..<20 { bits[gene] = Int(codes[gene]) }
            return value { bits[$0] }
        }
    }

    /// Returns a graph that three colours can colour, built by drawing edges between nodes of different hidden
    /// colours.
    private static func colouring() throws -> FunctionProblem {
        var numbers = SharedNumbers(seed: 30)
        let hidden = (0..<30).map { _ in numbers.below(3) }
        var edges: [(Int, Int)] = []
        while edges.count < 75 {
            let (left, right) = (numbers.below(30), numbers.below(30))
            if left < right, hidden[left] != hidden[right], !edges.contains(where: { $0 == (left, right) }) {
                edges.append((left, right))
            }
        }
        let found = edges
        let genus = try Genus(
            (0..<30).map { Gene("n\($0)", in: .list([.text("red"), .text("green"), .text("blue")])) })
        return FunctionProblem(
            name: "colouring 30/3", kind: "categories", genus: genus, budget: 30_000, maximum: 75
        ) { codes in
            var sum = 0.0
            for (left, right) in found where codes[left] != codes[right] { sum += 1 }
            return sum
        }
    }

    private static func bowl() throws -> FunctionProblem {
        var numbers = SharedNumbers(seed: 10)
        let lowest = (0..<10).map { _ in numbers.below(31) }
        let genus = try Genus(
            (0..<10).map { Gene("i\($0)", in: .integers(first: 0, last: 30, step: 1, scale: .linear)) })
        return FunctionProblem(name: "rugged integers 10", kind: "integers", genus: genus, budget: 30_000, maximum: 0) {
            codes in
            var sum = 0
            for gene in 0..<10 {
                let distance = Int(codes[gene]) - lowest[gene]
                // 10 (1 - cos(pi d / 2)) takes only these values.
                sum -= distance * distance + [0, 10, 20, 10][(distance % 4 + 4) % 4]
            }
            return Double(sum)
        }
    }

    private static func mixture() throws -> FunctionProblem {
        var numbers = SharedNumbers(seed: 50)
        let best = (0..<5).map { _ in (category: numbers.below(4), number: numbers.below(16)) }
        let genus = try Genus(
            (0..<20).map { Gene("b\($0)", in: .list([.integer(0), .integer(1)])) }
                + (0..<5).map { Gene("c\($0)", in: .list([.text("a"), .text("b"), .text("c"), .text("d")])) }
                + (0..<5).map { Gene("i\($0)", in: .integers(first: 0, last: 15, step: 1, scale: .linear)) })
        return FunctionProblem(name: "mixture 20+5+5", kind: "mixed", genus: genus, budget: 30_000, maximum: 40) {
            codes in
            var sum = 0.0
            for block in 0..<5 {
                let distance = min(8, abs(Int(codes[25 + block]) - best[block].number))
                let isBest = Int(codes[20 + block]) == best[block].category
                sum += trap(ones(codes, 4 * block..<4 * block + 4), of: 4)
                sum += isBest ? 4 - Double(distance) / 4 : Double(distance) / 4
            }
            return sum
        }
    }

    private static func ones(_ codes: Span<UInt32>, _ genes: Range<Int>) -> Int {
        genes.reduce(0) { $0 + Int(codes[$1]) }
    }

    private static func trap(_ ones: Int, of size: Int) -> Double { Double(ones == size ? size : size - 1 - ones) }

    /// Returns the greatest total value of items whose total weight fits, by dynamic programming.
    private static func mostValue(_ weights: [Int], _ values: [Int], capacity: Int) -> Int {
        var most = [Int](repeating: 0, count: capacity + 1)
        for (weight, value) in zip(weights, values) {
            for room in stride(from: capacity, through: weight, by: -1) {
                most[room] = max(most[room], most[room - weight] + value)
            }
        }
        return most[capacity]
    }
}

/// Random numbers that Python reproduces: a linear congruential generator of which the upper bits are used.
private struct SharedNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Returns a number from 0 to below 1.
    mutating func unit() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33) / Double(1 << 31)
    }

    mutating func below(_ count: Int) -> Int { Int(unit() * Double(count)) }
}
