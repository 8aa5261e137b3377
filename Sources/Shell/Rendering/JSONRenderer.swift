import CommandLanguage
import CommandParsing
import HelpPages
import Notation
import Reports

import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

/// A renderer of reports, progress and errors as JSON, one object per line, for programs that drive the shell.
package struct JSONRenderer {
    /// The number of the command that the lines belong to; nil for none.
    private let command: Int?

    /// Creates a renderer of the lines of a command.
    package init(command: Int? = nil) { self.command = command }

    private struct Line<Content: Encodable>: Encodable {
        let report: String
        let command: Int?
        let content: Content

        private enum Key: String, CodingKey { case report, command }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(report, forKey: .report)
            try container.encodeIfPresent(command, forKey: .command)
            try content.encode(to: encoder)
        }
    }

    private struct Text: Encodable {
        let text: String
    }

    private struct Said: Encodable {
        let text: String
        let warnings: [String]
    }

    private struct Ran: Encodable {
        let line: String
        let output: String
        let status: Int
    }

    private struct Done: Encodable { let succeeded: Bool }

    private struct Begun: Encodable { let text: String }

    private struct File: Encodable {
        let path: String
        let what: String
    }

    private struct Topic: Encodable {
        let topic: String
        let commands: [Summary]
    }

    private struct Summary: Encodable {
        let name: String
        let summary: String
    }

    private struct Overview: Encodable {
        let topics: [Topic]
        let pages: [Summary]
    }

    private struct Part: Encodable {
        let text: String
        let help: String
    }

    private struct Explanation: Encodable {
        let name: String
        let summary: String
        let synopsis: String
        let discussion: String
        let parts: [Part]
        let examples: [String]
        let outputs: [String?]

        init(_ grammar: CommandGrammar, parts: [Part]? = nil) {
            name = grammar.name
            summary = grammar.summary
            synopsis = grammar.synopsis
            discussion = grammar.discussion
            self.parts = parts ?? grammar.form.parts.map { Part(text: $0.text, help: $0.help) }
            examples = grammar.examples.map(\.line)
            outputs = grammar.examples.map(\.output)
        }
    }

    private struct Page: Encodable {
        let page: String
        let summary: String
        let text: String
    }

    private struct Found: Encodable {
        let query: String
        let found: [HelpFinding]
    }

    private struct Mistake: Encodable {
        let message: String
        let source: String?
        let line: Int?
        let column: Int?
        let reachedThrough: [String]
    }

    /// Returns the line of a report; nil for a report without output.
    func line(_ report: Report) -> String? {
        switch report {
        case .nothing, .leave, .shell, .clearing: nil
        case .message(let text, let warnings): encoded("said", Said(text: text, warnings: warnings))
        case .notice(let text): encoded("notice", Text(text: text))
        case .warning(let text): encoded("warning", Text(text: text))
        case .memory(let facts): encoded("memory", facts)
        case .opened(let opened): encoded("opened", opened)
        case .loaded(let data): encoded("loaded", data)
        case .data(let data): encoded("data", data)
        case .settings(let settings): encoded("settings", settings)
        case .evolved(let evolved): encoded("evolved", evolved)
        case .asked(let asked): encoded("asked", asked)
        case .told(let told): encoded("told", told)
        case .step(let step): encoded("step", step)
        case .guess(let guess): encoded("guess", guess)
        case .question(let question): encoded("question", question)
        case .answer(let answer): encoded("answer", answer)
        case .comparison(let comparison): encoded("comparison", comparison)
        case .experiment(let experiment): encoded("experiment", experiment)
        case .story(let story): encoded("story", story)
        case .fittest(let fittest): encoded("fittest", fittest)
        case .table(let table): encoded("table", table)
        case .mistakes(let mistakes): encoded("mistakes", mistakes)
        case .figure(let figure): encoded("figure", figure)
        case .written(let path, let what): encoded("written", File(path: path, what: what))
        case .trained(let trained): encoded("trained", trained)
        case .network(let network): encoded("network", network)
        case .scored(let scored): encoded("scored", scored)
        case .predicted(let predicted): encoded("predicted", predicted)
        case .ensemble(let ensemble): encoded("ensemble", ensemble)
        case .help(let help): line(help)
        case .printed(let text): encoded("printed", Text(text: text))
        case .pause(let text): encoded("pause", Text(text: text))
        case .ran(let line, let output, let status):
            encoded("shell", Ran(line: line, output: output, status: status))
        }
    }

    private func line(_ help: HelpReport) -> String {
        switch help {
        case .overview(let groups, let pages):
            encoded(
                "help",
                Overview(
                    topics: groups.map { topic, commands in
                        Topic(topic: topic, commands: commands.map { Summary(name: $0.name, summary: $0.summary) })
                    }, pages: pages.map { Summary(name: $0.name, summary: $0.summary) }))
        case .command(let grammar): encoded("help", Explanation(grammar))
        case .part(let grammar, let text, let help):
            encoded("help", Explanation(grammar, parts: [Part(text: text, help: help)]))
        case .page(let page): encoded("help", Page(page: page.name, summary: page.summary, text: page.text))
        case .found(let query, let found): encoded("help", Found(query: query, found: found))
        }
    }

    /// Returns the line of a command's progress; nil for progress that programs do not expect, such as that of baselines.
    func line(_ progress: WorkProgress) -> String? {
        switch progress {
        case .evolution(let state): encoded("progress", state)
        case .training(let state): encoded("training", state)
        case .data(let state): encoded("reading", state)
        case .comparison(let state): encoded("searches", state)
        case .experiment(let state): encoded("runs", state)
        case .steps: nil
        case .figure(let figure): encoded("figure", figure)
        }
    }

    /// Returns the line of an error, with its position if known.
    func line(
        error message: String, source: String? = nil, line: Int? = nil, column: Int? = nil,
        reachedThrough: [String] = []
    ) -> String {
        encoded(
            "error",
            Mistake(message: message, source: source, line: line, column: column, reachedThrough: reachedThrough))
    }

    /// Returns the last line of a command.
    package func line(commandSucceeded: Bool) -> String { encoded("done", Done(succeeded: commandSucceeded)) }

    /// Returns the line that announces a command.
    func line(command: String) -> String { encoded("command", Begun(text: command)) }

    /// Returns an object on one line. For a report that cannot be encoded it is an error, so that readers notice.
    package func encoded(_ name: String, _ content: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // JSON has no infinities.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        do {
            let line = try encoder.encode(Line(report: name, command: command, content: content))
            let text = String(decoding: line, as: UTF8.self)
            guard text.contains("\"_0\":") || text.contains("{}") else { return text }
            return String(
                decoding: try encoder.encode(JSONDecoder().decode(JSONValue.self, from: line).plain), as: UTF8.self)
        } catch {
            let message = JSONText.quoted("the report \"\(name)\" cannot be written as JSON: \(error)")
            return JSONText.object([("message", message), ("reachedThrough", "[]"), ("report", "\"error\"")])
        }
    }
}
