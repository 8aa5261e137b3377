import Networks

/// How a network was trained, as Keras's `training_config` says it: with it, Keras can train the network on.
enum KerasTraining {
    static func description(of settings: TrainingSettings) -> JSON {
        [
            "loss": .text(settings.loss.name), "loss_weights": nil, "metrics": .list(metrics(of: settings)),
            "weighted_metrics": nil, "run_eagerly": false, "steps_per_execution": 1, "jit_compile": false,
            "optimizer_config": [
                "class_name": .text(className(of: settings.optimizer.rule)), "module": "keras.optimizers",
                "registered_name": nil, "config": configuration(of: settings.optimizer),
            ],
        ]
    }

    /// The same as a `.keras` file says it.
    static func compiled(_ description: JSON) -> JSON {
        guard case .object(var members) = description else { return description }
        members["optimizer"] = members.removeValue(forKey: "optimizer_config")
        return .object(members)
    }

    /// What a file says of how its network was trained; what it does not say, or what there is not here, is as usual for
    /// its outputs.
    static func settings(of description: JSON?, outputs: Activation) -> TrainingSettings {
        var settings = TrainingSettings()
        let isNumber = outputs == .linear
        settings.loss =
            isNumber ? .meanSquaredError : outputs == .sigmoid ? .binaryCrossentropy : .categoricalCrossentropy
        settings.score = isNumber ? .r2 : .accuracy
        let loss = description?["loss"]?.text ?? description?["loss"]?["config"]?["name"]?.text
        // What differs is only how targets are written.
        if let loss = loss.flatMap({
            Loss(named: $0 == "sparse_categorical_crossentropy" ? "categorical_crossentropy" : $0)
        }),
            loss.objection(to: outputs) == nil
        {
            settings.loss = loss
        }
        let found = description?["optimizer_config"] ?? description?["optimizer"]
        if let name = found?["class_name"]?.text,
            let rule = Optimizer.Rule.allCases.first(where: { className(of: $0) == name })
        {
            settings.optimizer = Optimizer(rule)
            let configuration = found?["config"]
            if let rate = configuration?["learning_rate"]?.number, rate > 0 {
                settings.optimizer.learningRate = Float(rate)
            }
            if let decay = configuration?["weight_decay"]?.number, decay >= 0 {
                settings.optimizer.weightDecay = decay > 0 ? Float(decay) : nil
            }
            if rule == .sgd, let momentum = configuration?["momentum"]?.number, momentum > 0 {
                settings.optimizer.momentum = Optimizer.Momentum(
                    share: Float(momentum), isNesterov: configuration?["nesterov"]?.truth ?? false)
            }
        }
        return settings
    }

    /// The score that was sought where Keras has it by the same meaning, else what tells most.
    private static func metrics(of settings: TrainingSettings) -> [JSON] {
        switch settings.score {
        case .binaryAccuracy: ["binary_accuracy"]
        case .r2: ["r2_score"]
        case .accuracy, .precision, .recall, .f1, .f1Micro: ["accuracy"]
        case .loss: []
        }
    }

    static func className(of rule: Optimizer.Rule) -> String {
        switch rule {
        case .sgd: "SGD"
        case .rmsprop: "RMSprop"
        case .adagrad: "Adagrad"
        case .adadelta: "Adadelta"
        case .adam: "Adam"
        case .adamw: "AdamW"
        case .adamax: "Adamax"
        case .nadam: "Nadam"
        case .lion: "Lion"
        }
    }

    /// The rate, and the constants of each rule under Keras's names.
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
        switch optimizer.rule {
        case .sgd:
            members["momentum"] = .real(number(optimizer.momentum?.share ?? 0))
            members["nesterov"] = .truth(optimizer.momentum?.isNesterov ?? false)
        case .rmsprop:
            members["momentum"] = 0.0
            members["centered"] = false
        case .adam, .adamw: members["amsgrad"] = false
        case .adagrad, .adadelta, .adamax, .nadam, .lion: break
        }
        return .object(members)
    }

    /// A number as it was typed, not as the nearest Float is written in full.
    private static func number(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
