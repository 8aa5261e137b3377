import CommandLanguage
import Session
import Testing

@Suite struct ConfigurationWarningsTests {
    @Test(arguments: [
        ("gene x in 1..9; maximize x; population size 20", "there are only 9 genomes"),
        ("load iris; maximize loss", "did you mean `minimize loss`?"),
        ("load iris; minimize accuracy", "did you mean `maximize accuracy`?"),
        ("load iris; maximize r2", "r2 is not defined for classes"),
        ("load iris; training loss binary_crossentropy", "`binary_accuracy`"),
        ("gene x in 1..9; maximize x; evolve", "there are only 9 genomes"),
    ])
    func `a surprising choice causes one warning`(commands: String, warning: String) async throws {
        let talking = Talking()
        try await talking.say(commands)
        let messages = talking.session.takeWarnings()
        #expect(messages.count == 1)
        #expect(messages.first?.contains(warning) == true)
        try await talking.say("seed 2")
        #expect(talking.session.takeWarnings().isEmpty)
    }

    @Test func `an ordinary session causes no warning`() async throws {
        let talking = Talking()
        try await talking.say("load iris; population size 20; maximize accuracy; minimize loss; workers 2")
        #expect(talking.session.takeWarnings().isEmpty)
    }

    @Test func `every word and value that completion offers has a line of help`() {
        let grammar = Talking().session.grammar
        var silent: [String] = []
        func look(_ form: Form, _ command: String) {
            switch form {
            case .word(let word, let help, _): if help.isEmpty { silent.append("\(command) \(word)") }
            case .value(let name, let type, let help):
                if case .vocabulary(let kind) = type {
                    for entry in grammar.vocabulary.words(kind) where entry.summary.isEmpty {
                        silent.append("\(kind) \(entry.word)")
                    }
                } else if help.isEmpty {
                    silent.append("\(command) \(name)")
                }
            case .sequence(let forms), .choice(let forms): for form in forms { look(form, command) }
            case .optional(let form): look(form, command)
            case .settings(let settings):
                for setting in settings {
                    if setting.help.isEmpty { silent.append("\(command) \(setting.name)") }
                    if case .value(_, let type, _) = setting.value {
                        look(.value(setting.name, type, setting.help), command)
                    } else {
                        look(setting.value, command)
                    }
                }
            }
        }
        for command in grammar.commands { look(command.grammar.form, command.grammar.name) }
        #expect(silent == [])
    }
}
