import CommandLanguage
import Suggestions

extension HelpCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let topic else {
            let all = session.grammar.commands.map { $0.grammar }
            let groups = CommandGrammar.Topic.allCases.map { topic in
                (topic.rawValue, all.filter { $0.topic == topic }.map { ($0.name, $0.summary) })
            }
            return .help(.overview(groups))
        }
        let names = session.grammar.commands.map { $0.grammar.name }
        let fitting = names.filter { $0.hasPrefix(topic) }
        if let command = session.grammar.command(named: fitting.count == 1 ? fitting[0] : topic) {
            return .help(.command(command.grammar))
        }
        let nearest = Suggestion.nearest(to: topic, among: names)
        throw .unusable(
            "there is no command \"\(topic)\""
                + (nearest.map { "; did you mean \"\($0)\"?" } ?? "; `help` lists them all"))
    }
}

extension HelpCommand {
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}

extension VersionCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .printed("ns \(Version.number), \(RecordedFacts.numbersHere)")
    }
}
