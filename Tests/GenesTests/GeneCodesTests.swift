import Genes
import Randomness
import Testing

@Suite("Codes of a population")
struct GeneCodesTests {
    @Test("the codes are the same whether they fit a byte or not", arguments: [254, 255, 70_000] as [UInt32])
    func widths(greatest: UInt32) {
        let words: [UInt32] = [0, 1, 253, Genome.inactive, greatest, 7]
        var codes = GeneCodes(words)
        #expect(codes.words == words)
        #expect(codes[1..<5] == Array(words[1..<5]))
        codes[0] = 1_000_000
        codes[1] = Genome.inactive
        #expect(codes.words == [1_000_000, Genome.inactive, 253, Genome.inactive, greatest, 7])
        codes.removeSubrange(0..<2)
        codes.resize(to: 6)
        #expect(codes.words == [253, Genome.inactive, greatest, 7, 0, 0])
        codes.move(2, to: 4, from: 2)
        codes.removeLast(1)
        codes.replace(at: 0, by: [300, 2])
        #expect(codes.words == [300, 2, greatest, 7, greatest])
    }

    @Test("codes stored in different widths are equal if their values are")
    func equality() {
        var wide = GeneCodes([1000, 2, Genome.inactive])
        wide[0] = 1
        let narrow = GeneCodes([1, 2, Genome.inactive])
        #expect(wide == narrow)
        wide[1] = 3
        #expect(wide != narrow)
    }

    @Test("ranges are appended and rows copied between both widths")
    func mixedWidths() {
        let (narrow, wide) = (GeneCodes([1, 2, Genome.inactive]), GeneCodes([300, 4, Genome.inactive]))
        for (first, second) in [(narrow, wide), (wide, narrow), (narrow, narrow), (wide, wide)] {
            var codes = first
            codes.append(0..<3, of: second)
            #expect(codes.words == first.words + second.words)
            codes.copy(3, to: 0, from: second, at: 0)
            #expect(codes.words == second.words + second.words)
        }
    }

    @Test("children inherit each gene from the parent that the cut names, at every width", arguments: [3, 16, 41, 100])
    func inheritance(genes: Int) {
        var generator = Generator(seed: 5)
        for greatest in [2, 254, 255, 100_000] {
            let parents = (0..<8 * genes).map { _ in UInt32(generator.below(greatest)) }
            let cuts: [Cut] =
                [.none, .point(1), .point(genes - 1), .points(1, 2), .points(0, genes), .scattered(seed: 9)]
                + (0..<40).map { _ in .point(generator.below(genes + 1)) }
            let mothers = cuts.map { _ in generator.below(8) }
            let fathers = cuts.indices.map { $0 % 7 == 6 ? -1 : generator.below(8) }
            var children = GeneCodes(repeatElement(0, count: cuts.count * genes))
            children.inherit(cuts, mothers: mothers, fathers: fathers, from: GeneCodes(parents), genes: genes)
            for (child, cut) in cuts.enumerated() {
                let father = fathers[child] < 0 ? mothers[child] : fathers[child]
                let expected = cut.fatherly(genes: genes).enumerated().map { gene, isFatherly in
                    parents[(isFatherly ? father : mothers[child]) * genes + gene]
                }
                #expect(children[child * genes..<(child + 1) * genes] == expected)
            }
        }
    }
}
