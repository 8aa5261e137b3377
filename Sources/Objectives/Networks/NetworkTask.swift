public import Networks

/// The task of a network: the shape of the data and the settings that no gene determines.
public struct NetworkTask: Hashable, Sendable {
    let input: TensorShape
    let outputs: Int
    let outputActivation: Activation
    let settings: TrainingSettings

    /// Creates a task.
    ///
    /// - Parameters:
    ///   - input: the shape of a sample.
    ///   - outputs: the number of classes or of numeric targets.
    ///   - settings: the training settings, which genes may override.
    public init(input: TensorShape, outputs: Int, outputActivation: Activation, settings: TrainingSettings) {
        self.input = input
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.settings = settings
    }

    /// Creates a task whose samples are rows of numbers.
    ///
    /// - Parameters:
    ///   - inputs: the number of inputs of a sample.
    ///   - outputs: the number of classes or of numeric targets.
    ///   - settings: the training settings, which genes may override.
    public init(inputs: Int, outputs: Int, outputActivation: Activation, settings: TrainingSettings) {
        self.init(
            input: .vector(inputs), outputs: outputs, outputActivation: outputActivation, settings: settings)
    }
}
