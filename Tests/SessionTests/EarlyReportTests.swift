import Foundation
import Support
import Testing
import Time

/// Reports before the first generation is finished.
@Suite struct EarlyReportTests {
    /// Returns the page and the Markdown text of a session.
    private static func pages(of talking: Talking) async throws -> (page: String, text: String) {
        let folder = try TemporaryFolder()
        try await talking.say("report to '\(folder.path)/a.html'; report to '\(folder.path)/a.md'")
        func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path + name, encoding: .utf8) }
        return (try text("/a.html"), try text("/a.md"))
    }

    private static func sections(_ page: String) -> [String] {
        page.matches(of: /<section id="([a-z]+)"/).map { String($0.output.1) }
    }

    @Test func `an empty session has a page with its settings`() async throws {
        let (page, text) = try await Self.pages(of: Talking())
        #expect(Self.sections(page) == ["search", "reproducibility"])
        #expect(page.contains("Nothing has been evolved yet."))
        #expect(text.contains("population size"))
    }

    @Test func `data, genes and objective are described before the first generation`() async throws {
        let talking = Talking()
        try await talking.say("load wine; population size 7; seed 5")
        let (page, text) = try await Self.pages(of: talking)
        #expect(Self.sections(page) == ["search", "data", "genes", "reproducibility"])
        #expect(page.contains("maximize accuracy") && page.contains("proline") && page.contains("neurons0"))
        #expect(page.contains("<code>evolve</code> begins the search"))
        #expect(text.contains("## The search space") && text.contains("seed of the search"))
    }

    @Test func `an experiment alone is reported`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            gene x0..x9 in 0, 1; maximize sum(x0..x9); population size 6
            experiment "elitism" seeds 1..3 evolve 2
            way "none" population elitism 0%
            way "20%" population elitism 20%
            end
            """)
        let (page, text) = try await Self.pages(of: talking)
        #expect(Self.sections(page) == ["search", "genes", "experiment", "reproducibility"])
        #expect(text.contains("experiment \"elitism\""))
    }

    @Test func `a live page begins before the search and follows it`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.html"
        let talking = Talking()
        try await talking.say("gene x in 0..9; maximize x; population size 5; report to '\(path)' live")
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("data-seconds"))
        try await talking.say("evolve 2")
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("of 10 evaluations is"))
    }

    @Test func `genomes with unknown values wait for them`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 0..9; maximize told; population size 5; ask 2")
        let (page, _) = try await Self.pages(of: talking)
        #expect(page.contains("<code>tell</code> takes their values"))
    }

    @Test func `the best genome of a stopped first generation is described`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/noted"
        let program = try folder.write(Array("echo $NS_x >> \(path); wc -l < \(path)\n".utf8), to: "program.sh")
        let time = ManualTime.leaping(by: .seconds(1_000)) {
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count >= 3
        }
        let talking = Talking(workers: 1, time: time)
        try await talking.say(
            "gene x in 1..100000; population size 8 litter 1; strategy evolution; "
                + "maximize output of 'sh \(program)'; evolve 3 for 10s")
        let (page, _) = try await Self.pages(of: talking)
        #expect(Self.sections(page) == ["search", "genes", "fittest", "reproducibility"])
        #expect(page.contains("the time limit stopped generation 1 after"))
    }
}
