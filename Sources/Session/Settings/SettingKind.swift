import CommandLanguage
import Evolution
import Networks

/// The values of a setting: the form that they are typed in, their reading, and their text in a report.
struct SettingKind<Value: Codable & Sendable>: Sendable {
    /// The form behind the word of a setting, by that word and its line of help.
    let form: @Sendable (_ name: String, _ help: String) -> Form
    /// The value that was typed; nil where none was.
    let read: @Sendable (Captures, _ name: String) throws(Diagnostic) -> Value?
    /// A value as a report shows it.
    let text: @Sendable (Value) -> String

    /// The same values for a member that may have none.
    ///
    /// - Parameter none: the text of a report where there is no value.
    func optional(none: String) -> SettingKind<Value?> {
        SettingKind<Value?>(
            form: form,
            read: { captures, name throws(Diagnostic) in
                guard let value = try read(captures, name) else { return nil }
                return .some(.some(value))
            }, text: { value in value.map { text($0) } ?? none })
    }
}

extension SettingKind<Int> {
    /// A whole number within bounds.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        Self(
            form: { .value($0, .integer(range), $1) },
            read: { captures, name throws(Diagnostic) in captures.integer(name) }, text: { "\($0)" })
    }
}

extension SettingKind<Double> {
    /// A number within bounds.
    static func number(_ range: ClosedRange<Double>) -> Self {
        Self(
            form: { .value($0, .number(range), $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) }, text: { "\($0)" })
    }

    /// A number from 0 to 1 that is shown in percent.
    static var share: Self {
        Self(
            form: { .value($0, .fraction, $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) }, text: { Numbers.percent($0) })
    }

    /// A length of time, in seconds.
    static var duration: Self {
        Self(
            form: { .value($0, .duration, $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) }, text: { Numbers.duration($0) })
    }
}

extension SettingKind<Fraction> {
    /// A number from 0 to 1 that is shown in percent.
    static var fraction: Self {
        Self(
            form: SettingKind<Double>.share.form,
            read: { captures, name throws(Diagnostic) in captures.number(name).flatMap { Fraction($0) } },
            text: { Numbers.percent($0.value) })
    }
}

extension SettingKind<Bool> {
    /// `on` or `off`, with a line of help for each.
    static func onOrOff(on: String, off: String) -> Self {
        .words([("on", on, true), ("off", off, false)])
    }
}

extension SettingKind where Value: Equatable {
    /// One of some words of the language.
    static func words(_ words: [(word: String, help: String, value: Value)]) -> Self {
        Self(
            form: { name, _ in .choice(words.map { .word($0.word, $0.help, as: "\(name) \($0.word)") }) },
            read: { captures, name throws(Diagnostic) in
                words.first { captures.has("\(name) \($0.word)") }?.value
            },
            text: { value in words.first { $0.value == value }?.word ?? "\(value)" })
    }
}

/// A choice that has a word in the language.
protocol NamedChoice: Codable, Sendable {
    /// All choices.
    static var all: [Self] { get }
    /// The word in the language.
    var name: String { get }
}

extension Crossover: NamedChoice {}
extension Mutation: NamedChoice {}
extension Selection: NamedChoice {}
extension Strategy: NamedChoice {}
extension Loss: NamedChoice {}
extension Activation: NamedChoice {}
extension Schedule: NamedChoice {}
extension Precision: NamedChoice {}

extension SettingKind where Value: NamedChoice {
    /// One word of a vocabulary's list.
    static func word(of vocabulary: Vocabulary.Kind) -> Self {
        Self(
            form: { .value($0, .vocabulary(vocabulary), $1) },
            read: { captures, name throws(Diagnostic) in try named(captures, name, vocabulary) }, text: { $0.name })
    }

    /// The choice whose word was typed; nil where none was.
    static func named(_ captures: Captures, _ name: String, _ vocabulary: Vocabulary.Kind) throws(Diagnostic)
        -> Value?
    {
        guard let word = captures.text(name) else { return nil }
        guard let choice = Value.all.first(where: { $0.name == word }) else {
            throw captures.mistake("unknown \(vocabulary) \"\(word)\"", at: name)
        }
        return choice
    }
}

extension SettingKind<Selection> {
    /// A selection, with the size of a tournament behind it.
    static var selection: Self {
        Self(
            form: { name, help in
                .sequence([
                    .value(name, .vocabulary(.selection), "how breeders are selected"),
                    .optional(
                        .sequence([
                            .word("of", "how many are in a tournament"),
                            .value(
                                "tournament", .integer(SearchSettings.sampleSizes), "the size of a tournament"),
                        ])),
                ])
            },
            read: { captures, name throws(Diagnostic) in
                guard let selection = try named(captures, name, .selection) else { return nil }
                guard let size = captures.integer("tournament") else { return selection }
                guard case .tournament = selection else {
                    throw captures.mistake(
                        "only a tournament has a size; try `selection tournament of 3`", at: "tournament")
                }
                return .tournament(size: size)
            }, text: { $0.description })
    }
}

extension SettingKind<Strategy> {
    /// A strategy, with the `sample` of `ageing` among the settings behind it.
    static var strategy: Self {
        Self(
            form: { .value($0, .vocabulary(.strategy), $1) },
            read: { captures, name throws(Diagnostic) in
                let strategy = try named(captures, name, .strategy)
                guard let sample = captures.integer("sample") else { return strategy }
                switch strategy {
                case .ageing?, nil: return .ageing(sample: sample)
                default: throw captures.mistake("only `ageing` draws samples", at: "sample")
                }
            }, text: { $0.name })
    }
}
