import Foundation
import Plots
import Reports
import Support
import Testing

@Suite struct PlotTests {
    private func figure(_ talking: Talking, _ text: String) async throws -> Figure {
        for report in try await talking.say(text) { if case .figure(let figure) = report { return figure } }
        throw CocoaError(.featureUnsupported)
    }

    private func numbers() async throws -> Talking {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..50; gene word in b, a, c; gene rate in 1e-5..1e-1 log; gene y in 1..9 when word is a; "
                + "maximize if(word is a, x + y, x + 1) + 0 * log(rate); population size 10; evolve 6")
        return talking
    }

    @Test func `the fractions of the values of each gene add up to 1 in each generation`() async throws {
        let figure = try await figure(try await numbers(), "plot genes")
        guard case .cells(let cells)? = figure.layers.first?.shape, let names = figure.vertical.names else {
            Issue.record("no cells")
            return
        }
        #expect(cells.rows.allSatisfy { $0.count == 6 })
        #expect(names.count == cells.rows.count)
        for generation in 0..<6 {
            let sum = cells.rows.reduce(0) { $0 + ($1[generation] ?? 0) }
            #expect(abs(sum - 4) < 1e-9)
        }
        #expect(names.contains { $0.text == "word  b" })
        #expect(names.contains { $0.text == "inactive" })
    }

    @Test func `genes are chosen by name, with a star for any ending`() async throws {
        let talking = try await numbers()
        let chosen = try await figure(talking, "plot genes of wo*, word")
        #expect(chosen.vertical.names?.map(\.text) == ["c", "a", "word  b"])
        #expect(
            await talking.error("plot genes of wrd")
                == "there is no gene \"wrd\"; the genes are x, word, rate, y; did you mean \"word\"?")
        #expect(
            await talking.error("plot diversity of x")
                == "`of` works only with `plot genes`, `plot parallel` and `plot importance`")
    }

    @Test func `every figure can be drawn after one generation and after failures`() async throws {
        for subject in ["", "genes", "parallel", "diversity", "lineage", "discrete", "max only"] {
            let talking = Talking()
            try await talking.say(
                "gene x in -2..2; gene y in 1..3; maximize sqrt(x) + y; population size 6; evolve 1")
            _ = try await figure(talking, "plot \(subject)")
            try await talking.say("evolve 3")
            _ = try await figure(talking, "plot \(subject)")
        }
    }

    @Test func `no gene explains anything if all genomes are equally fit`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize 0 * x; population size 6; evolve 4; plot; plot parallel")
        #expect(
            await talking.error("plot importance") == "gene importance cannot be computed: all genomes are equally fit")
    }

    @Test func `the gene that determines the fitness is the important one`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..50; gene y in 1..50; maximize x + 0 * y; strategy random; population size 50; evolve 4")
        let figure = try await figure(talking, "plot importance")
        #expect(figure.vertical.names?.last?.text == "x")
        let reports = try await Talking().say(
            "gene x in 1..50; maximize x; population size 5; evolve 1; plot importance")
        #expect(reports.contains { if case .warning = $0 { true } else { false } })
    }

    @Test func `the training curves of the fittest come from the memory, one line per fold`() async throws {
        let talking = Talking()
        try await talking.say("load iris; training epochs 3; population size 4; evolve 1")
        let drawn = try await figure(talking, "plot training")
        guard case .line(let losses)? = drawn.layers.last?.shape, let scores = drawn.below.first,
            case .line(let accuracies)? = scores.layers.first?.shape
        else {
            Issue.record("no lines")
            return
        }
        #expect(losses.map(\.count) == [3, 3, 3, 3, 3])
        #expect(accuracies.count == 5)
        #expect(scores.vertical.label == "accuracy")
        let fittest = try await talking.say("show fittest")
        let report = try #require(fittest.last?.fittest)
        let best = accuracies.map { $0.map(\.y).max() ?? 0 }.reduce(0, +) / 5
        #expect(best >= report.value - 1e-6)
        try await talking.say("forget all")
        #expect(
            await talking.error("plot training")
                == "the training curves of the fittest are no longer in the memory; try `reset; evolve 1`")
    }

    @Test func `the lineage of the fittest goes back to the first generation`() async throws {
        let talking = try await numbers()
        let figure = try await figure(talking, "plot lineage")
        let starts = figure.layers.dropFirst().flatMap { layer -> [Double] in
            switch layer.shape {
            case .line(let pieces), .dashed(let pieces): pieces.joined().map(\.x)
            default: []
            }
        }
        #expect(starts.min() == 1)
        #expect(await talking.error("plot lineage 60") == "there is no birth 60: the last birth is 59")
    }

    @Test func `settled genes are marked, and a model or random genomes show their importance`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            gene k in red, green; gene i in 0..6; gene z in 0.0..1.0
            maximize if(k is red, 1, 0) + i / 8 + z / 10
            population size 20; evolve 60
            """)
        func labels(_ text: String) async throws -> [String] {
            let figure = try await figure(talking, text)
            guard case .labels(let labels)? = figure.layers.last?.shape else { return [] }
            let names = (figure.vertical.names ?? []).map(\.text)
            return zip(names, labels).map { "\($0) \($1.text)" }
        }
        #expect(try await labels("plot importance").contains { $0.hasPrefix("k ") && $0.hasSuffix(" settled") })
        let model = try await labels("plot importance by model")
        #expect(model.last?.hasPrefix("k ") == true, "\(model)")
        #expect(model.contains { $0.hasPrefix("interactions") })
        let random = try await labels("compare random searches 1; plot importance")
        #expect(!random.contains { $0.hasSuffix("settled") })
        // Among the fittest tenth of all genomes k is red in all and i is 5 or 6: one of two values says less than two of seven
        // (Pearson divergences 1 and 2.5 at least).
        #expect(random.last?.hasPrefix("i ") == true, "\(random)")
    }

    @Test func `random search is drawn with the band of its repetitions`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..1000; maximize x; population size 10; evolve 5; compare random")
        let figure = try await figure(talking, "plot compare")
        guard case .band(let bands)? = figure.layers.first?.shape, let band = bands.first else {
            Issue.record("no band")
            return
        }
        #expect(figure.layers.first?.name == "95% of random searches")
        #expect(figure.layers.map(\.name).contains("random, median"))
        #expect(band.first?.x == 1 && band.last?.x == 50)
        #expect(band.allSatisfy { $0.low <= $0.high })
        #expect(zip(band, band.dropFirst()).allSatisfy { $0.low <= $1.low && $0.high <= $1.high })
        let single = try await self.figure(talking, "compare random searches 1; plot compare")
        #expect(single.layers.first?.name == "95% prediction from one random search, open above")
        let grid = try await talking.say("compare grid; plot compare")
        let other = try #require(grid.last?.figure)
        #expect(!other.layers.contains { if case .band = $0.shape { true } else { false } })
    }

    @Test func `evolve live ends with its plot`() async throws {
        let reports = try await Talking().say("gene x in 1..9; maximize x; population size 5; evolve 3 live")
        guard case .figure(let figure)? = reports.dropLast().last, case .evolved? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(figure.layers.map(\.name) == ["one standard deviation", "mean", "maximum"])
    }
}

@Suite struct TableFileTests {
    @Test func `an exported table is the same as the one shown`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "gene x in 1..50; gene word in 'b,c', a; minimize if(word is a, x, x); population size 8; evolve 2")
        let shown = try await talking.table("show population by x reversed first 3")
        try await talking.say(
            "export csv '\(folder.path)/a.csv' of population by x reversed first 3; "
                + "export json '\(folder.path)/a.json' of population by fitness first 3")
        let csv = try String(contentsOfFile: "\(folder.path)/a.csv", encoding: .utf8).split(separator: "\r\n")
        #expect(csv.first == "birth,generation,fitness,x,word")
        #expect(
            csv.dropFirst().map { $0.split(separator: ",").prefix(4).map(String.init) }
                == shown.map { Array($0.prefix(4)) })
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.json")))
        let rows = try #require(json as? [[String: Any]])
        let fitness = rows.compactMap { $0["fitness"] as? Double }
        #expect(fitness.count == 3)
        // The fittest come first: the lowest values when minimizing.
        #expect(fitness == fitness.sorted())
        #expect(
            await talking.error("export csv 'a.csv' first 3")
                == "`first` needs a table; add one, for example `of population`")
    }
}
