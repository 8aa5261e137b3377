import CommandLanguage

/// A line of help that holds what was searched for.
public struct HelpFinding: Codable, Hashable, Sendable {
    /// What shows all of it: `help evolve`.
    public let topic: String
    /// The line.
    public let line: String
}

/// Finds words anywhere in the help: in commands, their settings, the words of other rooms, and pages.
struct HelpSearch {
    /// The most lines of one command or page.
    private static let mostLines = 4

    let grammar: Grammar

    func findings(of words: [String]) -> [HelpFinding] {
        let wanted = words.map { $0.lowercased() }
        func holds(_ text: String) -> Bool {
            let text = text.lowercased()
            return wanted.allSatisfy { text.contains($0) }
        }
        var found: [HelpFinding] = []
        func search(_ topic: String, _ summary: String, _ lines: [String]) {
            let fitting = lines.filter(holds).prefix(Self.mostLines)
            if !fitting.isEmpty {
                found += fitting.map { HelpFinding(topic: topic, line: $0) }
            } else if holds(([summary] + lines).joined(separator: " ")) {
                found.append(HelpFinding(topic: topic, line: summary))
            }
        }
        for command in grammar.commands.map({ $0.grammar }) {
            search("help \(command.name)", command.summary, lines(of: command))
        }
        for page in HelpPage.all {
            search(
                "help \(page.name)", page.summary, [page.summary] + page.text.split(separator: "\n").map(String.init))
        }
        return found
    }

    private func lines(of command: CommandGrammar) -> [String] {
        let parts = command.form.parts.map { "\($0.text)  \($0.help)" }
        let words = command.form.vocabularies.flatMap(grammar.vocabulary.words).map { entry in
            entry.summary.isEmpty ? entry.word : "\(entry.word)  \(entry.summary)"
        }
        let sentences = command.discussion.split(separator: "\n\n").flatMap { $0.split(separator: ". ") }
        return [command.summary] + parts + words + sentences.map(String.init)
    }
}
