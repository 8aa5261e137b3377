import Foundation

/// The number of a step and what follows from it for all parameters.
struct StepNumber {
    /// The number, from 1.
    let number: Double
    /// The learning rate of this step.
    let rate: Double
    /// The decay rates of the moments; 0 if the rule has none.
    let beta1: Double
    let beta2: Double

    /// The factor that corrects the bias of the first moment, which starts at 0.
    var firstShare: Double { 1 - pow(beta1, number) }
    /// The factor that corrects the bias of the second moment, which starts at 0.
    var secondShare: Double { 1 - pow(beta2, number) }
}

/// Factors that depend on the step number, computed once per step for all layers.
struct StepFactors {
    var rate: Float = 0
    /// The factor by which weight decay multiplies each parameter.
    var keep: Float = 1
    var momentum: Float = 0
    var gradient: Float = 0
    var second: Float = 0
    /// The product of the momenta of all steps so far, in rules with a schedule of momenta.
    var momentumProduct = 1.0
    /// The constants of the rule; those that it does not have are 0 and never read.
    let beta1: Float
    let beta2: Float
    let rho: Float
    let epsilon: Float
}

/// The parameters of one step with their gradient and the moments of the rule.
struct StepParameters {
    let weights: UnsafeMutablePointer<Float>
    let gradient: UnsafePointer<Float>
    /// The first moments.
    let moments: UnsafeMutablePointer<Float>
    /// The distance of the second moments from the first ones.
    let stride: Int
    let count: Int

    /// The second moments.
    var seconds: UnsafeMutablePointer<Float> { moments + stride }
}

/// The state of an optimizer during training.
struct OptimizerStep {
    private let optimizer: Optimizer
    private var count = 0
    private var factors: StepFactors

    init(_ optimizer: Optimizer) {
        self.optimizer = optimizer
        let constants = optimizer.constants
        factors = StepFactors(
            beta1: Float(constants.beta1 ?? 0), beta2: Float(constants.beta2 ?? 0), rho: Float(constants.rho ?? 0),
            epsilon: Float(constants.epsilon ?? 0))
    }

    /// Advances to the next step.
    ///
    /// - Parameter rateFactor: The fraction of the learning rate according to the schedule.
    mutating func advance(rateFactor: Double = 1) {
        count += 1
        let rate = Double(optimizer.learningRate) * rateFactor
        factors.keep = optimizer.weightDecay.map { Float(1 - Double($0) * rate) } ?? 1
        let constants = optimizer.constants
        optimizer.rule.prepare(
            StepNumber(
                number: Double(count), rate: rate, beta1: constants.beta1 ?? 0, beta2: constants.beta2 ?? 0), &factors)
    }

    /// Applies the step to the given parameters. `moments` holds the moments of the rule, each with as many numbers as
    /// there are parameters, `stride` apart.
    func apply(
        to weights: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
        moments: UnsafeMutablePointer<Float>, stride: Int, count: Int
    ) {
        optimizer.rule.apply(
            optimizer, factors,
            StepParameters(weights: weights, gradient: gradient, moments: moments, stride: stride, count: count))
    }
}
