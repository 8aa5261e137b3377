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

    /// The score that was sought where Keras has it by the same meaning, else what tells most.
    private static func metrics(of settings: TrainingSettings) -> [JSON] {
        switch settings.score {
        case .binaryAccuracy: ["binary_accuracy"]
        case .r2: ["r2_score"]
        case .accuracy, .precision, .recall, .f1, .f1Micro: ["accuracy"]
        case .loss: []
        }
    }

    private static func className(of rule: Optimizer.Rule) -> String {
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

    /// The rate, and the constants of each rule, which are Keras's.
    private static func configuration(of optimizer: Optimizer) -> JSON {
        var common: JSON = ["name": .text(optimizer.name), "learning_rate": .real(number(optimizer.learningRate))]
        if let decay = optimizer.weightDecay { common = common.with(["weight_decay": .real(number(decay))]) }
        switch optimizer.rule {
        case .sgd:
            return common.with([
                "momentum": .real(number(optimizer.momentum?.share ?? 0)),
                "nesterov": .truth(optimizer.momentum?.isNesterov ?? false),
            ])
        case .rmsprop: return common.with(["rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": false])
        case .adagrad: return common.with(["initial_accumulator_value": 0.1, "epsilon": 1e-7])
        case .adadelta: return common.with(["rho": 0.95, "epsilon": 1e-7])
        case .adam, .adamw: return common.with(["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": false])
        case .adamax, .nadam: return common.with(["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7])
        case .lion: return common.with(["beta_1": 0.9, "beta_2": 0.99])
        }
    }

    /// A number as it was typed, not as the nearest Float is written in full.
    private static func number(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
