import Networks
import Notation

/// The text that identifies a network in the memory: architecture and training settings, field by field.
///
/// The names, their order and the number format are part of every user's memory. Version 1 is the text that earlier
/// versions of ns derived from property names: JSON (RFC 8259) with sorted keys. A property may be renamed; a name
/// here may not, unless the memory is migrated. Nil fields are left out, so that a new setting does not change the
/// key of a network without it. `FingerprintTests` compares the keys of a hundred networks.
struct NetworkKey: Hashable, Sendable {
    /// The version of the key, raised whenever keys change. Version 1 has no mark in the text.
    static let version = 1

    /// The text, on one line.
    let text: String

    /// Writes the key of a network.
    ///
    /// - Throws: `.notFinite` for a setting that is infinite or NaN, because its key would not be unique.
    init(_ blueprint: NetworkBlueprint) throws(ObjectiveError) {
        let parts = [try Self.text(blueprint.architecture), try Self.text(blueprint.settings)]
        text = (Self.version == 1 ? "" : "key \(Self.version) ") + parts.joined(separator: " ")
    }

    private static func text(_ architecture: Architecture) throws(ObjectiveError) -> String {
        var layers: [String] = []
        for layer in architecture.hidden { layers.append(try text(layer)) }
        var object = KeyObject()
        if !architecture.features.isEmpty { object.add("features", text: try text(architecture.features)) }
        object.add("hidden", text: "[\(layers.joined(separator: ","))]")
        object.add("initializer", word: architecture.initializer.name)
        if !architecture.features.isEmpty {
            let dimensions = architecture.input.dimensions.map(String.init)
            object.add("input", text: "[\(dimensions.joined(separator: ","))]")
        }
        try object.add("inputDropout", architecture.inputDropout.value, setting: "input_dropout")
        object.add("inputs", architecture.inputs)
        object.add("outputActivation", word: architecture.outputActivation.name)
        object.add("outputs", architecture.outputs)
        return object.text
    }

    /// Returns the layers before the dense ones, each as its kind and its fields in the layer's own order.
    private static func text(_ layers: [AnyLayer]) throws(ObjectiveError) -> String {
        var texts: [String] = []
        for layer in layers {
            var object = KeyObject()
            object.add("kind", word: layer.name)
            for field in layer.fields {
                switch field.value {
                case .integer(let integer): object.add(field.name, integer)
                case .number(let number):
                    try object.add(field.name, number, setting: "\(field.name) of \(layer.name)")
                case .word(let word): object.add(field.name, word: word)
                case .flag(let flag): object.add(field.name, text: flag ? "true" : "false")
                case .layers(let layers): object.add(field.name, text: try text(layers))
                }
            }
            texts.append(object.text)
        }
        return "[\(texts.joined(separator: ","))]"
    }

    private static func text(_ layer: DenseLayer) throws(ObjectiveError) -> String {
        var object = KeyObject()
        object.add("activation", word: layer.activation.name)
        try object.add("dropout", layer.dropout.value, setting: "dropout")
        object.add("neurons", layer.neurons)
        if let normalization = layer.normalization {
            var constants = KeyObject()
            try constants.add("epsilon", normalization.epsilon, setting: "epsilon of batch_normalization")
            try constants.add("momentum", normalization.momentum, setting: "momentum of batch_normalization")
            object.add("normalization", text: constants.text)
        }
        return object.text
    }

    private static func text(_ settings: TrainingSettings) throws(ObjectiveError) -> String {
        var object = KeyObject()
        if let augmentation = settings.augmentation {
            var changes = KeyObject()
            changes.add("cutout", augmentation.cutout)
            changes.add("flip", text: augmentation.flip ? "true" : "false")
            changes.add("shift", augmentation.shift)
            object.add("augmentation", text: changes.text)
        }
        object.add("batchSize", settings.batchSize)
        switch settings.classWeights {
        case nil, .equal: break
        case .balanced: object.add("classWeights", word: "balanced")
        case .chosen:
            var weights = KeyObject()
            for (name, weight) in settings.classWeights?.chosen ?? [] {
                try weights.add(quoted: name, weight, setting: "training weights")
            }
            object.add("classWeights", text: weights.text)
        }
        if let epochs = settings.epochs { object.add("epochs", epochs) }
        if let smoothing = settings.labelSmoothing {
            try object.add("labelSmoothing", smoothing, setting: "label_smoothing")
        }
        object.add("loss", word: settings.loss.name)
        try object.add("minimumChange", settings.minimumChange, setting: "training change")
        object.add("optimizer", text: try text(settings.optimizer))
        object.add("patience", settings.patience)
        if let penalty = settings.penalty {
            var costs = KeyObject()
            try costs.add("l1", penalty.l1, setting: "l1")
            try costs.add("l2", penalty.l2, setting: "l2")
            object.add("penalty", text: costs.text)
        }
        if let precision = settings.precision { object.add("precision", word: precision.name) }
        if let schedule = settings.schedule { object.add("schedule", word: schedule.name) }
        object.add("score", text: JSONText.quoted(settings.score.name))
        object.add("seed", settings.seed)
        if let limit = settings.timeLimit { try object.add("timeLimit", limit, setting: "training time") }
        return object.text
    }

    private static func text(_ optimizer: Optimizer) throws(ObjectiveError) -> String {
        var object = KeyObject()
        try object.add("learningRate", optimizer.learningRate, setting: "learning_rate")
        if let momentum = optimizer.momentum {
            var fields = KeyObject()
            fields.add("isNesterov", text: momentum.isNesterov ? "true" : "false")
            try fields.add("share", momentum.share, setting: "momentum")
            object.add("momentum", text: fields.text)
        }
        object.add("rule", word: optimizer.name)
        if let decay = optimizer.weightDecay { try object.add("weightDecay", decay, setting: "weight_decay") }
        return object.text
    }
}

/// A JSON object (RFC 8259) whose fields are written in the order in which they are added.
private struct KeyObject {
    private var fields: [String] = []

    /// The object, without whitespace.
    var text: String { "{\(fields.joined(separator: ","))}" }

    /// Adds a number under a name that may need escapes.
    ///
    /// - Throws: `.notFinite` if the number is infinite or NaN.
    mutating func add(quoted name: String, _ number: Double, setting: String) throws(ObjectiveError) {
        let escaped = String(JSONText.quoted(name).dropFirst().dropLast())
        try add(escaped, number, setting: setting)
    }

    /// Adds a value that is already JSON.
    mutating func add(_ name: String, text: String) { fields.append("\"\(name)\":\(text)") }

    /// Adds a word of letters and underscores.
    mutating func add(_ name: String, word: String) { add(name, text: "\"\(word)\"") }

    mutating func add(_ name: String, _ number: some BinaryInteger) { add(name, text: String(number)) }

    /// Adds a real number with the fewest digits that identify it; integral values have no decimal point.
    ///
    /// - Parameter setting: the setting's name in the language.
    /// - Throws: `.notFinite` if the number is infinite or NaN.
    mutating func add<Number: BinaryFloatingPoint & CustomStringConvertible>(
        _ name: String, _ number: Number, setting: String
    ) throws(ObjectiveError) {
        guard number.isFinite else { throw .notFinite(setting: setting, value: number.description) }
        let digits = number.description
        add(name, text: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
    }
}
