import Reports
import Support
import Testing

/// The values of a front and of a program's numbers in `expect` and as variables of scripts.
@Suite struct FrontFactsTests {
    private let talking = Talking()

    private func printed(_ names: String) async throws -> String {
        let reports = try await talking.say("print \(names)")
        guard case .printed(let text)? = reports.last else { return "\(reports)" }
        return text
    }

    @Test func `the named numbers of a program are those of the knee`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("echo \"{\\\"cost\\\": $1, \\\"test\\\": $2}\"\n".utf8), to: "two.sh")
        try await talking.say(
            "gene x in 3..5; gene y in 7..9; population size 6 litter 1; "
                + "minimize output of 'sh \(folder.path)/two.sh {x} {y}' named cost and maximize output named test; evolve 6"
        )
        // The name `test` is also that of a fact.
        try await talking.say("expect cost = x and test = y and cost >= 3 and test <= 9")
        try await talking.say("expect objective1 = cost and objective2 = test and birth >= 0 and front >= 1")
        #expect(try await printed("$cost $test") == printed("$x $y"))
        #expect(try await printed("$objective1 $objective2") == printed("$x $y"))
        #expect(await talking.error("expect cost > 5")?.hasPrefix("expected cost > 5, found cost = ") == true)
        #expect(await talking.error("expect cots > 5")?.contains("did you mean \"cost\"?") == true)
    }

    @Test func `the numbers of a program without names are output and output2`() async throws {
        try await talking.say(
            "gene x in 3..5; population size 3 litter 1; "
                + "minimize output of 'echo {x} 8' and maximize output; evolve 3")
        try await talking.say("expect output = x and output2 = 8 and objective1 = x and objective2 = 8")
        #expect(try await printed("$output2") == "8")
    }

    @Test func `the only number of a program is its output, and the fittest`() async throws {
        try await talking.say(
            "gene x in 3..5; population size 3 litter 1; maximize output of 'echo gain={x}' named gain; evolve 3")
        try await talking.say("expect gain = fittest and objective1 = fittest and gain = x")
        try await talking.say("maximize output of 'echo {x}'; evolve 3; expect output = fittest")
    }

    @Test func `the values of expressions on the front have numbers`() async throws {
        #expect(await talking.error("print $objective1")?.contains("objective1") == true)
        try await talking.say("\(ShowFrontTests.search)")
        try await talking.say("expect objective1 = x + y and objective2 = x - y and hypervolume > 0")
        guard case .fittest(let report)? = try await talking.say("show fittest").last, let front = report.front else {
            Issue.record("no front")
            return
        }
        #expect(try await printed("$birth $front") == "\(front.birth) \(front.size)")
        #expect(try await printed("$hypervolume") == "\(front.hypervolume ?? 0)")
    }

    @Test func `a gene with the name of such a value comes first`() async throws {
        try await talking.say(
            "gene birth in 50..60; gene x in 0..9; maximize birth and minimize birth - x; population size 6; evolve 2")
        try await talking.say("expect birth >= 50 and objective1 = birth")
    }
}
