package import Datasets
import Networks
import Reports
package import Settings

/// A loss or an output activation that does not suit numeric targets.
package struct TrainingMismatch {
    /// The maximum number of targets that are examined.
    private static let examined = 1_000

    let loss: Loss
    let output: Activation
    /// The smallest and the largest target.
    private let range: ClosedRange<Float>
    /// The number of targets of each sample.
    private let width: Int

    /// Examines the first targets; nil for classes.
    package init?(_ plan: TrainingPlan, _ targets: Targets) {
        guard case .values(let values, let names) = targets else { return nil }
        let first = values.prefix(Self.examined)
        guard let least = first.min(), let greatest = first.max(), least <= greatest else { return nil }
        loss = plan.loss
        output = plan.output
        range = least...greatest
        width = names.count
    }

    private static let regressionLosses =
        "`training loss mean_squared_error`, or mean_absolute_error, huber or log_cosh"

    /// The reason for which the loss does not suit the targets, with a remedy; nil if it does.
    package var complaintOfLoss: String? {
        switch loss {
        case .meanSquaredError, .meanAbsoluteError, .huber, .logCosh, .quantile: return nil
        case .poisson:
            guard range.lowerBound < 0 else { return nil }
            return "\(loss.name) is a loss for counts, but some targets are negative; try \(Self.regressionLosses)"
        case .categoricalCrossentropy, .binaryCrossentropy, .klDivergence, .categoricalHinge, .squaredHinge, .focal:
            guard range.lowerBound < 0 || range.upperBound > 1 else { return nil }
            return "\(loss.name) is a loss for classes, but the targets are numbers; try \(Self.regressionLosses)"
        }
    }

    /// The reason for which the outputs cannot reach the targets, with a remedy; nil if they can.
    package var complaintOfOutput: String? {
        if output == .softmax, width == 1 {
            return "a single softmax output is always 1; try `training output linear`"
        }
        let limits: (least: Float, greatest: Float, words: String)
        switch output {
        case .sigmoid, .hardSigmoid, .softmax: limits = (0, 1, "from 0 to 1")
        case .tanh, .softsign: limits = (-1, 1, "from -1 to 1")
        case .relu, .softplus, .exponential: limits = (0, .infinity, "never negative")
        case .linear, .elu, .selu, .leakyRelu, .gelu, .silu, .mish: return nil
        }
        guard range.lowerBound < limits.least || range.upperBound > limits.greatest else { return nil }
        return
            "\(output.name) outputs are \(limits.words), but the targets go from "
            + "\(Numbers.score(Double(range.lowerBound))) to \(Numbers.score(Double(range.upperBound))); "
            + "try `training output linear`"
    }
}
