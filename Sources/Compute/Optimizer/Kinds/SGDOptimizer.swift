import Kernels

extension Optimizer.Rule {
    /// Stochastic gradient descent, with or without momentum: w −= rate · g
    public static let sgd = Self(
        "sgd", keras: "SGD", learningRate: 0.01, takesMomentum: true,
        kerasArguments: { optimizer in
            [
                "momentum": .number(optimizer.momentum?.share ?? 0),
                "nesterov": .truth(optimizer.momentum?.isNesterov ?? false),
            ]
        }, moments: { $0.momentum == nil ? 0 : 1 }
    ) { optimizer, factors, to in
        guard let momentum = optimizer.momentum else {
            return step_sgd(to.weights, to.gradient, to.count, factors.rate, factors.keep)
        }
        step_momentum(
            to.weights, to.gradient, to.moments, to.count, factors.rate, factors.keep, momentum.share,
            momentum.isNesterov)
    }
}
