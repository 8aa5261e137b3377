import Networks

/// The training settings as described by Keras's `training_config`, with which Keras can continue to train the
/// network.
enum KerasTraining {
    static func description(of settings: TrainingSettings, output: Activation) -> JSON {
        [
            "loss": loss(of: settings, output: output), "loss_weights": nil, "metrics": .list(metrics(of: settings)),
            "weighted_metrics": nil, "run_eagerly": false, "steps_per_execution": 1, "jit_compile": false,
            "optimizer_config": [
                "class_name": .text(settings.optimizer.rule.className), "module": "keras.optimizers",
                "registered_name": nil, "config": configuration(of: settings.optimizer),
            ],
        ]
    }

    /// Returns the same settings as described in a `.keras` file.
    static func compiled(_ description: JSON) -> JSON {
        guard case .object(var members) = description else { return description }
        members["optimizer"] = members.removeValue(forKey: "optimizer_config")
        return .object(members)
    }

    /// Returns the training settings according to a file. Settings that are missing or not supported here have the
    /// default for the outputs.
    static func settings(of description: JSON?, outputs: Activation) -> TrainingSettings {
        var settings = TrainingSettings()
        let isNumber = outputs == .linear
        settings.loss =
            isNumber ? .meanSquaredError : outputs == .sigmoid ? .binaryCrossentropy : .categoricalCrossentropy
        settings.score = isNumber ? .r2 : .accuracy
        if let loss = loss(of: description?["loss"]), loss.objection(to: outputs) == nil { settings.loss = loss }
        let found = description?["optimizer_config"] ?? description?["optimizer"]
        if let name = found?["class_name"]?.text,
            let rule = Optimizer.Rule.all.first(where: { $0.className == name })
        {
            settings.optimizer = Optimizer(rule)
            let configuration = found?["config"]
            if let rate = configuration?["learning_rate"]?.number, rate > 0 {
                settings.optimizer.learningRate = Float(rate)
            }
            if let decay = configuration?["weight_decay"]?.number, decay >= 0 {
                settings.optimizer.weightDecay = decay > 0 ? Float(decay) : nil
            }
            if rule.takesMomentum, let momentum = configuration?["momentum"]?.number, momentum > 0 {
                settings.optimizer.momentum = Optimizer.Momentum(
                    share: Float(momentum), isNesterov: configuration?["nesterov"]?.truth ?? false)
            }
        }
        return settings
    }

    /// Returns the objective if Keras defines it in the same way, otherwise the most informative metric.
    private static func metrics(of settings: TrainingSettings) -> [JSON] {
        switch settings.score {
        case .binaryAccuracy: ["binary_accuracy"]
        case .r2: ["r2_score"]
        case .accuracy, .precision, .recall, .f1, .f1Micro: ["accuracy"]
        default: []
        }
    }

    /// Returns the learning rate and the constants of a rule under Keras's names.
    static func configuration(of optimizer: Optimizer) -> JSON {
        var members: [String: JSON] = [
            "name": .text(optimizer.name), "learning_rate": .real(number(optimizer.learningRate)),
        ]
        members["weight_decay"] = optimizer.weightDecay.map { .real(number($0)) }
        let constants = optimizer.constants
        members["beta_1"] = constants.beta1.map { .real($0) }
        members["beta_2"] = constants.beta2.map { .real($0) }
        members["rho"] = constants.rho.map { .real($0) }
        members["epsilon"] = constants.epsilon.map { .real($0) }
        members["initial_accumulator_value"] = constants.firstMoment.map { .real($0) }
        for (name, argument) in optimizer.rule.kerasArguments(optimizer) {
            members[name] =
                switch argument {
                case .number(let value): .real(number(value))
                case .truth(let value): .truth(value)
                }
        }
        return .object(members)
    }

    /// Returns a number as it was typed, not the exact value of the nearest Float.
    private static func number(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
