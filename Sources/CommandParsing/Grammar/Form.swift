/// The form of a command's words, as data. Parsing, completion, help, did-you-mean and recording use it.
public indirect enum Form: Sendable {
    /// A word of the language; captured under itself, or under another name if the word has two meanings.
    case word(String, _ help: String = "", as: String? = nil)
    /// A value, captured under its name.
    case value(String, ValueType, _ help: String = "")
    /// Forms in sequence.
    case sequence([Form])
    /// One of several forms.
    case choice([Form])
    /// A form that may be left out.
    case optional(Form)
    /// The same form several times with different names; each may be left out, and then those after it.
    case repeated([Form])
    /// `name value` pairs, in any order, each at most once.
    case settings([Setting])

    /// The empty form.
    public static var nothing: Form { .sequence([]) }

    /// The synopsis shown in help: `evolve [GENERATIONS] [goal NUMBER]`.
    public var synopsis: String {
        switch self {
        case .word(let word, _, _): word
        case .value(let name, _, _): name.uppercased()
        case .sequence(let forms): forms.map(\.synopsis).filter { !$0.isEmpty }.joined(separator: " ")
        case .choice(let forms): forms.map(\.synopsis).joined(separator: " or ")
        case .optional(let form): "[\(form.synopsis)]"
        case .repeated(let forms): forms.first.map { "[\($0.synopsis)] …" } ?? ""
        case .settings(let settings): settings.map { "[\($0.synopsis)]" }.joined(separator: " ")
        }
    }

    /// The alternatives of the form, with each choice at its beginning listed separately.
    public var alternatives: [Form] {
        switch self {
        case .choice(let forms): forms.flatMap(\.alternatives)
        case .optional(.choice(let forms)): [.nothing] + forms.flatMap(\.alternatives)
        case .sequence(let forms):
            if case .choice? = forms.first, let first = forms.first {
                first.alternatives.map { .sequence([$0] + forms.dropFirst()) }
            } else {
                [self]
            }
        case .word, .value, .optional, .repeated, .settings: [self]
        }
    }

    /// True if one of its settings, or of its forms, has this name.
    func hasSetting(_ name: String) -> Bool {
        switch self {
        case .word, .value: false
        case .sequence(let forms), .choice(let forms), .repeated(let forms): forms.contains { $0.hasSetting(name) }
        case .optional(let form): form.hasSetting(name)
        case .settings(let settings): settings.contains { $0.name == name }
        }
    }

    /// The beginning of the form in a message: its first word, or the placeholder of its first value.
    var beginning: String? {
        switch self {
        case .word(let word, _, _): word
        case .value(let name, _, _): name.uppercased()
        case .sequence(let forms): forms.first?.beginning
        case .choice, .optional, .repeated, .settings: nil
        }
    }

    /// The first word of the form; nil if it begins with a value or a setting.
    public var firstWord: String? {
        switch self {
        case .word(let word, _, _): word
        case .sequence(let forms): forms.first?.firstWord
        case .value, .choice, .optional, .repeated, .settings: nil
        }
    }

    /// The vocabularies of its values, each once.
    public var vocabularies: [Vocabulary.Kind] {
        let all: [Vocabulary.Kind] =
            switch self {
            case .word: []
            case .value(_, .vocabulary(let kind), _), .value(_, .numberedVocabulary(let kind, _), _): [kind]
            case .value: []
            case .sequence(let forms), .choice(let forms), .repeated(let forms): forms.flatMap(\.vocabularies)
            case .optional(let form): form.vocabularies
            case .settings(let settings): settings.flatMap(\.value.vocabularies)
            }
        var seen: Set<Vocabulary.Kind> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The words and values in it with their help, in order, for the help page of a command.
    public var parts: [(text: String, help: String)] {
        switch self {
        case .word(let word, let help, _): help.isEmpty ? [] : [(word, help)]
        case .value(let name, let type, let help): [(name.uppercased(), help.isEmpty ? type.expectation : help)]
        case .sequence(let forms): forms.flatMap(\.parts)
        case .choice(let forms):
            // List parts that several alternatives share only once.
            forms.flatMap(\.parts).reduce(into: []) { parts, part in
                if !parts.contains(where: { $0 == part }) { parts.append(part) }
            }
        case .optional(let form): form.parts
        case .repeated(let forms): forms.first?.parts ?? []
        case .settings(let settings): settings.map { ($0.synopsis, $0.help) }
        }
    }
}

/// A setting of a command: a word followed by its value.
public struct Setting: Sendable {
    /// The word that names it, under which it is captured.
    public let name: String
    /// The form after the word; `.nothing` for a setting that is only a word.
    public let value: Form
    /// A line of help.
    public let help: String
    /// The name of the value in a synopsis, for a value that is one of many words; nil to list the words.
    private let placeholder: String?

    /// Creates a setting with a value of this type.
    public init(_ name: String, _ type: ValueType, _ help: String) {
        self.init(name, form: .value(name, type, help), help)
    }

    /// Creates a setting with a form after its word.
    ///
    /// - Parameter placeholder: The name of the value in a synopsis; nil for the form's own.
    public init(_ name: String, form: Form = .nothing, placeholder: String? = nil, _ help: String) {
        self.name = name
        value = form
        self.placeholder = placeholder
        self.help = help
    }

    /// The synopsis: `by COLUMN`.
    var synopsis: String { placeholder.map { "\(name) \($0)" } ?? form.synopsis }

    var form: Form {
        if case .value(_, let type, _) = value {
            return .sequence([.word(name), .value(type.placeholder, type, help)])
        }
        return .sequence([.word(name), value])
    }
}
