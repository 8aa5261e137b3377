import CommandLanguage
import Networks
import Notation

extension SettingKind<Loss> {
    /// A loss, followed by the number of `focal` or `quantile`.
    static var loss: Self {
        Self(
            form: { name, help in
                .sequence([
                    .value(name, .vocabulary(.loss), help),
                    .optional(
                        .value(
                            number, .number(0...100),
                            "quantile between 0 and 1 after quantile; after focal, γ from 0, by default 2")),
                ])
            },
            read: { captures, name throws(Diagnostic) in
                guard let word = captures.text(name) else { return nil }
                let typed = captures.number(number)
                if let loss = Loss(word: word, number: typed) { return loss }
                guard let loss = Loss.all.first(where: { $0.word == word }) else {
                    throw .unknown(.loss, word, at: name, in: captures)
                }
                guard let numbers = loss.numbers else {
                    throw captures.mistake(
                        "\(word) takes no number; focal and quantile do, such as `training loss quantile 0.9`",
                        at: number)
                }
                let bounds =
                    "\(CommandText.numberText(numbers.lowerBound)) to \(CommandText.numberText(numbers.upperBound))"
                throw captures.mistake(
                    "\(word) needs a number from \(bounds), such as `training loss \(loss.name)`",
                    at: typed == nil ? name : number)
            }, text: { $0.name })
    }

    private static var number: String { "number of the loss" }
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
    static var settingNames: Set<String> {
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
