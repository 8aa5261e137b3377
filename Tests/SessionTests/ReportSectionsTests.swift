import CommandLanguage
import Foundation
import Support
import Testing
import Time

@Suite struct ReportSectionsTests {
    /// Returns the page and the Markdown text of a session.
    private static func pages(of talking: Talking) async throws -> (page: String, text: String) {
        let folder = try TemporaryFolder()
        try await talking.say("report to '\(folder.path)/a.html'; report to '\(folder.path)/a.md'")
        func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path + name, encoding: .utf8) }
        return (try text("/a.html"), try text("/a.md"))
    }

    @Test func `several objectives have a front, and its knee is described`() async throws {
        let talking = Talking()
        let search = "gene x in -10.0..10.0; minimize x^2 and minimize (x - 2)^2; population size 20"
        try await talking.say("\(search); evolve 10")
        let (page, text) = try await Self.pages(of: talking)
        let front = try await talking.table("show front")
        #expect(page.contains("<section id=\"front\""))
        #expect(page.contains("Of 200 evaluations, \(front.count) genomes are on the Pareto front"))
        #expect(page.contains("\"measures\":[{\"name\":\"(x - 2) ^ 2\""))
        #expect(text.contains("## The knee of the front"))
        #expect(!page.contains("Fitness by generation"))
    }

    @Test func `an experiment has its sentences, its table and its figures`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            gene x0..x19 in 0, 1; maximize sum(x0..x19); population size 10; evolve 1
            experiment "elitism" seeds 1..8 evolve 5
            way "none" population elitism 0%
            way "20%" population elitism 20%
            end
            """)
        let (page, text) = try await Self.pages(of: talking)
        #expect(page.contains("<section id=\"experiment\""))
        #expect(page.contains("Best so far by evaluations") && page.contains("Runs that reached the target"))
        #expect(text.contains("experiment \"elitism\""))
    }

    @Test func `conditions are part of what was asked, and violations are warnings`() async throws {
        let talking = Talking()
        try await talking.say(
            "load digits limit 100; training epochs 1..3; genes clear; gene neurons0 in 4, 16; population size 4; "
                + "require parameters <= 500; require accuracy >= 0.999; evolve 2")
        let (page, text) = try await Self.pages(of: talking)
        #expect(page.contains("accuracy &gt;= 0.999") && page.contains("before birth"))
        #expect(page.contains("No genome meets all conditions yet"))
        #expect(page.contains("{\"name\":\"violation\""))
        #expect(text.contains("violates conditions by"))
        // Trainings that may end early have a section of their own, and a column.
        #expect(page.contains("<section id=\"budgets\"") && page.contains("{\"name\":\"epochs\""))
    }

    @Test func `the best of a generation that the time limit stopped is described as such`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/noted"
        // Values rise, so that the last one is the best.
        let program = try folder.write(
            Array("echo $NS_x >> \(path); wc -l < \(path)\n".utf8), to: "program.sh")
        let time = ManualTime.leaping(by: .seconds(1_000)) {
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count >= 11
        }
        let talking = Talking(workers: 1, time: time)
        try await talking.say(
            "gene x in 1..100000; population size 8 litter 1; strategy evolution; "
                + "maximize output of 'sh \(program)'; evolve 1; evolve 3 for 10s")
        let (page, text) = try await Self.pages(of: talking)
        #expect(page.contains("in the unfinished generation 2."))
        #expect(text.contains("The time limit stopped generation 2"))
    }
}
