import CommandLanguage
import CommandParsing

/// Lines of commands with extreme numbers, generated from the forms that the parser uses.
struct ExtremeLines {
    /// A position of the grammar at which a number stands: a command, and the number of its value in the form.
    struct Position: Hashable {
        let command: String
        let value: Int
    }

    /// The positions that have been filled with an extreme number.
    private(set) var positions: Set<Position> = []
    private let grammar: Grammar
    private var state: UInt64
    private var values = 0
    private var used: [Int] = []

    private static let numbers = [
        "0", "1", "2", "-1", "3", "255", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "18446744073709551616", "1e300", "-1e300", "1e308", "5e-324",
        "1e400", "0.5", "-0.0", "1e19", "nan", "inf", "99999999999999999999999999",
    ]

    /// Commands that run other programs, wait for somebody, leave, or write files.
    static let elsewhere: Set = [
        "!", "quit", "exit", "pause", "lesson", "resume", "save", "export", "report", "record", "run", "end", "else",
        "for", "if",
        "whatif", "ask", "tell", "clear", "report",
    ]

    /// Commands that repeat a training or a phase as often as their number says.
    private static let long: Set = ["step", "compare", "ensemble", "train"]

    init(_ grammar: Grammar, seed: Int) {
        self.grammar = grammar
        state = UInt64(truncatingIfNeeded: seed)
    }

    /// Returns the next line.
    mutating func next() -> String {
        let commands = grammar.commands.filter { !Self.elsewhere.contains($0.grammar.name) }
        while true {
            let command = commands[below(commands.count)].grammar
            (values, used) = (0, [])
            // Lines without an extreme number are there to change the state of the session.
            guard let words = words(of: command.form), !used.isEmpty || below(8) == 0 else { continue }
            // Nothing is wrong with these numbers; the command would only last as long as they say.
            if Self.long.contains(command.name), !Set(words).isDisjoint(with: ["255", "65536"]) { continue }
            for value in used { positions.insert(Position(command: command.name, value: value)) }
            let line = ([command.name] + words).joined(separator: " ")
            // Searches and trainings would last as long as they are told to.
            switch command.name {
            case "evolve": return "evolve \(words.first ?? "1") for 0.1s"
            case "train", "ensemble", "compare": return "training time 0.1s; \(line)"
            default: return line
            }
        }
    }

    /// Returns words that fit a form; nil if one of them would start a program or write a file.
    private mutating func words(of form: Form) -> [String]? {
        switch form {
        case .word(let word, _, _): return [word]
        case .sequence(let forms): return all(forms)
        case .choice(let forms): return forms.isEmpty ? [] : words(of: forms[below(forms.count)])
        case .optional(let form):
            let given = words(of: form)
            return below(2) == 0 ? [] : given
        case .repeated(let forms): return all(Array(forms.prefix(below(forms.count + 1))))
        case .settings(let settings):
            var chosen: [String] = []
            for setting in settings {
                let value = words(of: setting.value)
                guard below(3) == 0 else { continue }
                guard let value else { return nil }
                chosen += [setting.name] + value
            }
            return chosen
        case .value(_, let type, _):
            values += 1
            return value(type)
        }
    }

    private mutating func all(_ forms: [Form]) -> [String]? {
        var words: [String] = []
        for form in forms {
            guard let more = self.words(of: form) else { return nil }
            words += more
        }
        return words
    }

    private mutating func value(_ type: ValueType) -> [String]? {
        switch type {
        case .integer, .number, .birth: return [number()]
        case .fraction: return [number() + (below(2) == 0 ? "%" : "")]
        case .duration: return [number() + ["s", "h", "ms", "d", ""][below(5)]]
        case .integers: return ["\(number())", "\(number())..\(number())"]
        case .size: return ["\(number())x\(number())"]
        case .page: return ["\(number())mm", "x", "\(number())mm"]
        case .range: return ["\(number())..\(number())"]
        case .values:
            return ["\(number())..\(number())"] + [[], ["log"], ["by", number()], ["when", "k", "is", "a"]][below(4)]
        case .expression, .objective: return [["x", "*", number()], ["pow(x,\(number()))"], [number()]][below(3)]
        case .condition: return ["generation", ">", number()]
        case .genomes: return ["x", number()]
        case .row: return ["alcohol", number()]
        case .classWeights: return ["setosa", number()]
        case .command: return ["print", number()]
        case .words, .remainder, .assigned, .texts: return [number()]
        case .path, .file: return ["missing-\(number())"]
        case .text: return ["t"]
        case .geneName: return ["x"]
        case .variableName: return ["v"]
        case .names, .column, .columns, .objectiveName: return ["x"]
        case .topic: return ["evolve"]
        case .vocabulary(let kind):
            let words = grammar.vocabulary.words(kind)
            return words.isEmpty ? ["none"] : [words[below(words.count)].word]
        case .numberedVocabulary(let kind, let numbered):
            let words = grammar.vocabulary.words(kind).map(\.word)
            let word = words.isEmpty ? "none" : words[below(words.count)]
            return numbered[word] == nil ? [word] : [word, number()]
        case .writtenPath, .commandLine: return nil
        }
    }

    /// Returns an extreme number three times of four.
    private mutating func number() -> String {
        guard below(4) > 0 else { return "\(1 + below(9))" }
        used.append(values)
        return Self.numbers[below(Self.numbers.count)]
    }

    private mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
