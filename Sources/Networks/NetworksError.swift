/// Why a network was not trained.
public enum NetworksError: Error, Equatable, Sendable {
    /// The user stopped it.
    case cancelled
    /// A loss that is no number: nothing can be learned from there on.
    case diverged(epoch: Int)
    /// The data and the network do not fit together.
    case shape(expected: Int, found: Int, what: String)
    /// A loss that the targets or the outputs cannot have.
    case unsuitable(loss: String, reason: String)
    /// A schedule that does not know how many epochs there will be.
    case endlessSchedule(String)
    /// An activation that looks at whole rows, in a hidden layer.
    case unsuitableActivation(String)
    /// Products of bfloat16 where the processor has none.
    case noBrainFloat
    /// The matrix library refused.
    case product(status: Int)
}

extension NetworksError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .cancelled: "the training was stopped"
        case .diverged(let epoch): "training diverged: the loss became NaN or infinite in epoch \(epoch)"
        case .shape(let expected, let found, let what): "expected \(expected) \(what), found \(found)"
        case .unsuitable(let loss, let reason): "\(loss) does not fit: \(reason)"
        case .endlessSchedule(let name):
            "the schedule \(name) needs the number of epochs; try `training epochs 10`"
        case .unsuitableActivation(let name):
            "\(name) is an output activation and cannot be used in hidden layers; try relu"
        case .noBrainFloat: "this processor does not support bfloat16; try `training precision float32`"
        case .product(let status): "a matrix product failed with status \(status)"
        }
    }
}
