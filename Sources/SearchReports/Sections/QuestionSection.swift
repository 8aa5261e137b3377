import CommandLanguage
package import CommandParsing
import Foundation
import Messages
package import ReportPage
import SearchPreparation
import Session
import SessionState

extension ReportedSession {
    /// The commands that led here, as a script.
    var questionSection: ReportSection? {
        let entries = session.state.transcript.entries()
        let lines = RecordedFacts.header(of: session.state) + entries.flatMap { $0.lines(hasResults: false) }
        let script: [ReportBlock] = [
            .paragraph("This script repeats the search: `ns FILE` runs it."),
            .script(session.grammar.spans(of: lines.joined(separator: "\n") + "\n", variables: session.variables)),
        ]
        return ReportSection(id: "search", title: "The search", blocks: script + conditions)
    }

    /// The conditions that genomes and results must meet.
    private var conditions: [ReportBlock] {
        guard session.state.requirements != nil else { return [] }
        do {
            return [.table(ReportTable(try session.requirementsTable()))]
        } catch {
            return [.warning("The conditions cannot be shown: \(error.description).")]
        }
    }
}

extension Grammar {
    /// Returns a script in parts, coloured as at the prompt. All commands were executed, so none is shown as a mistake.
    package func spans(of script: String, variables: Variables) -> [ReportBlock.ScriptSpan] {
        let highlighting = Highlighting(grammar: self, variables: variables)
        let bytes = Array(script.utf8)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        var parts: [ReportBlock.ScriptSpan] = []
        var end = 0
        for span in highlighting.spans(of: script) where span.range.lowerBound >= end {
            if span.range.lowerBound > end { parts.append(.init(text(end..<span.range.lowerBound), .plain)) }
            parts.append(.init(text(span.range), Self.kind(of: span.kind)))
            end = span.range.upperBound
        }
        if end < bytes.count { parts.append(.init(text(end..<bytes.count), .plain)) }
        return parts
    }

    private static func kind(of kind: Highlighting.Kind) -> ReportBlock.ScriptSpan.Kind {
        switch kind {
        case .command: .command
        case .word: .word
        case .text: .text
        case .variable: .variable
        case .comment: .comment
        case .mistake: .plain
        }
    }
}
