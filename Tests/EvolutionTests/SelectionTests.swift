import Evolution
import Testing

@Suite("Selection")
struct SelectionTests {
    /// Returns a population with these fitness values (nil: failed), ready for selection.
    private func evolution(_ fitness: [Double?], _ selection: Selection, seed: UInt64 = 1) throws -> Evolution {
        let genus = try Genus([
            Gene("x", in: .integers(first: 0, last: fitness.count - 1, step: 1, scale: .linear)),
            Gene("y", in: .integers(first: 0, last: 1, step: 1, scale: .linear)),
        ])
        var settings = SearchSettings()
        settings.size = fitness.count
        settings.selection = selection
        settings.breeding = try #require(Fraction(1))
        var evolution = try Evolution(genus: genus, settings: settings, seed: seed)
        for (birth, value) in zip(evolution.ask(.max), fitness) {
            evolution.tell(birth.id, value.map { .fitness($0) } ?? .failure("failed"))
        }
        _ = try evolution.step()
        return evolution
    }

    private func probabilities(_ fitness: [Double?], _ selection: Selection) throws -> [Double] {
        selection.probabilities(of: try evolution(fitness, selection).population)
    }

    private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
        zip(left, right).allSatisfy { abs($0 - $1) < 1e-12 }
    }

    @Test("the roulette probabilities of 4, 3, 2, 1 are .4 .3 .2 .1")
    func roulette() throws {
        #expect(isNear(try probabilities([4, 3, 2, 1], .roulette), [0.4, 0.3, 0.2, 0.1]))
    }

    @Test("negative fitness does not reverse the roulette, and zeros do not break it")
    func anyRealFitness() throws {
        let negative = try probabilities([-1, -2, -3, -4], .roulette)
        #expect(zip(negative, negative.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 })
        #expect(isNear(try probabilities([0, 0, 0, 0], .roulette), [0.25, 0.25, 0.25, 0.25]))
        #expect(isNear(try probabilities([-2, -2], .roulette), [0.5, 0.5]))
        let huge = try probabilities([1e308, -1e308, 0], .roulette)
        #expect(huge.allSatisfy { $0.isFinite } && abs(huge.reduce(0, +) - 1) < 1e-12)
    }

    @Test("organisms with a failed or NaN fitness are never drawn while others exist", arguments: Selection.all)
    func failures(selection: Selection) throws {
        #expect(try probabilities([1, nil, .nan, 3, .infinity], selection)[1] == 0)
        let probabilities = try probabilities([1, nil, .nan, 3, .infinity], selection)
        #expect(probabilities[2] == 0 && probabilities[4] == 0 && probabilities[3] > 0)
        #expect(isNear(try self.probabilities([nil, nil], .roulette), [0.5, 0.5]))
    }

    @Test("a fitter organism is never less likely", arguments: Selection.all)
    func fitterIsLikelier(selection: Selection) throws {
        let probabilities = try probabilities([9, 7, 7.5, -3, 0, 2], selection)
        let order = [0, 2, 1, 5, 4, 3].map { probabilities[$0] }
        #expect(zip(order, order.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(order[0] > order[5])
        #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
    }

    @Test("linear ranking, tournament and truncation have their textbook probabilities")
    func formulas() throws {
        #expect(isNear(try probabilities([10, 1000, 1], .rank), [2 / 6.0, 3 / 6.0, 1 / 6.0]))
        #expect(isNear(try probabilities([1, 2], .tournament(size: 2)), [0.25, 0.75]))
        #expect(isNear(try probabilities([1, 2, 3], .tournament(size: 3)), [1 / 27.0, 7 / 27.0, 19 / 27.0]))
        #expect(isNear(try probabilities([1, 2, 3, 4, 5], .truncation), [0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0]))
    }

    @Test("draws match the probabilities (chi-square over 40,000 draws)", arguments: Selection.all)
    func frequencies(selection: Selection) throws {
        let fitness: [Double?] = [3, 1, 4, 1.5, 9, 2.6, nil, 5]
        var counts = [Double](repeating: 0, count: fitness.count)
        var probabilities: [Double] = []
        for seed in 0..<5000 {
            var evolution = try evolution(fitness, selection, seed: UInt64(seed))
            probabilities = selection.probabilities(of: evolution.population)
            let draws = try #require(try evolution.step().breeders).draws
            #expect(draws.count == 8)
            for draw in draws { counts[draw] += 1 }
        }
        let total = counts.reduce(0, +)
        #expect(total == 40_000)
        var square = 0.0
        for (count, share) in zip(counts, probabilities) {
            if share == 0 {
                #expect(count == 0)
            } else {
                square += (count - share * total) * (count - share * total) / (share * total)
            }
        }
        // 6 degrees of freedom: above 30 in 4 of 100,000 cases.
        #expect(square < 30)
    }

    @Test("with stochastic universal sampling, the draws of each differ from their expected number by less than one")
    func universal() throws {
        for seed in 0..<200 {
            var evolution = try evolution([4, 3, 2, 1, 10, 5, 7, 8], .stochasticUniversal, seed: UInt64(seed))
            let (wheel, draws) = try #require(try evolution.step().breeders)
            for field in wheel {
                #expect(abs(Double(draws.count { $0 == field.organism }) - field.share * 8) < 1)
            }
        }
    }

    @Test("words identify the choices")
    func words() {
        for choice in Selection.all { #expect(Selection(named: choice.name) == choice) }
        for choice in Crossover.all { #expect(Crossover(named: choice.name) == choice) }
        for choice in Mutation.all { #expect(Mutation(named: choice.name) == choice) }
        for choice in EliteChoice.all { #expect(EliteChoice(named: choice.name) == choice) }
        for choice in Strategy.all { #expect(Strategy(named: choice.name) == choice) }
        #expect(Selection(named: "lottery") == nil)
    }
}

extension PhaseEvent {
    fileprivate var breeders: (wheel: [WheelShare], draws: [Int])? {
        if case .breeders(let wheel, let draws) = self { (wheel, draws) } else { nil }
    }
}
