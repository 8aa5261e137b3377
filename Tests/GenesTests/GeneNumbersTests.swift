import Genes
import Testing

@Suite struct GeneNumbersTests {
    private static let genes: [Gene] = [
        Gene("optimizer", in: .list([.text("adam"), .integer(3), .real(0.5)])),
        Gene("depth", in: .integers(first: -3, last: 9_000, step: 4, scale: .linear)),
        Gene("tenths", in: .steps(first: -5, last: 5, step: 0.1)),
        Gene("hundredths", in: .steps(first: -250, last: 250, step: 0.03)),
        Gene("quarters", in: .steps(first: -2_000, last: 2_000, step: 0.25)),
        Gene("wide", in: .interval(first: -5, last: 5, scale: .linear)),
        Gene("narrow", in: .interval(first: 0.1, last: 0.7, scale: .linear)),
        Gene("thirds", in: .interval(first: -1.0 / 3, last: 1.0 / 3, scale: .linear)),
        Gene("huge", in: .interval(first: -1e18, last: 2e18, scale: .linear)),
        Gene("rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic)),
        Gene("tiny", in: .interval(first: 0, last: 1e-30, scale: .linear)),
        Gene("stored", in: .interval(first: -5, last: 5, scale: .linear, resolution: nil)),
        Gene("stored narrow", in: .interval(first: 0.1, last: 0.7, scale: .linear, resolution: nil)),
        Gene("stored huge", in: .interval(first: -1e18, last: 2e18, scale: .linear, resolution: nil)),
        Gene("stored rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic, resolution: nil)),
    ]

    /// The displayed value; in a list with words, the index of the value.
    private func number(_ code: UInt32, of gene: Gene) -> Double {
        if gene.name == "optimizer" { return Double(code) }
        return gene.value(of: code).number ?? .nan
    }

    @Test(arguments: genes)
    func `the number of a code equals its value to the last bit, or is the index in a list with words`(gene: Gene) {
        let numbers = GeneNumbers(gene)
        var codes = Array(stride(from: 0, to: gene.count, by: max(1, gene.count / 9_973))).map(UInt32.init)
        codes += [UInt32(gene.count / 2), UInt32(gene.count - 1)]
        for code in codes {
            #expect(numbers(code).bitPattern == number(code, of: gene).bitPattern)
        }
        #expect(numbers(Genome.inactive).isNaN)
    }

    @Test(arguments: [1, 7, 8, 50, 64])
    func `transposed genomes have the same numbers`(count: Int) {
        let genes = Self.genes
        let numbers = genes.map(GeneNumbers.init)
        var codes: [UInt32] = []
        for row in 0..<70 {
            for (place, gene) in genes.enumerated() {
                codes.append((row + place) % 11 == 3 ? Genome.inactive : UInt32((row * 7919 + place) % gene.count))
            }
        }
        var columns = CodeColumns(genes: genes.count)
        columns.take(codes, rows: 5..<5 + count)
        for (place, gene) in genes.enumerated() {
            var vectors = [SIMD8<Double>](repeating: .zero, count: 10)
            numbers[place].read(columns, gene: place, into: &vectors, at: 2)
            for row in 0..<count {
                let code = codes[(row + 5) * genes.count + place]
                let found = vectors[2 + row / 8][row % 8]
                #expect(code == Genome.inactive ? found.isNaN : found == number(code, of: gene))
            }
            #expect(vectors[0] == .zero && vectors[1] == .zero)
        }
    }

    @Test func `integer genes with one step are summed by their codes`() throws {
        let genes = (0..<21).map { place in
            GeneNumbers(Gene("x\(place)", in: .integers(first: place - 9, last: place + 990, step: 3, scale: .linear)))
        }
        let codes = (0..<42).map { UInt32($0 * 7 % 300) }
        let sum = try #require(ExactSum(genes[2..<21]))
        let wanted = (2..<21).reduce(0.0) { $0 + genes[$1](codes[21 + $1]) }
        #expect(sum(codes, 23..<42) == wanted)
        var lacking = codes
        lacking[41] = Genome.inactive
        #expect(sum(lacking, 23..<42).isNaN)
    }

    @Test func `other genes must be added one by one`() {
        let one = GeneNumbers(Gene("x", in: .integers(first: 0, last: 9, step: 1, scale: .linear)))
        let two = GeneNumbers(Gene("y", in: .integers(first: 0, last: 9, step: 2, scale: .linear)))
        let tenths = GeneNumbers(Gene("z", in: .steps(first: 0, last: 1, step: 0.1)))
        let great = GeneNumbers(
            Gene("g", in: .integers(first: 1 << 52, last: (1 << 52) + 9, step: 1, scale: .linear)))
        #expect(ExactSum([one, one]) != nil)
        #expect(ExactSum([one, two]) == nil)
        #expect(ExactSum([one, tenths]) == nil)
        #expect(ExactSum([great]) != nil)
        #expect(ExactSum([great, great]) == nil)
    }
}
