import CommandLanguage
package import CommandParsing
import Evolution
import Messages
import Networks
import Reports

/// A kind of setting values: their typed form, their parsing, and their text in a report.
package struct SettingKind<Value: Codable & Sendable>: Sendable {
    /// Returns the form that follows the word of a setting, given that word and its line of help.
    package let form: @Sendable (_ name: String, _ help: String) -> Form
    /// Returns the typed value; nil if there is none.
    package let read: @Sendable (Captures, _ name: String) throws(Diagnostic) -> Value?
    /// Returns a value as shown in a report.
    package let text: @Sendable (Value) -> String

    package init(
        form: @escaping @Sendable (_ name: String, _ help: String) -> Form,
        read: @escaping @Sendable (Captures, _ name: String) throws(Diagnostic) -> Value?,
        text: @escaping @Sendable (Value) -> String
    ) {
        self.form = form
        self.read = read
        self.text = text
    }

    /// Returns the same kind for an optional member.
    ///
    /// - Parameter none: the text in a report if there is no value.
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
    /// Returns the kind of integers within bounds.
    package static func integer(_ range: ClosedRange<Int>) -> Self {
        Self(
            form: { .value($0, .integer(range), $1) },
            read: { captures, name throws(Diagnostic) in captures.integer(name) }, text: { "\($0)" })
    }
}

extension SettingKind<Double> {
    /// Returns the kind of numbers within bounds.
    static func number(_ range: ClosedRange<Double>) -> Self {
        Self(
            form: { .value($0, .number(range), $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) }, text: { "\($0)" })
    }

    /// A number from 0 to 1 that is shown in percent, with all of its digits.
    static var fraction: Self {
        Self(
            form: { .value($0, .fraction, $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) }, text: { Numbers.written(percent: $0) }
        )
    }

    /// A length of time, in seconds.
    static var duration: Self {
        Self(
            form: { .value($0, .duration, $1) },
            read: { captures, name throws(Diagnostic) in captures.number(name) },
            text: { Numbers.written(duration: $0) })
    }
}

extension SettingKind<Fraction> {
    /// A number from 0 to 1 that is shown in percent.
    static var fraction: Self {
        Self(
            form: SettingKind<Double>.fraction.form,
            read: { captures, name throws(Diagnostic) in captures.number(name).flatMap { Fraction($0) } },
            text: { Numbers.written(percent: $0.value) })
    }
}

extension SettingKind<Bool> {
    /// Returns the kind of `on` and `off`, with a line of help for each.
    package static func onOrOff(on: String, off: String) -> Self {
        .words([("on", on, true), ("off", off, false)])
    }
}

extension SettingKind<Bool> {
    /// Returns the kind of `on` and `off` behind a word that alone means `on`.
    package static func onUnlessOff(on: String, off: String) -> Self {
        let kind = onOrOff(on: on, off: off)
        return Self(
            form: { .optional(kind.form($0, $1)) },
            read: { captures, name throws(Diagnostic) in
                guard captures.has(name) else { return nil }
                return try kind.read(captures, name) ?? true
            }, text: kind.text)
    }
}

extension SettingKind where Value: Equatable {
    /// Returns the kind of values that are words of the language.
    package static func words(_ words: [(word: String, help: String, value: Value)]) -> Self {
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
extension Activation: NamedChoice {}
extension Schedule: NamedChoice {}
extension Precision: NamedChoice {}

extension SettingKind where Value: NamedChoice {
    /// Returns the kind of values that are words of a vocabulary.
    static func word(of vocabulary: Vocabulary.Kind) -> Self {
        Self(
            form: { .value($0, .vocabulary(vocabulary), $1) },
            read: { captures, name throws(Diagnostic) in try named(captures, name, vocabulary) }, text: { $0.name })
    }

    /// Returns the choice of the typed word; nil if there is none.
    static func named(_ captures: Captures, _ name: String, _ vocabulary: Vocabulary.Kind) throws(Diagnostic)
        -> Value?
    {
        guard let word = captures.text(name) else { return nil }
        guard let choice = Value.all.first(where: { $0.name == word }) else {
            throw .unknown(vocabulary, word, at: name, in: captures)
        }
        return choice
    }
}

extension SettingKind<Selection> {
    /// A selection, followed by the size of a tournament.
    static var selection: Self {
        Self(
            form: { name, help in
                .sequence([
                    .value(name, .vocabulary(.selection), "selection of the breeders"),
                    .optional(
                        .sequence([
                            .word("of", "organisms in a tournament"),
                            .value(
                                "tournament", .integer(SearchSettings.sampleSizes), "size of a tournament"),
                        ])),
                ])
            },
            read: { captures, name throws(Diagnostic) in
                guard let selection = try named(captures, name, .selection) else { return nil }
                guard let size = captures.integer("tournament") else { return selection }
                guard case .tournament = selection else {
                    throw .sizeWithoutTournament(in: captures)
                }
                return .tournament(size: size)
            }, text: { $0.description })
    }
}

extension SettingKind<Strategy> {
    /// A strategy; the `sample` of `ageing` is among the settings that follow.
    static var strategy: Self {
        Self(
            form: { .value($0, .vocabulary(.strategy), $1) },
            read: { captures, name throws(Diagnostic) in
                let strategy = try named(captures, name, .strategy)
                guard let sample = captures.integer("sample") else { return strategy }
                guard strategy.map({ $0.sample != nil }) ?? true else { throw .sampleWithoutAgeing(in: captures) }
                return .ageing(sample: sample)
            }, text: { $0.name + ($0.sample.map { " sample \($0)" } ?? "") })
    }
}
