import Networks

/// Twenty networks of the default 15 genes, drawn at random once: the job that this benchmark and the peers time.
struct BenchmarkGenome {
    let optimizer: String
    let activation: String
    let batchSize: Int
    let initializer: String
    let inputDropout: Float
    let neurons: [Int]
    let dropout: [Float]

    init(
        _ optimizer: String, _ activation: String, _ batchSize: Int, _ initializer: String, _ inputDropout: Float,
        _ neurons: [Int], _ dropout: [Float]
    ) {
        self.optimizer = optimizer
        self.activation = activation
        self.batchSize = batchSize
        self.initializer = initializer
        self.inputDropout = inputDropout
        self.neurons = neurons
        self.dropout = dropout
    }

    static let all: [BenchmarkGenome] = [
        .init("nadam", "elu", 16, "lecun_normal", 0.4, [16, 512, 32, 16, 512], [0.4, 0.3, 0.0, 0.0, 0.5]),
        .init("adam", "relu", 64, "lecun_uniform", 0.2, [256, 256, 0, 0, 64], [0.3, 0.0, 0.2, 0.3, 0.1]),
        .init("nadam", "elu", 64, "lecun_uniform", 0.5, [256, 512, 256, 512, 0], [0.3, 0.4, 0.4, 0.3, 0.4]),
        .init("nadam", "elu", 32, "glorot_uniform", 0.1, [0, 512, 64, 0, 1024], [0.2, 0.3, 0.2, 0.3, 0.5]),
        .init("nadam", "elu", 64, "lecun_normal", 0.1, [1024, 32, 0, 128, 16], [0.3, 0.3, 0.1, 0.5, 0.5]),
        .init("adam", "relu", 32, "lecun_normal", 0.5, [128, 256, 32, 512, 64], [0.2, 0.3, 0.4, 0.2, 0.5]),
        .init("nadam", "relu", 32, "lecun_normal", 0.0, [1024, 64, 0, 0, 1024], [0.0, 0.0, 0.2, 0.3, 0.1]),
        .init("adamax", "elu", 16, "he_normal", 0.1, [512, 128, 128, 0, 256], [0.2, 0.4, 0.2, 0.2, 0.2]),
        .init("adamax", "elu", 32, "he_uniform", 0.1, [256, 0, 512, 16, 32], [0.3, 0.0, 0.5, 0.2, 0.0]),
        .init("adam", "relu", 32, "he_uniform", 0.4, [512, 16, 0, 128, 0], [0.2, 0.1, 0.1, 0.4, 0.5]),
        .init("adamax", "elu", 16, "glorot_normal", 0.4, [16, 16, 512, 64, 128], [0.5, 0.3, 0.5, 0.4, 0.0]),
        .init("adam", "elu", 64, "he_uniform", 0.1, [32, 128, 1024, 32, 128], [0.4, 0.1, 0.4, 0.5, 0.2]),
        .init("nadam", "relu", 64, "glorot_normal", 0.2, [256, 64, 512, 512, 128], [0.2, 0.2, 0.4, 0.5, 0.1]),
        .init("adamax", "elu", 16, "glorot_normal", 0.4, [16, 32, 16, 32, 512], [0.5, 0.1, 0.1, 0.5, 0.5]),
        .init("adamax", "elu", 16, "he_normal", 0.5, [64, 64, 256, 16, 0], [0.4, 0.3, 0.1, 0.5, 0.0]),
        .init("adam", "elu", 64, "lecun_normal", 0.3, [256, 128, 0, 64, 32], [0.4, 0.0, 0.4, 0.3, 0.0]),
        .init("nadam", "elu", 64, "glorot_normal", 0.1, [512, 64, 512, 512, 16], [0.2, 0.3, 0.0, 0.0, 0.2]),
        .init("nadam", "relu", 32, "lecun_normal", 0.5, [512, 256, 256, 256, 128], [0.5, 0.1, 0.4, 0.3, 0.5]),
        .init("adam", "elu", 32, "lecun_uniform", 0.1, [0, 16, 128, 0, 16], [0.0, 0.3, 0.2, 0.0, 0.3]),
        .init("nadam", "elu", 16, "lecun_uniform", 0.0, [128, 512, 128, 128, 128], [0.0, 0.1, 0.4, 0.5, 0.2]),
    ]

    /// Returns the network and its training settings for one epoch.
    func network(inputs: Int, outputs: Int) -> (architecture: Architecture, settings: TrainingSettings)? {
        guard let activation = Activation(named: activation), let initializer = Initializer(named: initializer),
            let optimizer = Optimizer(named: optimizer)
        else { return nil }
        let layers = zip(neurons, dropout).filter { $0.0 > 0 }
        let architecture = Architecture(
            inputs: inputs, inputDropout: DropoutRate(inputDropout) ?? .none,
            hidden: layers.map {
                DenseLayer(neurons: $0, activation: activation, dropout: DropoutRate($1) ?? .none)
            }, outputs: outputs, outputActivation: .softmax, initializer: initializer)
        var settings = TrainingSettings()
        settings.optimizer = optimizer
        settings.batchSize = batchSize
        settings.epochs = 1
        return (architecture, settings)
    }
}
