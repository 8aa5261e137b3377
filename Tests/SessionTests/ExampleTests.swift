import CommandLanguage
import Foundation
import Session
import Support
import Testing

@Suite struct ExampleTests {
    /// Examples follow one another as on a page; these stand before them all.
    private static let before = "load digits limit 200; training epochs 1; population size 4; evolve 1"

    @Test(arguments: Commands.all.map { $0.grammar.name })
    func `the examples of every help page work as printed`(name: String) async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(Self.before)
        let grammar = try #require(talking.session.grammar.command(named: name)).grammar
        for example in grammar.examples {
            if name == "maximize" || name == "minimize" {
                try await talking.say(example)
            } else {
                let placed = example.replacingOccurrences(of: "'evolution.png'", with: "'\(folder.path)/evolution.png'")
                    .replacingOccurrences(of: "'fittest'", with: "'\(folder.path)/fittest'")
                    .replacingOccurrences(of: "'mine.session'", with: "'\(folder.path)/mine.session'")
                    .replacingOccurrences(of: "'evaluations.", with: "'\(folder.path)/evaluations.")
                if placed.contains(".png"), !FileManager.default.isExecutableFile(atPath: "/usr/bin/gnuplot") {
                    continue
                }
                // What an example changed may have ended the population that the next one shows.
                if ["show", "plot", "train", "export"].contains(name) { try await talking.say("evolve 1") }
                if name == "back" { try await talking.say("step") }
                try await talking.say(placed)
            }
        }
    }
}
