import Kernels

extension Optimizer.Rule {
    /// Moving means of the gradient and its square, with bias correction (Kingma and Ba, 2015)
    public static let adam = Self(adam: "adam", keras: "Adam")

    /// Creates Adam, with a default weight decay or without.
    init(adam name: String, keras className: String, weightDecay: Float? = nil) {
        self.init(
            name, keras: className, weightDecay: weightDecay, .init(beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
            kerasArguments: { _ in ["amsgrad": .truth(false)] }, moments: { _ in 2 },
            prepare: { step, factors in
                factors.rate = Float(step.rate * step.secondShare.squareRoot() / step.firstShare)
            }
        ) { _, factors, to in
            step_adam(
                to.weights, to.gradient, to.moments, to.seconds, to.count, factors.rate, factors.keep, factors.beta1,
                factors.beta2, factors.epsilon)
        }
    }
}
