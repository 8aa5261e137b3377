import Networks

/// Losses in Keras's terms.
extension KerasTraining {
    /// Returns the loss; null for one that Keras does not have.
    static func loss(of settings: TrainingSettings, output: Activation) -> JSON {
        switch settings.loss {
        case .quantile: nil
        case .focal(let focus):
            [
                "module": "keras.losses", "registered_name": nil,
                "class_name": .text(output == .softmax ? categoricalFocal.0 : binaryFocal.0),
                "config": focalConfiguration(focus, output),
            ]
        default: .text(settings.loss.name)
        }
    }

    private static let categoricalFocal = ("CategoricalFocalCrossentropy", "categorical_focal_crossentropy")
    private static let binaryFocal = ("BinaryFocalCrossentropy", "binary_focal_crossentropy")

    private static func focalConfiguration(_ focus: Double, _ output: Activation) -> JSON {
        var members: [String: JSON] = [
            "name": .text(output == .softmax ? categoricalFocal.1 : binaryFocal.1),
            "reduction": "sum_over_batch_size", "gamma": .real(focus), "from_logits": false, "label_smoothing": 0.0,
            "alpha": .real(output == .softmax ? 1 : 0.25),
        ]
        if output != .softmax { members["apply_class_balancing"] = false }
        return .object(members)
    }

    /// Returns the loss that a file describes; nil for one that is unknown here.
    static func loss(of description: JSON?) -> Loss? {
        let configuration = description?["config"]
        guard let name = description?.text ?? configuration?["name"]?.text else { return nil }
        switch name {
        // The two losses differ only in the format of targets.
        case "sparse_categorical_crossentropy": return .categoricalCrossentropy
        case categoricalFocal.1, binaryFocal.1:
            return Loss(word: "focal", number: configuration?["gamma"]?.number ?? Loss.defaultFocus)
        default: return Loss(named: name)
        }
    }

    /// Returns the loss as a Python expression for `compile`.
    static func program(_ loss: Loss, output: Activation) -> String {
        switch loss {
        case .focal(let focus) where output == .softmax:
            "keras.losses.\(categoricalFocal.0)(alpha=1.0, gamma=\(focus))"
        case .focal(let focus): "keras.losses.\(binaryFocal.0)(gamma=\(focus))"
        case .quantile: "quantile"
        default: "\"\(loss.name)\""
        }
    }

    /// Returns the definition of a loss that Keras does not have, in Python; empty for others.
    static func definition(_ loss: Loss) -> String {
        guard case .quantile(let quantile) = loss else { return "" }
        return """


            def quantile(wanted, found):
                difference = wanted - found
                values = keras.ops.maximum(\(quantile) * difference, (\(quantile) - 1) * difference)
                return keras.ops.mean(values, axis=-1)


            """
    }
}
