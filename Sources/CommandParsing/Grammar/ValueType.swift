/// The role of a program that a command names.
public enum CommandLineRole: Sendable {
    /// It computes the fitness of genomes, whose genes are the names in braces.
    case objective
    /// It starts evaluators, for example on a cluster.
    case launcher
}

/// The type of a value in a command. Words are split first and typed later: each type reads as many words as it
/// needs.
public enum ValueType: Sendable {
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A whole number within bounds, or a range of them: `27`, `1..27`.
    case integers(ClosedRange<Int>)
    /// A number within bounds.
    case number(ClosedRange<Double>)
    /// A fraction: `5%` or `0.05`.
    case fraction
    /// A width and a height: `32x32`.
    case size
    /// The width and height of a page with a unit: `85mm x 60mm`.
    case page
    /// A range of numbers: `0.8..1`.
    case range
    /// A duration: `90s`, `2min`, `1h`; a plain number is seconds.
    case duration
    /// A file or folder to read; `~/` begins one in the home folder.
    case path
    /// A file to read of one kind, or another one.
    case file(FileKind)
    /// The number of a birth.
    case birth
    /// A file to write; `~/` begins one in the home folder.
    case writtenPath
    /// One word, or a quoted text.
    case text
    /// A gene's name, or a pattern of names: `neurons*`, `x0..x99`.
    case geneName
    /// The name of a variable.
    case variableName
    /// The values of a gene: `a, b, c`, `1..10`, `0..0.5 by 0.1`, `1e-4..1e-1 log`.
    case values
    /// The name of a table's column.
    case column
    /// An objective, as it was written.
    case objectiveName
    /// Names of a table's columns: `a, b, 'c d'`.
    case columns
    /// Texts: `'-', '?'`.
    case texts
    /// Alternating classes and weights; a word of the set ends them, unless it is quoted.
    case classWeights(before: Set<String>)
    /// Names of genes or patterns of them: `a, neurons*`.
    case names
    /// Genomes as genes with their values, `optimizer adam neurons0 128, optimizer sgd`, or a file that contains
    /// them.
    case genomes
    /// Alternating columns and values, up to the end.
    case row
    /// A word of a vocabulary.
    case vocabulary(Vocabulary.Kind)
    /// A word of a vocabulary, some of which a number may follow; true for those that need it.
    case numberedVocabulary(Vocabulary.Kind, [String: Bool])
    /// The name of a command or of a help topic.
    case topic
    /// An expression, up to the end of the command.
    case expression
    /// An expression, up to `and maximize`, `and minimize` or the end of the command.
    case objective
    /// A condition, up to the end of the command; a variable that is not a number is a word in it.
    case condition
    /// One word or quoted text; several words are an expression, as in a condition.
    case assigned
    /// Another command, up to the end of this one.
    case command
    /// The command line of a program in quotes, which may contain names in braces.
    case commandLine(CommandLineRole)
    /// All remaining words, joined by spaces.
    case remainder
    /// All remaining words, one by one.
    case words

    /// The description for error messages: "a whole number from 1".
    public var expectation: String {
        switch self {
        case .integer(let range): Self.describe("a whole number", range, least: .min, maximum: .max)
        case .integers(let range):
            "\(Self.describe("a whole number", range, least: .min, maximum: .max)), or a range such as 1..27"
        case .number(let range):
            Self.describe("a number", range, least: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude)
        case .fraction: "a fraction from 0% to 100%"
        case .size: "a size such as 32x32"
        case .page: "a size from 20mm to 1200mm, such as 85mm x 60mm"
        case .range: "a range such as 0.8..1"
        case .duration: "a duration above 0, such as 90s, 2min or 1h"
        case .path, .file, .writtenPath: "a path"
        case .birth: "the number of a birth"
        case .text: "a text"
        case .assigned: "a text or an expression"
        case .geneName: "the name of a gene"
        case .variableName: "a name that begins with a letter or _ and continues with letters, digits or _"
        case .values: "values such as `a, b, c`, `1..10` or `0..0.5 by 0.1`"
        case .column: "the name of a column"
        case .objectiveName: "an objective such as `accuracy`"
        case .columns: "names of columns such as `a, b`"
        case .texts: "texts such as `'-', '?'`"
        case .names: "names such as `a, b`"
        case .classWeights: "classes with their weights, such as `setosa 5`"
        case .genomes: "genes with their values, such as `optimizer adam neurons0 128`, or a CSV file"
        case .row: "columns with their values, such as `alcohol 13.2 hue 1.04`"
        case .vocabulary(let kind), .numberedVocabulary(let kind, _):
            kind == .activation ? "an activation" : "a \(kind)"
        case .topic: "a command, a page or a word"
        case .expression, .objective: "an expression such as `x / y`"
        case .condition: "a condition such as `fittest >= 0.9`"
        case .command: "a command"
        case .commandLine(.objective): "a command in quotes, such as 'python3 train.py --lr {lr}'"
        case .commandLine(.launcher): "a launcher's command in quotes, such as 'srun --ntasks=1'"
        case .remainder: "a text"
        case .words: "words"
        }
    }

    /// True if it reads to the end of the command.
    var takesAllWords: Bool {
        switch self {
        case .genomes, .row, .expression, .objective, .condition, .command, .remainder, .words: true
        default: false
        }
    }

    /// True for an objective, which others may follow.
    var isObjective: Bool { if case .objective = self { true } else { false } }

    /// The placeholder in capitals for a synopsis.
    package var placeholder: String {
        switch self {
        case .integer, .birth: "N"
        case .integers: "N..N"
        case .number: "X"
        case .fraction: "P"
        case .size: "WxH"
        case .page: "W x H"
        case .range: "X..X"
        case .duration: "D"
        case .path, .file, .writtenPath: "PATH"
        case .text, .remainder: "TEXT"
        case .words: "WORD …"
        case .geneName, .variableName: "NAME"
        case .values: "VALUES"
        case .column: "COLUMN"
        case .objectiveName: "OBJECTIVE"
        case .columns: "COLUMN, …"
        case .texts: "TEXT, …"
        case .names: "NAME, …"
        case .classWeights: "CLASS WEIGHT …"
        case .genomes: "GENE VALUE …"
        case .row: "COLUMN VALUE …"
        case .vocabulary(let kind), .numberedVocabulary(let kind, _): kind.rawValue
        case .topic, .command: "COMMAND"
        case .expression, .objective: "EXPRESSION"
        case .assigned: "VALUE"
        case .condition: "CONDITION"
        case .commandLine: "'COMMAND'"
        }
    }

    private static func describe<Bound: Comparable>(
        _ noun: String, _ range: ClosedRange<Bound>, least: Bound, maximum: Bound
    ) -> String {
        func text(_ bound: Bound) -> String {
            let text = "\(bound)"
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        return switch (range.lowerBound <= least, range.upperBound >= maximum) {
        case (true, true): noun
        case (true, false): "\(noun) up to \(text(range.upperBound))"
        case (false, true): "\(noun) from \(text(range.lowerBound))"
        case (false, false): "\(noun) from \(text(range.lowerBound)) to \(text(range.upperBound))"
        }
    }
}
