import Foundation

/// The number of a step and what follows from it for all parameters.
package struct StepNumber {
    /// The number, from 1.
    package let number: Double
    /// The learning rate of this step.
    package let rate: Double
    /// The decay rates of the moments; 0 if the rule has none.
    package let beta1: Double
    package let beta2: Double

    /// The factor that corrects the bias of the first moment, which starts at 0.
    package var firstShare: Double { 1 - pow(beta1, number) }
    /// The factor that corrects the bias of the second moment, which starts at 0.
    package var secondShare: Double { 1 - pow(beta2, number) }
}

/// Factors that depend on the step number, computed once per step for all layers.
package struct StepFactors {
    /// The learning rate of this step, corrected if the rule corrects it.
    package var rate: Float = 0
    /// The factor by which weight decay multiplies each parameter.
    package var keep: Float = 1
    /// Factors that rules with a schedule of momenta need.
    package var momentum: Float = 0
    package var gradient: Float = 0
    package var second: Float = 0
    /// The product of the momenta of all steps so far, in rules with a schedule of momenta.
    package var momentumProduct = 1.0
    /// The constants of the rule; those that it does not have are 0 and never read.
    package let beta1: Float
    package let beta2: Float
    package let rho: Float
    package let epsilon: Float
}

/// The parameters of one step with their gradient and the moments of the rule.
package struct StepParameters {
    /// The parameters.
    package let weights: UnsafeMutablePointer<Float>
    /// Their gradient.
    package let gradient: UnsafePointer<Float>
    /// The first moments.
    package let moments: UnsafeMutablePointer<Float>
    /// The distance of the second moments from the first ones.
    package let stride: Int
    /// The number of parameters.
    package let count: Int

    /// The second moments.
    package var seconds: UnsafeMutablePointer<Float> { moments + stride }
}

/// The state of an optimizer during training.
package struct OptimizerStep {
    private let optimizer: Optimizer
    private var count = 0
    private var factors: StepFactors

    package init(_ optimizer: Optimizer) {
        self.optimizer = optimizer
        let constants = optimizer.constants
        factors = StepFactors(
            beta1: Float(constants.beta1 ?? 0), beta2: Float(constants.beta2 ?? 0), rho: Float(constants.rho ?? 0),
            epsilon: Float(constants.epsilon ?? 0))
    }

    /// Advances to the next step.
    ///
    /// - Parameter rateFactor: The fraction of the learning rate according to the schedule.
    package mutating func advance(rateFactor: Double) {
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
    package func apply(
        to weights: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
        moments: UnsafeMutablePointer<Float>, stride: Int, count: Int
    ) {
        optimizer.rule.apply(
            optimizer, factors,
            StepParameters(weights: weights, gradient: gradient, moments: moments, stride: stride, count: count))
    }
}
