import CommandLanguage
import CommandParsing
import Reports
import SearchPreparation
import Session
import Support
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

    @Test(arguments: ["network dense 1 uniform on", "network convolution 1 uniform on; gene lr in 0.1, 0.2"])
    func `the bounds of default genes cause no warning`(commands: String) async throws {
        let talking = Talking()
        try await talking.say("load digits; \(commands)")
        #expect(!talking.session.takeWarnings().contains { $0.contains("both bounds are integers") })
    }

    @Test(arguments: [
        (
            "x in 0..1",
            "there are only 2 genomes, fewer than the population of 20, so many organisms will be identical; "
                + "give the genes more values"
        ),
        (
            "x in 1..9",
            "there are only 9 genomes, fewer than the population of 20, so many organisms will be identical; "
                + "try `population size 4`, or give the genes more values"
        ),
    ])
    func `a small search space needs more values, or a smaller population`(gene: String, wanted: String) async throws {
        let talking = Talking()
        try await talking.say("gene \(gene); maximize x; population size 20")
        #expect(talking.session.takeWarnings().contains(wanted))
    }

    @Test func `misspelt names have a suggestion each, and all others share a warning`() async throws {
        let talking = Talking()
        let names = "acuracy + quaa + qubb + qucc + qudd + quee + qugg + quhh"
        let reports = try await talking.say("load wine; maximize \(names)")
        guard case .message(_, let warnings)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(
            warnings == [
                "there is no gene or score \"acuracy\" yet; did you mean \"accuracy\"?",
                "there are no genes or scores \"quaa\", \"qubb\", \"qucc\", \"qudd\", \"quee\" and 2 more yet",
            ])
    }

    /// Writes a table with these targets.
    private func table(_ target: (Int) -> Double) throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        let rows = (0..<60).map { "\($0 * 7 % 11),\($0 * 5 % 13),\(target($0))\n" }.joined()
        return (folder, try folder.write(Array(("a,b,y\n" + rows).utf8), to: "t.csv"))
    }

    @Test(arguments: [
        (
            "loss binary_crossentropy output sigmoid",
            "binary_crossentropy is a loss for classes, but the targets are numbers"
        ),
        ("loss categorical_hinge", "categorical_hinge is a loss for classes, but the targets are numbers"),
        ("output sigmoid", "sigmoid outputs are from 0 to 1, but the targets go from 5.5000 to 50.5000"),
        ("output tanh", "tanh outputs are from -1 to 1"),
        ("output softmax", "a single softmax output is always 1; try `training output linear`"),
    ])
    func `a loss or an output that does not suit numeric targets causes a warning`(
        setting: String, warning: String
    ) async throws {
        let (folder, path) = try table { Double($0 % 46) + 5.5 }
        let talking = Talking()
        try await talking.say("load csv '\(path)' label y regression; training \(setting)")
        let messages = talking.session.takeWarnings()
        #expect(messages.count == 1 && messages.first?.contains(warning) == true, "\(messages) in \(folder.path)")
    }

    @Test func `a loss that suits numeric targets causes no warning`() async throws {
        for setting in ["loss huber", "loss poisson output exponential", "output relu", "loss log_cosh"] {
            let (folder, path) = try table { Double($0 % 46) + 5.5 }
            defer { withExtendedLifetime(folder) {} }
            let talking = Talking()
            try await talking.say("load csv '\(path)' label y regression; training \(setting)")
            #expect(talking.session.takeWarnings() == [])
        }
        let (folder, path) = try table { Double($0 % 10) / 9 }
        defer { withExtendedLifetime(folder) {} }
        let talking = Talking()
        try await talking.say("load csv '\(path)' label y regression; training loss binary_crossentropy output sigmoid")
        #expect(talking.session.takeWarnings() == [])
    }

    @Test func `a loss for classes with the linear outputs of regression is an error that names losses for regression`()
        async throws
    {
        let (folder, path) = try table { Double($0 % 46) + 5.5 }
        defer { withExtendedLifetime(folder) {} }
        let error = await Talking().error(
            "load csv '\(path)' label y regression; training loss categorical_crossentropy; evolve 1")
        #expect(
            error?.contains(
                "categorical_crossentropy is a loss for classes, but the targets are numbers; try `training loss "
                    + "mean_squared_error`, or mean_absolute_error, huber or log_cosh") == true)
    }

    @Test(arguments: [
        ("output linear", "categorical_crossentropy", "softmax"),
        ("loss binary_crossentropy output tanh", "binary_crossentropy", "sigmoid"),
    ])
    func `an output that a loss cannot use is an error before the first training`(
        setting: String, loss: String, remedy: String
    ) async {
        let error = await Talking().error("load iris; training \(setting); evolve 1")
        #expect(error?.hasPrefix("\(loss) does not fit: it needs outputs between 0 and 1, but ") == true)
        #expect(error?.hasSuffix("can give others; try `training output \(remedy)`") == true)
    }

    @Test func `the mean to subtract from images is refused for a table, and the data stay`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 100; gene x in 1..3")
        let error = await talking.error("load iris centre pixel")
        #expect(error?.contains("iris is a table, and `centre` works only with images; leave it out") == true)
        guard case .data(let data)? = try await talking.say("show data").last else { return #expect(Bool(false)) }
        #expect(data.name == "digits")
        try await talking.say("load digits limit 100 centre channel")
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
            case .sequence(let forms), .choice(let forms), .repeated(let forms):
                for form in forms { look(form, command) }
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
