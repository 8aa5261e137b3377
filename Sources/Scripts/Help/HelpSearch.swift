import CommandLanguage
import CommandParsing
import HelpPages
import Reports
import Session
import Suggestions

/// Searches all help texts: commands, their settings, the vocabularies of other modules, pages and lessons.
///
/// The definition of a term of the field comes first. Then come commands, pages and lessons with the query among their
/// search terms, each with its summary, and lines that contain every word of the query: whole words, singular or plural,
/// in British or American spelling.
struct HelpSearch {
    /// The maximum number of lines of one command or page.
    private static let linesPerTopic = 4

    let grammar: Grammar

    /// A command, page or lesson with its texts.
    private struct Topic {
        let name: String
        let summary: String
        let searchTerms: [String]
        let lines: [String]
    }

    /// Returns the lines that contain the words, the best first.
    ///
    /// - Complexity: O(length of all help texts).
    func findings(of words: [String]) -> [HelpFinding] {
        let query = words.flatMap(HelpWords.stems)
        guard !query.isEmpty else { return [] }
        let topics = topics
        let terms = topics.map { topic in topic.searchTerms.map(HelpWords.stems) }
        func named(where fits: ([String]) -> Bool) -> [Int] {
            topics.indices.filter { terms[$0].contains(where: fits) }
        }
        let exact = named { $0 == query }
        let partial = named { $0.firstRange(of: query) != nil }.filter { !exact.contains($0) }
        let byTerm = (exact + partial).map { HelpFinding(topic: topics[$0].name, line: topics[$0].summary) }
        let byLine = topics.flatMap { topic in
            let wanted = Set(query)
            let fitting = topic.lines.filter { wanted.isSubset(of: HelpWords.vocabulary(of: $0)) }
            if fitting.isEmpty, wanted.isSubset(of: HelpWords.vocabulary(of: topic.lines.joined(separator: " "))) {
                return [HelpFinding(topic: topic.name, line: topic.summary)]
            }
            return fitting.prefix(Self.linesPerTopic).map { HelpFinding(topic: topic.name, line: $0) }
        }
        let found = definitions(of: query) + byTerm
        return found + byLine.filter { !found.contains($0) }
    }

    /// Returns the rows of the page of terms that define the query.
    private func definitions(of query: [String]) -> [HelpFinding] {
        HelpPage.all.filter { $0.name == "terms" }.flatMap { page in
            page.rows.filter { HelpWords.stems($0.first ?? "") == query }.map { row in
                HelpFinding(topic: "help \(page.name)", line: row.joined(separator: ": "))
            }
        }
    }

    /// Returns the word of the help that is nearest to a word of a query without findings; nil if none is near. Names
    /// of commands and pages come first, then search terms, settings, and the words of vocabularies.
    ///
    /// - Complexity: O(length of all help texts).
    func nearest(to words: [String]) -> String? {
        let names = grammar.commands.map { $0.grammar.name } + HelpPage.all.map(\.name)
        let terms = Set(
            topics.flatMap(\.searchTerms).flatMap(Self.words)
                + grammar.commands.flatMap { $0.grammar.form.parts.flatMap { Self.words($0.text) } }
                + Vocabulary.Kind.allCases.flatMap { grammar.vocabulary.words($0).map(\.word) })
        for word in words {
            if let name = Suggestion.nearest(to: word, among: names) { return name }
            if !terms.contains(word), let term = Suggestion.nearest(to: word, among: terms) { return term }
        }
        return nil
    }

    /// Returns the words of a text that are long enough to be recognized when they are misspelt.
    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0 == "_") }.filter { $0.count > 3 }.map(String.init)
    }

    private var topics: [Topic] {
        grammar.commands.map { command in
            let grammar = command.grammar
            return Topic(
                name: "help \(grammar.name)", summary: grammar.summary, searchTerms: grammar.searchTerms,
                lines: lines(of: grammar))
        }
            + HelpPage.all.map { page in
                Topic(
                    name: "help \(page.name)", summary: page.summary, searchTerms: page.searchTerms,
                    lines: [page.summary] + page.plainLines)
            }
            + Lesson.all.map { lesson in
                Topic(
                    name: "lesson \(lesson.name)", summary: lesson.title, searchTerms: lesson.searchTerms,
                    lines: [lesson.title] + lesson.sentences)
            }
    }

    private func lines(of command: CommandGrammar) -> [String] {
        let parts = command.form.parts.map { "\($0.text)  \($0.help)" }
        let words = command.form.vocabularies.flatMap(grammar.vocabulary.words).map { entry in
            entry.summary.isEmpty ? entry.word : "\(entry.word)  \(entry.summary)"
        }
        let sentences = command.discussion.split(separator: "\n\n").flatMap { HelpWords.sentences(String($0)) }
        return ([command.name + "  " + command.summary] + parts + words + sentences).map { $0.replacing("`", with: "") }
    }
}
