import CommandLanguage
import CommandParsing
package import Datasets
package import Evolution
package import Networks

/// The training settings of all networks, as set by `training`.
package struct TrainingPlan: Hashable, Sendable {
    /// The loss that training minimises.
    package var loss = Loss.categoricalCrossentropy
    /// The activation of the output layer.
    package var output = Activation.softmax
    /// The learning rate schedule over the epochs.
    var schedule = Schedule.constant
    /// The weight decay of each step, times the learning rate; nil for that of the optimizer.
    var decay: Double?
    /// The label smoothing: the fraction of each target that is spread over all classes.
    var smoothing = 0.0
    /// The weights of classes in the loss.
    package var weights = ClassWeights.equal
    /// True if half of the training images are mirrored.
    var flip = false
    /// The maximum number of pixels by which training images move in each direction.
    var shift = 0
    /// The side in pixels of the square that is hidden in training images.
    var cutout = 0
    /// The number format of matrix products.
    package var precision = Precision.float32
    /// The maximum number of epochs, or a range; nil for no limit.
    package var epochs: TrainingEpochs?
    /// The factor between the numbers of epochs at which hopeless trainings end.
    package var factor = Rungs.usualFactor
    /// The rule that ends hopeless trainings, if the epochs are a range.
    package var stopping = Stopping.usual
    /// The time limit in seconds; nil for no limit.
    package var seconds: Double?
    /// The number of epochs without improvement before training stops.
    var patience = TrainingSettings().patience
    /// The minimum change of the score that counts as an improvement.
    var change = TrainingSettings().minimumChange
    /// The seed of the networks' random numbers.
    package var seed = 1
    /// The number of trainings of each network; its fitness is their mean.
    package var repeats = 1

    /// The random changes of training images; nil for none.
    package var augmentation: Augmentation? {
        Augmentation(flip: flip, shift: shift, cutout: cutout).flatMap { $0.isIdentity ? nil : $0 }
    }

    /// Returns the settings of one training.
    ///
    /// - Parameter score: the score whose improvement counts.
    package func settings(score: Metric) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.loss = loss
        settings.schedule = schedule == .constant ? nil : schedule
        settings.optimizer.weightDecay = decay.map(Float.init)
        settings.labelSmoothing = smoothing > 0 ? Float(smoothing) : nil
        settings.classWeights = weights == .equal ? nil : weights
        settings.augmentation = augmentation
        settings.precision = precision == .float32 ? nil : precision
        settings.epochs = epochs?.highest
        settings.timeLimit = seconds
        settings.patience = patience
        settings.minimumChange = change
        settings.score = score
        return settings
    }
}

extension TrainingPlan: DescribedSettings {
    package static let defaults = TrainingPlan()

    /// The descriptions of the settings of `training`.
    package static let descriptions: [SettingDescription<TrainingPlan>] = [
        .init("loss", \.loss, .loss, "loss function"),
        .init("output", \.output, .word(of: .activation), "activation function of the output layer"),
        .init("schedule", \.schedule, .word(of: .schedule), "learning rate schedule over the epochs"),
        .init(
            "decay", \.decay, .number(0...1e9), none: "the optimizer's default",
            "weight decay of each step, multiplied by the learning rate"),
        .init(
            "smoothing", \.smoothing, .number(0...0.999),
            "label smoothing: fraction of each target that is spread over all classes"),
        .init(
            "weights", \.weights, .classWeights,
            "weights of classes in the loss: equal, balanced by their frequency, or of some classes"),
        .init(
            "flip", \.flip, .onOrOff(on: "mirrors half of the training images", off: "leaves images as they are"),
            "random mirroring of training images, left and right"),
        .init(
            "shift", \.shift, .integer(Augmentation.pixels),
            "pixels by which training images move at random in each direction"),
        .init(
            "cutout", \.cutout, .integer(Augmentation.pixels),
            "side in pixels of a random square that is hidden in training images"),
        .init("precision", \.precision, .word(of: .precision), "number format of the matrix products"),
        .init(
            "epochs", \.epochs, .epochs(TrainingLimits.epochCounts), none: "until patience runs out",
            "maximum number of passes over the training samples; with a range, hopeless trainings end early"),
        .init(
            "factor", \.factor, .integer(Rungs.factors),
            "factor between the numbers of epochs at which hopeless trainings end"),
        .init("stopping", \.stopping, .stopping, "rule that ends hopeless trainings if the epochs are a range"),
        .init(
            "time", \.seconds, .duration, none: "no limit",
            "time limit; results then depend on the machine", storedName: "seconds"),
        .init(
            "patience", \.patience, .integer(TrainingLimits.patiences),
            "epochs without improvement before training stops"),
        .init("change", \.change, .number(0...1e9), "minimum change of the score that counts as an improvement"),
        .init("seed", \.seed, .integer(0...Int.max), "seed of the networks' random numbers"),
        .init(
            "repeat", \.repeats, .integer(1...1000), "trainings with different random numbers; fitness is their mean",
            storedName: "repeats"),
    ]
}

/// The training settings that the user chose; the others follow from the data or are the defaults.
package typealias TrainingChoice = Chosen<TrainingPlan>

extension TrainingChoice {
    /// Returns the complete plan. Numeric targets have a linear output and a squared error unless the user chose
    /// others; few samples have a higher patience.
    ///
    /// - Parameter samples: The number of samples outside the test set; nil if it is unknown.
    package func plan(for targets: Targets?, samples: Int?) -> TrainingPlan {
        var plan = TrainingPlan()
        plan.patience = SmallData.patience(samples: samples)
        if case .values? = targets { (plan.loss, plan.output) = (.meanSquaredError, .linear) }
        return laid(over: plan)
    }

    /// Returns the activation of the output layer for some targets.
    package func outputActivation(for targets: Targets?) -> Activation { plan(for: targets, samples: nil).output }
}
