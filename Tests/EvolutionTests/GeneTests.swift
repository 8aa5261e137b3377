import Evolution
import Foundation
import Testing

@Suite("Genes and genus")
struct GeneTests {
    private static let kinds: [Gene] = [
        Gene("optimizer", in: .list([.text("adam"), .integer(3), .real(0.5)])),
        Gene("depth", in: .integers(first: -3, last: 8, step: 4, scale: .linear)),
        Gene("units", in: .integers(first: 1, last: 1024, step: 1, scale: .logarithmic)),
        Gene("dropout", in: .steps(first: 0, last: 0.5, step: 0.1)),
        Gene("rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic)),
        Gene("momentum", in: .interval(first: 0, last: 1, scale: .linear)),
    ]

    @Test("the value of each code has that code", arguments: kinds)
    func roundTrip(gene: Gene) throws {
        for code in stride(from: 0, to: gene.count, by: max(1, gene.count / 997)) {
            #expect(try gene.code(of: gene.value(of: UInt32(code))) == UInt32(code))
        }
        #expect(try gene.code(of: gene.value(of: UInt32(gene.count - 1))) == UInt32(gene.count - 1))
    }

    @Test("a list keeps the kinds of its values, and a range of tenths prints tenths")
    func descriptions() {
        #expect((0..<3).map { Self.kinds[0].value(of: $0).description } == ["adam", "3", "0.5"])
        #expect((0..<3).map { Self.kinds[1].value(of: $0) } == [.integer(-3), .integer(1), .integer(5)])
        let tenths = (0..<6).map { Self.kinds[3].value(of: $0).description }
        #expect(tenths == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
        #expect(Self.kinds[4].value(of: 0).description == "1e-05")
        #expect(Self.kinds[4].value(of: UInt32.max - 1).description == "0.1")
        #expect(Self.kinds[4].value(of: UInt32.max / 2).description == "0.001")
    }

    @Test("an error for a value outside a gene names the gene, the value, the expected values and the nearest one")
    func outside() throws {
        let gene = Gene("neurons0", in: .list([16, 32, 64].map { .integer($0) }))
        let error = #expect(throws: EvolutionError.self) { try gene.code(of: .integer(60)) }
        #expect(error?.description == "60 is not a value of gene neurons0; expected 16, 32, 64; nearest is 64")
        let word = #expect(throws: EvolutionError.self) { try Self.kinds[0].code(of: .text("adm")) }
        #expect(word?.description == "adm is not a value of gene optimizer; expected adam, 3, 0.5; nearest is adam")
        let tenth = #expect(throws: EvolutionError.self) { try Self.kinds[3].code(of: .real(0.25)) }
        #expect(tenth?.description.hasPrefix("0.25 is not a value of gene dropout; expected 0.0..0.5 by 0.1") == true)
        #expect(throws: EvolutionError.self) { try Self.kinds[5].code(of: .real(1.5)) }
        #expect(throws: EvolutionError.self) { try Self.kinds[5].code(of: .text("much")) }
    }

    @Test("a genus rejects genes that cannot be searched")
    func refused() {
        let bit = Gene("x", in: .list([.integer(0), .integer(1)]))
        let cases: [([Gene], String)] = [
            ([], "there are no genes; try `gene x in 0..9`"),
            ([bit, bit], "gene x is defined twice"),
            ([Gene("x", in: .list([]))], "gene x: it has no values"),
            ([Gene("x", in: .list([.integer(1), .integer(1)]))], "gene x: 1 occurs twice in its values"),
            (
                [Gene("x", in: .integers(first: 5, last: 1, step: 1, scale: .linear))],
                "gene x: its range is empty: 5 is above 1"
            ),
            ([Gene("x", in: .steps(first: 0, last: 1, step: 0))], "gene x: its step must be above 0, found 0.0"),
            (
                [Gene("x", in: .interval(first: 0, last: 1, scale: .logarithmic))],
                "gene x: a logarithmic range must begin above 0, found 0.0"
            ),
            (
                [Gene("x", in: .interval(first: 1e-305, last: 1, scale: .logarithmic))],
                "gene x: its lower bound is too close to 0 for a logarithmic scale, found 1e-305; try 1e-290"
            ),
            (
                [
                    Gene("optimizer", in: bit.domain),
                    Gene("y", in: bit.domain, when: .equal(gene: "optimiser", .integer(1))),
                ],
                "there is no gene \"optimiser\"; did you mean \"optimizer\"?"
            ),
            (
                [bit, Gene("y", in: bit.domain, when: .equal(gene: "x", .integer(2)))],
                "2 is not a value of gene x; expected 0, 1; nearest is 1"
            ),
            (
                [
                    Gene("x", in: bit.domain, when: .equal(gene: "y", .integer(1))),
                    Gene("y", in: bit.domain, when: .equal(gene: "x", .integer(1))),
                ], "the condition of gene x depends on the gene itself"
            ),
        ]
        for (genes, message) in cases {
            let error = #expect(throws: EvolutionError.self) { try Genus(genes) }
            #expect(error?.description == message)
        }
    }

    @Test("a gene whose condition does not hold has no value and does not affect equality")
    func conditional() throws {
        let genus = try Problem.mixed()
        var values: [String: GeneValue] = [
            "optimizer": .text("adam"), "momentum": .real(0.5), "rate": .real(0.001), "depth": .integer(3),
            "dropout": .real(0.1), "units": .integer(16),
        ]
        let adam = try genus.genome(from: values)
        #expect(genus.values(of: adam)[1] == nil)
        values["momentum"] = .real(0.7)
        #expect(try genus.genome(from: values) == adam)
        values["optimizer"] = .text("sgd")
        let sgd = try genus.genome(from: values)
        #expect(genus.values(of: sgd)[1] == .real(0.7))
        values["momentum"] = nil
        #expect(throws: EvolutionError.self) { try genus.genome(from: values) }
    }

    @Test("a logarithmic integer range draws each doubling equally often")
    func logarithmicDraws() throws {
        let genus = try Genus([Self.kinds[2]])
        var settings = SearchSettings()
        settings.size = 4000
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        let below = evolution.ask(.max).count { $0.genome.codes[0] + 1 < 32 }
        #expect(abs(Double(below) / 4000 - 0.5) < 0.05)
    }

    @Test("genus and genome survive encoding and decoding")
    func coding() throws {
        let genus = try Problem.mixed()
        let read = try JSONDecoder().decode(Genus.self, from: JSONEncoder().encode(genus))
        #expect(read == genus)
        var evolution = try Evolution(genus: genus, settings: .init(), seed: 1)
        let genome = try #require(evolution.ask(1).first?.genome)
        #expect(try JSONDecoder().decode(Genome.self, from: JSONEncoder().encode(genome)) == genome)
    }
}
