import Evolution
import Testing

@Suite struct SchemaTests {
    /// Returns the schema of a text such as `1***0`.
    private static func schema(_ text: String) -> Schema {
        Schema(codes: text.map { $0 == "*" ? nil : $0 == "1" ? 1 : 0 })
    }

    @Test func `a schema has an order and a defining length, and matches genomes`() {
        let schema = Self.schema("*1**0*")
        #expect(schema.order == 2 && schema.definingLength == 3)
        #expect(schema.matches(Genome(codes: [0, 1, 1, 1, 0, 1])))
        #expect(!schema.matches(Genome(codes: [0, 1, 1, 1, 1, 1])))
        #expect(Self.schema("***").matches(Genome(codes: [0, 1, 1])) && Self.schema("***").definingLength == 0)
    }

    @Test(arguments: ["1*0*****", "1******0", "***1****", "*1**01**", "11111111", "********", "0*", "*1*1*1*1*"])
    func `the crossovers keep a schema whole as often as all cuts do`(text: String) {
        let schema = Self.schema(text)
        let genes = text.count
        func isWhole(_ fatherly: [Bool]) -> Bool { Set(schema.fixed.map { fatherly[$0] }).count <= 1 }
        func share(_ cuts: [[Bool]]) -> Double { Double(cuts.count(where: isWhole)) / Double(cuts.count) }
        let single = (1..<genes).map { Cut.point($0).fatherly(genes: genes) }
        let double = (0...genes).flatMap { first in (0...genes).map { (first, $0) } }
            .filter { $0.0 < $0.1 && $0 != (0, genes) }.map { Cut.points($0.0, $0.1).fatherly(genes: genes) }
        let masks = (0..<1 << genes).map { mask in (0..<genes).map { mask >> $0 & 1 == 1 } }
        let expected: [(Crossover, Double)] = [
            (.singlePoint, share(single)), (.twoPoint, share(double)), (.uniform, share(masks)),
            (.mixed, (share(double) + share(masks)) / 2), (.blend, share(masks)),
        ]
        for (crossover, share) in expected {
            let survival = crossover.survival(of: schema, hasRealGenes: false)
            #expect(abs((survival ?? -1) - share) < 1e-12, "\(crossover)")
        }
        #expect(Crossover.blend.survival(of: schema, hasRealGenes: true) == (schema.order == 0 ? 1 : nil))
    }

    private static func settings(_ change: (inout SearchSettings) throws -> Void) rethrows -> SearchSettings {
        var settings = SearchSettings()
        (settings.size, settings.selection, settings.breeding) = (100, .roulette, .all)
        try change(&settings)
        return settings
    }

    /// Returns an evolution whose first population is evaluated.
    private static func evaluated(_ genes: Int, _ settings: SearchSettings, seed: UInt64) throws -> Evolution {
        var evolution = try Evolution(genus: Problem.bits(genes), settings: settings, seed: seed)
        for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(1 + Problem.sum(birth.genome))) }
        _ = try evolution.step()
        return evolution
    }

    @Test(arguments: [("1**0****", nil), ("11111111", nil), ("1*******", 0.3), ("1111****", 1), ("*1*1*1*1", 0.05)])
    func `mutation leaves a schema alone as often as computed`(text: String, factor: Double?) throws {
        let schema = Self.schema(text)
        let settings = try Self.settings { settings in
            settings.size = 2_000
            settings.factor = factor
            settings.mutation = try #require(Fraction(0.6))
        }
        var evolution = try Self.evaluated(8, settings, seed: 5)
        var (kept, count) = (0, 0)
        while evolution.phase != .replace {
            if case .mutated(let mutants, _) = try evolution.step() {
                let hit = mutants.count { $0.changes.contains { schema.fixed.contains($0.gene) } }
                (kept, count) = (settings.size - hit, settings.size)
            }
        }
        let expected = settings.mutationSurvival(of: schema)
        let deviation = (expected * (1 - expected) / Double(count)).squareRoot()
        #expect(abs(Double(kept) / Double(count) - expected) < 4 * deviation + 1e-9)
    }

    @Test(
        arguments: [Selection.roulette, .rank, .tournament(size: 3), .truncation],
        [Crossover.singlePoint, .twoPoint, .uniform])
    func `at least as many children match as the theorem says, over many populations`(
        selection: Selection, crossover: Crossover
    ) throws {
        let settings = Self.settings { settings in
            (settings.selection, settings.crossover) = (selection, crossover)
        }
        for text in ["1**1****", "1******1", "111*****"] {
            let schema = Self.schema(text)
            var differences: [Double] = []
            for seed in 1...60 {
                var evolution = try Self.evaluated(8, settings, seed: UInt64(seed))
                let theorem = try SchemaTheorem(schema, in: evolution)
                while evolution.phase != .evaluate { _ = try evolution.step() }
                let children = evolution.ask(.max)
                #expect(children.count == settings.size)
                differences.append(Double(children.count { schema.matches($0.genome) }) - theorem.bound)
            }
            let mean = differences.reduce(0, +) / Double(differences.count)
            let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1)
            #expect(mean > -3 * (variance / Double(differences.count)).squareRoot(), "\(text)")
        }
    }

    @Test func `in a roulette the expected mothers are those of Holland's formula`() throws {
        let schema = Self.schema("1**1****")
        let evolution = try Self.evaluated(8, Self.settings { _ in }, seed: 9)
        let theorem = try SchemaTheorem(schema, in: evolution)
        let holland = Double(theorem.count) * (theorem.fitness ?? 0) / (theorem.meanFitness ?? 1)
        #expect(abs(theorem.selected - holland) < 1e-9)
        #expect(theorem.crossoverSurvival == 1 - 3.0 / 7)
    }

    @Test func `where the theorem does not apply, it says so`() throws {
        let schema = Self.schema("1*******")
        func limit(_ change: (inout SearchSettings) -> Void) throws -> SchemaTheorem.Limit? {
            let evolution = try Self.evaluated(8, Self.settings(change), seed: 1)
            do throws(SchemaTheorem.Limit) {
                _ = try SchemaTheorem(schema, in: evolution)
                return nil
            } catch {
                return error
            }
        }
        #expect(try limit { $0.strategy = .steady } == .strategy)
        #expect(try limit { $0.niching = .crowding } == .crowding)
        #expect(try limit { $0.litter = 8 } == .litter)
        #expect(try limit { _ in } == nil)
    }
}
