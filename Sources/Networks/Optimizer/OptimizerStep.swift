import Foundation
import Kernels

/// The state of an optimizer during training. Factors that depend on the step number are computed once per step, for
/// all layers.
struct OptimizerStep {
    private let optimizer: Optimizer
    private var count = 0
    private var momentumProduct = 1.0
    private var factors = Factors()

    private struct Factors {
        var rate: Float = 0
        /// The factor by which weight decay multiplies each parameter.
        var keep: Float = 1
        var momentum: Float = 0
        var gradient: Float = 0
        var second: Float = 0
    }

    private let beta1: Double
    private let beta2: Double
    private let rho: Double
    private let epsilon: Double

    init(_ optimizer: Optimizer) {
        self.optimizer = optimizer
        let constants = optimizer.constants
        // Constants that a rule does not have are never read.
        (beta1, beta2) = (constants.beta1 ?? 0, constants.beta2 ?? 0)
        (rho, epsilon) = (constants.rho ?? 0, constants.epsilon ?? 0)
    }

    /// Advances to the next step.
    ///
    /// - Parameter share: The fraction of the learning rate according to the schedule.
    mutating func advance(rateFactor: Double = 1) {
        count += 1
        let step = Double(count)
        let rate = Double(optimizer.learningRate) * rateFactor
        factors.keep = optimizer.weightDecay.map { Float(1 - Double($0) * rate) } ?? 1
        let firstShare = 1 - pow(beta1, step)
        let secondShare = 1 - pow(beta2, step)
        switch optimizer.rule {
        case .sgd, .rmsprop, .adagrad, .adadelta, .lion: factors.rate = Float(rate)
        case .adam, .adamw: factors.rate = Float(rate * secondShare.squareRoot() / firstShare)
        case .adamax: factors.rate = Float(rate / firstShare)
        case .nadam:
            // Keras's momentum schedule: 0.9 · (1 − 0.5 · 0.96ᵗ).
            let momentum = beta1 * (1 - 0.5 * pow(0.96, step))
            let next = beta1 * (1 - 0.5 * pow(0.96, step + 1))
            momentumProduct *= momentum
            factors.momentum = Float(rate * next / (1 - momentumProduct * next))
            factors.gradient = Float(rate * (1 - momentum) / (1 - momentumProduct))
            factors.second = Float(1 / secondShare)
        }
    }

    /// Applies the step to the given parameters. `moments` holds the moments of the rule, each with as many numbers as
    /// there are parameters, `stride` apart.
    func apply(
        to weights: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
        moments: UnsafeMutablePointer<Float>, stride: Int, count: Int
    ) {
        let (beta1, beta2) = (Float(self.beta1), Float(self.beta2))
        let (rho, epsilon) = (Float(self.rho), Float(self.epsilon))
        let (rate, keep) = (factors.rate, factors.keep)
        switch optimizer.rule {
        case .sgd:
            if let momentum = optimizer.momentum {
                step_momentum(weights, gradient, moments, count, rate, keep, momentum.share, momentum.isNesterov)
            } else {
                step_sgd(weights, gradient, count, rate, keep)
            }
        case .rmsprop: step_rmsprop(weights, gradient, moments, count, rate, keep, rho, epsilon)
        case .adagrad: step_adagrad(weights, gradient, moments, count, rate, keep, epsilon)
        case .adadelta: step_adadelta(weights, gradient, moments, moments + stride, count, rate, keep, rho, epsilon)
        case .adam, .adamw:
            step_adam(weights, gradient, moments, moments + stride, count, rate, keep, beta1, beta2, epsilon)
        case .adamax:
            step_adamax(weights, gradient, moments, moments + stride, count, rate, keep, beta1, beta2, epsilon)
        case .nadam:
            step_nadam(
                weights, gradient, moments, moments + stride, count, factors.momentum, factors.gradient,
                factors.second, keep, beta1, beta2, epsilon)
        case .lion: step_lion(weights, gradient, moments, count, rate, keep, beta1, beta2)
        }
    }
}
