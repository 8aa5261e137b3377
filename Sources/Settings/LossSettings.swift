import CommandLanguage
import CommandParsing
import Messages
import Networks
import Notation

extension SettingKind<Loss> {
    /// A loss, followed by the number of `focal` or `quantile`.
    static var loss: Self {
        Self(
            form: { name, help in .value(name, .numberedVocabulary(.loss, numbered), help) },
            read: { captures, name throws(Diagnostic) in
                let words = captures.words(name)
                guard let word = words.first else { return nil }
                if let loss = Loss(word: word, number: words.count > 1 ? Double(words[1]) : nil) { return loss }
                guard let loss = Loss.all.first(where: { $0.word == word }), let numbers = loss.numbers else {
                    throw .unknown(.loss, word, at: name, in: captures)
                }
                let (least, greatest) = (numbers.lowerBound, numbers.upperBound)
                throw captures.mistake(
                    "\(word) needs a number from \(CommandText.numberText(least)) to \(CommandText.numberText(greatest)), "
                        + "such as `training loss \(word) \(word == Loss.focal(2).word ? "2" : "0.9")`", at: name)
            }, text: { $0.name })
    }

    /// The losses that a number may follow; true for those that need it.
    private static var numbered: [String: Bool] {
        let losses = Loss.all.filter { $0.numbers != nil }
        return Dictionary(uniqueKeysWithValues: losses.map { ($0.word, Loss(word: $0.word) == nil) })
    }
}

extension SettingKind<ClassWeights> {
    /// `equal`, `balanced`, or classes each with a weight.
    static var classWeights: Self {
        Self(
            form: { name, _ in
                .choice([
                    .word("equal", "every class counts the same", as: "\(name) equal"),
                    .word(
                        "balanced", "rare classes count more, so that all classes count the same",
                        as: "\(name) balanced"),
                    .value(
                        "\(name) of classes", .classWeights(before: settingNames),
                        "classes with their weights, such as setosa 5; other classes have 1"),
                ])
            },
            read: { captures, name throws(Diagnostic) in
                if captures.has("\(name) equal") { return .equal }
                if captures.has("\(name) balanced") { return .balanced }
                let words = captures.words("\(name) of classes")
                guard !words.isEmpty else { return nil }
                var weights: [String: Double] = [:]
                for index in stride(from: 0, to: words.count - 1, by: 2) {
                    guard let weight = Double(words[index + 1]), ClassWeights.weights.contains(weight) else {
                        let bounds =
                            "\(Int(ClassWeights.weights.lowerBound)) to \(Int(ClassWeights.weights.upperBound))"
                        throw captures.mistake(
                            "the weight of class \(words[index]) is \(words[index + 1]); it must be a number from \(bounds)",
                            at: "\(name) of classes")
                    }
                    guard weights.updateValue(weight, forKey: words[index]) == nil else {
                        throw captures.mistake(
                            "class \(words[index]) has two weights; remove one of them", at: "\(name) of classes")
                    }
                }
                return .chosen(weights)
            }, text: { $0.text })
    }

    /// The words that end the list of classes, unless they are quoted: the names of all training settings, which cannot
    /// be read from the descriptions that this form is a part of.
    package static var settingNames: Set<String> {
        [
            "loss", "output", "schedule", "decay", "smoothing", "weights", "flip", "shift", "cutout", "precision",
            "epochs", "factor", "stopping", "time", "patience", "change", "seed", "repeat",
        ]
    }

    /// Returns the name of a class as it is typed among settings.
    fileprivate static func typed(_ name: String) -> String {
        settingNames.union(["equal", "balanced"]).contains(name)
            ? CommandText.quoted(name) : CommandText.className(name)
    }
}

extension ClassWeights {
    /// The weights as they are typed.
    fileprivate var text: String {
        switch self {
        case .equal: "equal"
        case .balanced: "balanced"
        case .chosen:
            chosen.map { "\(SettingKind<ClassWeights>.typed($0.name)) \(CommandText.numberText($0.weight))" }
                .joined(separator: " ")
        }
    }
}
