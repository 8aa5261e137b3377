import CommandLanguage
import Datasets
import Networks

/// The training of a network as `training` sets it, whatever its genes are.
struct TrainingPlan: Hashable, Sendable {
    /// The loss that training minimises.
    var loss = Loss.categoricalCrossentropy
    /// The activation of the output layer.
    var output = Activation.softmax
    /// The course of the learning rate over the epochs.
    var schedule = Schedule.constant
    /// The weight decay of each step, times the learning rate; nil for that of the optimizer.
    var decay: Double?
    /// The share of each target that is spread over all classes.
    var smoothing = 0.0
    /// The numbers that matrix products are made of.
    var precision = Precision.float32
    /// The most passes over the training samples; nil for no limit.
    var epochs: Int?
    /// The most seconds; nil for no limit.
    var seconds: Double?
    /// Epochs without improvement before training stops.
    var patience = TrainingSettings().patience
    /// The least change of the score that is an improvement.
    var change = TrainingSettings().minimumChange
    /// The seed of the networks' random numbers.
    var seed = 1
    /// The trainings that each fitness is the mean of.
    var repeats = 1

    /// The settings of one training.
    ///
    /// - Parameter score: the score that improvement is measured by.
    func settings(score: Metric) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.loss = loss
        settings.schedule = schedule == .constant ? nil : schedule
        settings.optimizer.weightDecay = decay.map(Float.init)
        settings.labelSmoothing = smoothing > 0 ? Float(smoothing) : nil
        settings.precision = precision == .float32 ? nil : precision
        settings.epochs = epochs
        settings.timeLimit = seconds
        settings.patience = patience
        settings.minimumChange = change
        settings.score = score
        return settings
    }
}

extension TrainingPlan: DescribedSettings {
    static let defaults = TrainingPlan()

    /// The settings of `training`: one line each.
    static let descriptions: [SettingDescription<TrainingPlan>] = [
        .init("loss", \.loss, .word(of: .loss), "what training minimises"),
        .init("output", \.output, .word(of: .activation), "the activation of the output layer"),
        .init("schedule", \.schedule, .word(of: .schedule), "how the learning rate changes over the epochs"),
        .init(
            "decay", \.decay, .number(0...1e9), none: "as the optimizer has it",
            "what each step takes off each weight, times the learning rate"),
        .init("smoothing", \.smoothing, .number(0...0.999), "the share of each target that is spread over all classes"),
        .init("precision", \.precision, .word(of: .precision), "what the matrix products are made of"),
        .init(
            "epochs", \.epochs, .integer(1...1_000_000), none: "until patience ends",
            "passes over the training samples, at the most"),
        .init(
            "time", \.seconds, .duration, none: "no limit",
            "seconds at the most; results then depend on the machine", storedName: "seconds"),
        .init("patience", \.patience, .integer(1...1_000_000), "epochs without improvement before it stops"),
        .init("change", \.change, .number(0...1e9), "the least change of the score that is an improvement"),
        .init("seed", \.seed, .integer(0...Int.max), "fixes the networks' random numbers"),
        .init(
            "repeat", \.repeats, .integer(1...1000), "trainings with other random numbers that fitness is the mean of",
            storedName: "repeats"),
    ]
}

/// The training settings that the user chose; the others follow from the data or are the defaults.
typealias TrainingChoice = Chosen<TrainingPlan>

extension TrainingChoice {
    /// The whole plan. Numeric targets have a linear output and a squared error unless the user chose others.
    func plan(for targets: Targets?) -> TrainingPlan {
        var plan = TrainingPlan()
        if case .values? = targets { (plan.loss, plan.output) = (.meanSquaredError, .linear) }
        return laid(over: plan)
    }

    /// The activation of the output layer for some targets.
    func outputActivation(for targets: Targets?) -> Activation { plan(for: targets).output }

    /// The settings of one training, the defaults filled in by what the data are.
    func settings(for targets: Targets?, score: Metric) -> TrainingSettings {
        plan(for: targets).settings(score: score)
    }
}
