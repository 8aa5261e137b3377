import Evolution
import Reports
import Testing

private let bits =
    "gene b0..b11 in 0, 1; maximize sum(b0..b11); population size 10 elitism 10% selection roulette; step"

extension Talking {
    fileprivate func guesses(_ text: String) async throws -> [GuessReport] {
        try await say(text).compactMap { if case .guess(let guess) = $0 { guess } else { nil } }
    }
}

@Suite struct GuessTests {
    @Test func `a guess runs the phase and is compared with its result`() async throws {
        let talking = Talking()
        try await talking.say(bits)
        let elites = try await talking.guesses("guess elites 0, 1, 2, 3, 4, 5, 6, 7, 8, 9")
        // Two births are equally fit, and one of them became the elite at random: both are right answers.
        #expect(elites.first?.right == 2)
        #expect(elites.first?.count == 10)
        #expect(abs((elites.first?.expected ?? 0) - 2) < 1e-9)
        #expect(elites.first?.table.rows.count { $0[1] == "elite" } == 1)
        #expect(elites.first?.table.rows.count { $0[1] == "equal" } == 1)
        let breeders = try await talking.guesses("guess breeders 0, 1, 2, 3, 4, 5, 6, 7, 8, 9")
        let drawn = try #require(breeders.first)
        #expect(drawn.right == drawn.table.rows.count { $0[2] != "0" })
        #expect(drawn.expected > 4 && drawn.expected < 8)
        #expect(drawn.score.count == 20)
        #expect(await talking.error("guess breeders 0") == "the next phase is breed, not breeders; try `step`")
    }

    @Test func `a guess about a phase counts once, and does not change the evolution`() async throws {
        let guessing = Talking()
        try await guessing.say("\(bits); guess elites 0; back")
        let again = try await guessing.guesses("guess elites 1")
        #expect(again.first?.isCounted == false)
        #expect(again.first?.score.count == 1)
        let stepping = Talking()
        try await stepping.say("\(bits); step")
        #expect(try await guessing.table("show elites") == stepping.table("show elites"))
        try await guessing.say("evolve 3")
        try await stepping.say("evolve 3")
        #expect(try await guessing.table("show population") == stepping.table("show population"))
    }

    @Test func `a guessed number of draws is right within one`() async throws {
        let talking = Talking()
        let guesses = try await talking.guesses("\(bits); step; guess breeders 0 times 1000")
        #expect(guesses.first?.right == 0)
        #expect((guesses.first?.expected ?? 1) < 1e-9)
        #expect(
            await talking.error("guess breeders 0, 1 times 2")
                == "`times` needs exactly one breeder")
        #expect(await talking.error("guess elites x") == "expected numbers of births such as `3, 7`")
        #expect(await talking.error("guess elites 3 7") == "expected a comma between \"3\" and \"7\", or `times`")
    }

    @Test func `the probabilities of sampled elites add up to their number`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene b0..b5 in 0, 1; maximize sum(b0..b5); population size 6 elitism 50% elites sampled selection roulette; step"
        )
        let all = try await talking.guesses("guess elites 0, 1, 2, 3, 4, 5")
        // Three of six are chosen, whichever they are.
        #expect(all.first?.right == 3)
        #expect(abs((all.first?.expected ?? 0) - 3) < 0.01)
    }

    @Test func `explained phases state their purpose`() async throws {
        let reports = try await Talking().say("explain on; \(bits); step; step; step; step; step; explain off; step")
        let steps = reports.compactMap { if case .step(let step) = $0 { step } else { nil } }
        #expect(steps.count == 7)
        #expect(steps.dropLast().allSatisfy { $0.reason?.hasPrefix("Why: ") == true })
        #expect(Set(steps.compactMap(\.reason)).count == 6)
        #expect(steps.last?.reason == nil)
    }

    @Test func `the table shows both parents with the cut, beside the child`() async throws {
        let steps = try await Talking().say("\(bits); step 3").compactMap {
            if case .step(let step) = $0 { step } else { nil }
        }
        let table = try #require(steps.last?.table)
        for row in table.rows where row[1].contains("|") {
            let (mother, father, child) = (row[1].split(separator: "|"), row[3].split(separator: "|"), row[5])
            #expect(child == "\(mother[0])|\(father[1])")
        }
    }

    @Test func `an improvement is positive when minimizing, too`() async throws {
        let talking = Talking()
        try await talking.say("gene y in -50..50; gene z in 0..9; minimize y ^ 2 + 0 * z; population size 20; evolve 8")
        var seen = 0
        for birth in 20..<160 {
            guard case .story(let story)? = try await talking.say("why \(birth)").last,
                let line = story.lines.first(where: { $0.hasPrefix("mutations: y ") && !$0.contains(",") }),
                let change = line.firstMatch(of: /y (-?\d+) → (-?\d+) \(worth ([+-])/),
                let before = Int(change.1), let after = Int(change.2), abs(before) != abs(after)
            else { continue }
            seen += 1
            #expect((abs(after) < abs(before)) == (change.3 == "+"), "\(line)")
        }
        #expect(seen > 3)
    }

    @Test func `before its evaluation a birth has no rank`() async throws {
        let talking = Talking()
        try await talking.say("gene b0..b9 in 0, 1; maximize sum(b0..b9); population size 10; step 6")
        guard case .story(let story)? = try await talking.say("why 12").last else { return }
        #expect(story.lines[0].contains("not evaluated yet"))
        #expect(!story.lines.contains { $0.hasPrefix("rank ") })
    }

    @Test func `children are clones without a father if there is only one gene`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..1000; maximize x; population size 10; evolve 3")
        for birth in 10..<30 {
            guard case .story(let story)? = try await talking.say("why \(birth)").last else { continue }
            #expect(story.birth.mother != nil && story.birth.father == nil)
        }
        for report in try await talking.say("step 4") {
            if case .step(let step) = report { #expect(!step.lines.contains { $0.contains("by crossing two") }) }
        }
    }

    @Test func `a small probability is not shown as 0`() {
        #expect(Numbers.chance(0.0003) == "< 0.1%")
        #expect(Numbers.chance(0) == "0%" && Numbers.chance(1) == "100%")
        #expect(Numbers.chance(0.9998) == "> 99.9%" && Numbers.chance(0.025) == "2.5%")
    }

    @Test func `a story shows the effect of each mutation`() async throws {
        let talking = Talking()
        let stories = try await talking.say("\(bits); evolve 8; why").compactMap {
            if case .story(let story) = $0 { story } else { nil }
        }
        for line in stories[0].lines where line.hasPrefix("mutations: ") {
            for change in line.dropFirst("mutations: ".count).split(separator: ", ") {
                let isUp = change.contains("0 → 1")
                #expect(change.hasSuffix(isUp ? "(worth +1)" : "(worth -1)"))
            }
        }
    }

    @Test func `the worth of a change is 0 where only rounding differs`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene a0..a9 in 0, 1; maximize 0.3 + sum(a0..a9) * 5.5e-17; population size 10; evolve 6")
        var changes = 0
        for birth in 10..<60 {
            for case .story(let story) in try await talking.say("why \(birth)") {
                // The objective has such a number, too.
                for worth in story.lines.flatMap({ $0.split(separator: "(worth ").dropFirst() }) {
                    changes += 1
                    #expect(worth.prefix { $0 != ")" }.allSatisfy { $0 == "0" || $0 == "+" || $0 == "." }, "\(worth)")
                }
            }
        }
        #expect(changes > 0)
    }
}

@Suite struct WhatIfTests {
    private let search =
        "gene b0..b19 in 0, 1; maximize sum(b0..b19); population size 10 mutation 80%; evolve 3; whatif mark"

    @Test func `alternatives begin at the marked moment and are kept`() async throws {
        let talking = Talking()
        try await talking.say("\(search); evolve 5")
        let first = try await talking.table("show history")
        try await talking.say("whatif back; evolve 5")
        #expect(try await talking.table("show history") == first)
        try await talking.say("whatif back; population elitism 0%; evolve 6")
        let ways = try await talking.table("whatif")
        #expect(ways.map { $0[0] } == ["as it was", "as it was (2)", "elitism 0%"])
        #expect(ways.map { $0[1] } == ["8", "8", "9"])
        #expect(ways[0].dropFirst() == ways[1].dropFirst())
        let drawn = try await talking.say("whatif plot; whatif plot mean")
        #expect(drawn.count { if case .figure = $0 { true } else { false } } == 2)
        try await talking.say("whatif back 'mine'; population")
        #expect(try await talking.table("whatif").last?[0] == "mine")
        #expect(await talking.error("whatif back 'nothing'") == nil)
        #expect(try await talking.table("whatif").count == 3)
    }

    @Test func `going back needs a marked moment`() async throws {
        let talking = Talking()
        #expect(await talking.error("whatif back") == "no moment is marked to go back to; try `whatif mark`")
        #expect(await talking.error("whatif mark") == "there is no population yet; try `load digits`")
        try await talking.say("\(search); undo")
        #expect(await talking.error("whatif plot") == "no moment is marked; try `whatif mark`")
    }
}
