import Evolution
import Foundation
import Testing

@Suite("All strategies on extreme problems")
struct ConformanceTests {
    static let cases = StrategyTests.cases

    @Test("a genus with a single genome can be searched forever", arguments: cases)
    func oneGenome(settings: SearchSettings) throws {
        let genus = try Genus([
            Gene("x", in: .list([.integer(7)])), Gene("y", in: .interval(first: 1, last: 1, scale: .linear)),
        ])
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(5) { _ in .fitness(1) }
        #expect(evolution.history.count == 35)
        #expect(genus.values(of: try #require(evolution.fittest?.genome)) == [.integer(7), .real(1)])
        #expect(genus.size == 1 && genus.logarithm == 0)
    }

    @Test("genes with a million values can be searched", arguments: cases)
    func millionValues(settings: SearchSettings) throws {
        let genus = try Genus(
            (0..<3).map { Gene("x\($0)", in: .integers(first: 1, last: 1_000_000, step: 1, scale: .linear)) })
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(12) { .fitness(-abs(Double($0.codes[0]) - 300_000) - abs(Double($0.codes[1]) - 700_000)) }
        #expect(evolution.generation == 12)
        #expect(abs(genus.logarithm - 18) < 1e-9)
    }

    @Test("neither failures alone nor equals alone stop a search", arguments: cases)
    func degenerate(settings: SearchSettings) throws {
        for outcome in [Outcome.failure("no"), .fitness(0), .fitness(.nan), .fitness(-.infinity), .fitness(1e308)] {
            var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 1)
            evolution.run(6) { _ in outcome }
            #expect(evolution.generation == 6)
            let isFitness = [.fitness(0), .fitness(1e308)].contains(outcome)
            #expect((evolution.fittest != nil) == isFitness)
            #expect(evolution.history.generations.last?.failures == (isFitness ? 0 : 7))
        }
    }

    @Test("a population can have one organism", arguments: cases)
    func sizeOne(settings: SearchSettings) throws {
        var settings = settings
        settings.size = 1
        var evolution = try Evolution(genus: Problem.bits(6), settings: settings, seed: 1)
        evolution.run(40) { .fitness(Problem.sum($0)) }
        #expect(evolution.history.count == 40)
        #expect(evolution.population.count == 1)
    }

    @Test("failures are never parents while others exist", arguments: cases)
    func failuresAreNoParents(settings: SearchSettings) throws {
        var settings = settings
        settings.size = 20
        var evolution = try Evolution(genus: Problem.bits(12), settings: settings, seed: 3)
        evolution.run(10) { $0.codes[0] == 0 ? .failure("no") : .fitness(Problem.sum($0)) }
        for id in 20..<evolution.history.count {
            let birth = evolution.history.birth(id)
            for parent in [birth.mother, birth.father].compactMap(\.self) {
                #expect(evolution.history.outcome(parent)?.fitness != nil)
            }
        }
    }

    @Test("an abandoned generation gives the same result when it is evaluated again", arguments: cases)
    func interrupted(settings: SearchSettings) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        plain.run(9, StrategyTests.outcome)
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        for generation in 1...9 {
            let before = evolution
            for birth in evolution.ask(4, through: generation).dropLast() {
                evolution.tell(birth.id, StrategyTests.outcome(birth.genome))
            }
            evolution = before
            evolution.run(generation, asking: 3, StrategyTests.outcome)
        }
        let isSame = evolution.history == plain.history
        #expect(isSame)
    }

    @Test("outcomes may arrive in any order", arguments: cases)
    func anyOrder(settings: SearchSettings) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        plain.run(9, StrategyTests.outcome)
        var shuffled = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        while shuffled.generation < 9 {
            for birth in shuffled.ask(5, through: 9).reversed() {
                shuffled.tell(birth.id, StrategyTests.outcome(birth.genome))
                shuffled.tell(birth.id, .failure("repeated"))
            }
        }
        let isSame = shuffled.history == plain.history
        #expect(isSame)
    }

    @Test("`run` gives the same result as `ask` and `tell`", arguments: cases)
    func quickRun(settings: SearchSettings) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        plain.run(9, StrategyTests.outcome)
        var quick = try Evolution(genus: Problem.mixed(), settings: settings, seed: 8)
        quick.run(through: 9) { codes in
            StrategyTests.outcome((try? quickGenome(codes)) ?? plain.history.genome(0)).fitness ?? .nan
        }
        let isSame = (0..<63).allSatisfy { quick.history.genome($0) == plain.history.genome($0) }
        #expect(isSame && quick.generation == 9)
    }

    @Test("`run` in pieces gives the same result, and stops before any of them", arguments: cases)
    func piecewiseRun(settings: SearchSettings) throws {
        func sums(_ codes: [UInt32], _ rows: Range<Int>) -> [Double] {
            rows.map { row in codes[row * 20..<(row + 1) * 20].reduce(0) { $0 + Double($1) } }
        }
        var whole = try Evolution(genus: Problem.bits(20), settings: settings, seed: 8)
        let first = whole
        whole.run(through: 6, reason: { _, _, _ in "" }, fitnesses: sums)
        for stops in 1...9 {
            var pieces = first
            var calls = 0
            var isStopped = false
            let isFinished = pieces.run(
                through: 6, rowsAtOnce: 3,
                isStopped: {
                    calls += 1
                    isStopped = calls == stops * stops
                    return isStopped
                }, reason: { _, _, _ in "" }
            ) { codes, rows in
                #expect(!isStopped && rows.count <= 3)
                return sums(codes, rows)
            }
            #expect(isFinished == !isStopped)
            // An interrupted run continues where it was stopped.
            pieces.run(through: 6, reason: { _, _, _ in "" }, fitnesses: sums)
            let isSame = pieces.history == whole.history
            #expect(isSame)
        }
    }

    @Test("without recording, `run` finds the same fittest")
    func withoutRecording() throws {
        var kept = try Evolution(genus: Problem.bits(30), settings: .init(), seed: 8)
        var quick = kept
        quick.stopRecording()
        func ones(_ codes: Span<UInt32>) -> Double { (0..<codes.count).reduce(0) { $0 + Double(codes[$1]) } }
        kept.run(through: 12, fitness: ones)
        quick.run(through: 12, fitness: ones)
        #expect(quick.fittest == kept.fittest)
        #expect(quick.population == kept.population && quick.history.count == 0)
    }

    private func quickGenome(_ codes: Span<UInt32>) throws -> Genome {
        try Problem.mixed().genome(codes: (0..<codes.count).map { codes[$0] })
    }

    @Test("a saved search with many births is small")
    func smallWhenSaved() throws {
        var settings = SearchSettings()
        settings.size = 50
        var evolution = try Evolution(genus: Problem.bits(15), settings: settings, seed: 1)
        evolution.run(400) { .fitness(Problem.sum($0)) }
        let bytes = try JSONEncoder().encode(evolution).count
        #expect(bytes < 20_000 * 90)
    }

    @Test("settings can change between two steps, except size and strategy")
    func newSettings() throws {
        var evolution = try Evolution(genus: Problem.bits(15), settings: .init(), seed: 1)
        var settings = SearchSettings()
        settings.selection = .rank
        try evolution.use(settings)
        #expect(evolution.settings == settings)
        settings.size = 3
        #expect(throws: EvolutionError.needsNewPopulation(setting: "size")) { try evolution.use(settings) }
        settings.size = 0
        #expect(throws: EvolutionError.wrongSetting(name: "size", expected: "1 to 1000000", found: "0")) {
            try evolution.use(settings)
        }
    }

    @Test("stepping returns each phase and loses no organism", arguments: cases)
    func steps(settings: SearchSettings) throws {
        var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 1)
        var phases: Set<Phase> = []
        var members = Set(settings.strategy.joining == .oneByOne ? [] : Array(0..<settings.size))
        for _ in 0..<80 {
            var event: PhaseEvent?
            if evolution.phase == .evaluate {
                #expect(throws: EvolutionError.self) { try evolution.step() }
                for birth in evolution.ask(.max, through: evolution.generation + 1) {
                    event = evolution.tell(birth.id, .fitness(Problem.sum(birth.genome))) ?? event
                }
            } else {
                let phase = evolution.phase
                event = try evolution.step()
                #expect(event?.phase == phase)
            }
            guard let event else { continue }
            phases.insert(event.phase)
            if case .replaced(let born, let gone, let stayed) = event {
                #expect(Set(stayed).isDisjoint(with: gone) && Set(born).isDisjoint(with: stayed))
                // Every organism that existed before or was born now either stays or leaves.
                members.formUnion(born)
                #expect(Set(stayed + gone).isSubset(of: members))
                members.subtract(gone)
                #expect(members == Set(stayed + born).subtracting(gone))
            }
            if case .evaluated(_, let discarded) = event { members.subtract(discarded) }
        }
        #expect(phases == Set(settings.strategy.phases))
    }
}
