import Foundation
import Kernels

extension Optimizer.Rule {
    /// Adam with Nesterov momentum (Dozat, 2016)
    public static let nadam = Self(
        "nadam", keras: "Nadam", .init(beta1: 0.9, beta2: 0.999, epsilon: 1e-7), moments: { _ in 2 },
        prepare: { step, factors in
            // Keras's momentum schedule: 0.9 · (1 − 0.5 · 0.96ᵗ).
            let momentum = step.beta1 * (1 - 0.5 * pow(0.96, step.number))
            let next = step.beta1 * (1 - 0.5 * pow(0.96, step.number + 1))
            factors.momentumProduct *= momentum
            factors.momentum = Float(step.rate * next / (1 - factors.momentumProduct * next))
            factors.gradient = Float(step.rate * (1 - momentum) / (1 - factors.momentumProduct))
            factors.second = Float(1 / step.secondShare)
        }
    ) { _, factors, to in
        step_nadam(
            to.weights, to.gradient, to.moments, to.seconds, to.count, factors.momentum, factors.gradient,
            factors.second, factors.keep, factors.beta1, factors.beta2, factors.epsilon)
    }
}
