package import CommandLanguage
import CommandParsing
import HelpPages
package import Messages
package import Reports
package import Session
package import SessionState

extension HelpCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if words == ["json", "schema"] { return .printed(HelpPage.jsonSchema) }
        return .help(try session.help(words))
    }
}

extension Session {
    fileprivate func help(_ words: [String]) throws(SessionError) -> HelpReport {
        let all = grammar.commands.map { $0.grammar }
        guard let topic = words.first else {
            let groups = CommandGrammar.Topic.allCases.map { topic in
                (topic.rawValue, all.filter { $0.topic == topic }.map { ($0.name, $0.summaryWithSynonyms) })
            }
            return .overview(groups, pages: HelpPage.all)
        }
        let commands = all.filter { $0.name == topic || $0.synonyms.contains(topic) }
        let longer = all.filter { $0.name.hasPrefix(topic) }
        if let command = commands.first ?? (longer.count == 1 ? longer[0] : nil) {
            if words.count == 1 { return .command(command) }
            if words.count == 2, let form = command.form(beginningWith: words[1]) { return .command(form) }
            if words.count == 2, let part = command.form.parts.first(where: { $0.text.firstWord == words[1] }) {
                return .part(of: command, text: part.text, help: part.help)
            }
        }
        if words.count == 1, let page = HelpPage.all.first(where: { $0.name == topic }) { return .page(page) }
        let search = HelpSearch(grammar: grammar)
        let found = search.findings(of: words)
        guard found.isEmpty else { return .found(words.joined(separator: " "), found) }
        throw .noHelp(for: words, nearest: search.nearest(to: words))
    }
}

extension CommandGrammar {
    fileprivate var summaryWithSynonyms: String {
        synonyms.isEmpty ? summary : "\(summary) (also: \(synonyms.joined(separator: ", ")))"
    }
}

extension String {
    fileprivate var firstWord: Substring { prefix { $0 != " " } }
}

extension HelpCommand {
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
