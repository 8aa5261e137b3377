import CommandLanguage
import Expressions
import HelpPages
import Reports
import Scripts
import SearchPreparation
import Support
import Testing

@Suite struct GeneValuesTests {
    /// A gene with values that need quotes, and another that depends on it.
    private static let commands = """
        gene g in 'b c', b-c, "it's", 'a,b', 3, none
        gene f in true, false
        gene h in 1..4 when g is 'b-c' and f is true
        maximize if(g is 'b c', 1, if(g is 'b-c', 10, if(g is "it's", 2, if(g is 'a,b', 3, if(g is 3, 4, 5))))) + \
        if(f is true and g is 'b-c', h, 0)
        population size 40
        evolve 15
        """

    @Test func `values with blanks, hyphens, commas and quotes are compared as they are`() async throws {
        let talking = Talking()
        try await talking.say(Self.commands)
        try await talking.say("expect fittest = 14 and g is 'b-c' and f is true and h = 4")
    }

    @Test func `a recording and a saved session read back the same`() async throws {
        let folder = try TemporaryFolder()
        let sums = """
            genes clear; gene b0..b4 in 0, 1; gene gamma in 1, 2
            maximize if(weight <= 50, profit, 0) * gamma where profit = sum(i in 0..4, b[i] * p[i]), \
            weight = sum(b0..b4 * w), p = [60, 100, 120, 30, 45], w = [10, 20, 30, 5, 15]
            population size 40
            evolve 8
            """
        for (number, commands) in [Self.commands, sums].enumerated() {
            let first = Talking()
            try await first.say(commands)
            let shown = try await first.table("show population")
            try await first.say("record '\(folder.path)/\(number).ns'")
            let replayed = Talking()
            try await replayed.say("run '\(folder.path)/\(number).ns'")
            #expect(try await replayed.table("show population") == shown)
            try await first.say("save session '\(folder.path)/\(number).session'")
            let opened = Talking()
            try await opened.say("open session '\(folder.path)/\(number).session'")
            #expect(try await opened.table("show population") == shown)
            try await first.say("evolve 2")
            try await opened.say("evolve 2")
            #expect(try await opened.table("show population") == first.table("show population"))
        }
    }

    @Test(arguments: [
        ("gene g in 1, 1.0", "gene g: 1 and 1.0 are the same value; remove one of them"),
        ("gene g in 1, 2, '1'", "gene g: 1 and '1' are the same value; remove one of them"),
        (
            "gene g in b-c, d; gene h in 1, 2 when g is b-c",
            "expected a value of g; quote a value with a hyphen, such as 'b-c'"
        ), ("gene g in a, b, a", "gene g: a occurs twice in its values"),
        (
            "gene g in 'b c', d; gene h in 1, 2 when g is bc",
            "bc is not a value of gene g; expected 'b c', d"
        ),
    ])
    func `a repetition or an unknown value is an error`(commands: String, message: String) async {
        let error = await Talking().error(commands)
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }

    @Test func `a quoted number is the number, in conditions too`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene g in '1', '2'; gene h in 5, 6 when g is 2; maximize if(g is 2, h, 0); population size 3; evolve 10")
        try await talking.say("expect fittest = 6")
    }

    @Test func `a gene with the words true and false is a condition of its own`() async throws {
        let talking = Talking()
        try await talking.say("gene f in true, false; gene h in 5, 6 when f; gene k in 1, 2 when not (f)")
        #expect(try await talking.table("genes").map { $0[2] } == ["", "when f is 'true'", "when not (f is 'true')"])
        #expect(await talking.error("gene m in 1, 2 when h") != nil)
    }

    @Test func `integers of a function that were probably meant as reals are reported once`() async throws {
        let talking = Talking()
        try await talking.say("gene x0..x4 in -5..5")
        #expect(talking.session.takeWarnings().isEmpty)
        try await talking.say("minimize sum(x0..x4 ^ 2)")
        #expect(
            talking.session.takeWarnings() == [
                "x0 and 4 more genes can only take 11 integers, because both bounds are integers; for a continuous "
                    + "range write `gene x0 in -5.0..5.0`"
            ])
        try await talking.say("population size 20")
        #expect(talking.session.takeWarnings().isEmpty)
    }

    @Test func `no warning names a constant, an index or a part of the expression`() async throws {
        let talking = Talking()
        let reports = try await talking.say(
            "gene x0..x2 in 0.0..1.0; maximize sum(i in 0..2, x[i] * w[i] * s) + pi * e where w = [1, 2, 3], s = 2")
        for report in reports {
            if case .message(_, let warnings) = report { #expect(warnings.isEmpty) }
        }
    }

    @Test func `an index outside of its family names the gene, with a caret below it`() async {
        let error = await Talking().error(
            "gene x0..x9 in 0, 1; maximize sum(i in 0..10, x[i]); population size 5; evolve 1")
        #expect(error?.contains("there is no gene x10; the family x has x0 to x9") == true, "\(error ?? "no error")")
    }

    @Test func `help functions lists every function and constant`() throws {
        let page = try #require(HelpPage.all.first { $0.name == "functions" })
        for function in Function.all { #expect(page.text.contains("| \(function.usage) | \(function.help) |")) }
        for constant in Constant.all { #expect(page.text.contains("| \(constant.name) | \(constant.summary) |")) }
        let names = Talking().session.knownNames.namesInExpression(of: "maximize").map(\.text)
        for function in Function.all { #expect(names.contains("\(function.name)(")) }
    }
}
