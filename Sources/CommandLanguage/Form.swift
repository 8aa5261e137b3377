/// The shape of a command's words, as data: parsing, completion, help, did-you-mean and the recorded form read it.
public indirect enum Form: Sendable {
    /// A word of the language, as it stands; captured by itself or by another name, where the word has two meanings.
    case word(String, _ help: String = "", as: String? = nil)
    /// A value, captured by its name.
    case value(String, ValueType, _ help: String = "")
    /// One after the other.
    case sequence([Form])
    /// One of several.
    case choice([Form])
    /// There or not.
    case optional(Form)
    /// `name value` pairs, in any order, each at most once.
    case settings([Setting])

    /// Nothing follows.
    public static var nothing: Form { .sequence([]) }

    /// As help shows it: `evolve [GENERATIONS] [goal NUMBER]`.
    public var synopsis: String {
        switch self {
        case .word(let word, _, _): word
        case .value(let name, _, _): name.uppercased()
        case .sequence(let forms): forms.map(\.synopsis).filter { !$0.isEmpty }.joined(separator: " ")
        case .choice(let forms): forms.map(\.synopsis).joined(separator: " or ")
        case .optional(let form): "[\(form.synopsis)]"
        case .settings(let settings): settings.map { "[\($0.form.synopsis)]" }.joined(separator: " ")
        }
    }

    /// The forms that a reader meets one by one: each choice at the beginning on its own.
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
        case .word, .value, .optional, .settings: [self]
        }
    }

    /// The word that the form begins with; nil where it begins with a value or a setting.
    public var firstWord: String? {
        switch self {
        case .word(let word, _, _): word
        case .sequence(let forms): forms.first?.firstWord
        case .value, .choice, .optional, .settings: nil
        }
    }

    /// The lists of other rooms that its values come from, each once.
    public var vocabularies: [Vocabulary.Kind] {
        let all: [Vocabulary.Kind] =
            switch self {
            case .word: []
            case .value(_, .vocabulary(let kind), _): [kind]
            case .value: []
            case .sequence(let forms), .choice(let forms): forms.flatMap(\.vocabularies)
            case .optional(let form): form.vocabularies
            case .settings(let settings): settings.flatMap(\.value.vocabularies)
            }
        var seen: Set<Vocabulary.Kind> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// The words and values in it with their help, in order, for a command's page.
    public var parts: [(text: String, help: String)] {
        switch self {
        case .word(let word, let help, _): help.isEmpty ? [] : [(word, help)]
        case .value(let name, let type, let help): [(name.uppercased(), help.isEmpty ? type.expectation : help)]
        case .sequence(let forms): forms.flatMap(\.parts)
        case .choice(let forms):
            // What several of them have is told once.
            forms.flatMap(\.parts).reduce(into: []) { told, part in
                if !told.contains(where: { $0 == part }) { told.append(part) }
            }
        case .optional(let form): form.parts
        case .settings(let settings): settings.map { ($0.form.synopsis, $0.help) }
        }
    }
}

/// One setting of a command: a word, and what follows it.
public struct Setting: Sendable {
    /// The word that names it, and the name it is captured by.
    public let name: String
    /// What stands behind the word; `.nothing` for a setting that is only a word.
    public let value: Form
    /// One line of help.
    public let help: String

    /// A setting whose value has a type.
    public init(_ name: String, _ type: ValueType, _ help: String) {
        self.init(name, form: .value(name, type, help), help)
    }

    /// A setting with a form of its own behind its word.
    public init(_ name: String, form: Form = .nothing, _ help: String) {
        self.name = name
        value = form
        self.help = help
    }

    var form: Form {
        if case .value(_, let type, _) = value {
            return .sequence([.word(name), .value(type.placeholder, type, help)])
        }
        return .sequence([.word(name), value])
    }
}
