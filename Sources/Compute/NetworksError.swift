/// The errors of training and prediction.
public enum NetworksError: Error, Equatable, Sendable {
    /// The user stopped the training.
    case cancelled
    /// The loss became NaN or infinite, so that training cannot continue.
    case diverged(epoch: Int)
    /// The data and the network have different shapes.
    case shape(expected: Int, found: Int, what: String)
    /// The network reads images of another height, width or number of channels.
    case imageShape(expected: [Int], found: [Int])
    /// The loss is not defined for these targets or outputs.
    case unsuitable(loss: String, reason: String)
    /// A schedule without a number of epochs.
    case endlessSchedule(String)
    /// An activation that works on whole rows, in a hidden layer.
    case unsuitableActivation(String)
    /// A layer whose parameters or inputs do not suit it.
    case layer(String, reason: String)
    /// A shape with the wrong number of dimensions, or with a size out of range.
    case shapeOutOfRange([Int])
    /// Random changes of images where the inputs are no images.
    case noImages
    /// Products of bfloat16 on a processor that does not support them.
    case noBrainFloat
    /// The matrix library reported an error.
    case product(status: Int)
    /// The library could not compile or run a convolution.
    case convolution(status: Int)
}

extension NetworksError: CustomStringConvertible {
    /// The error message.
    public var description: String {
        switch self {
        case .cancelled: "the training was stopped"
        case .diverged(let epoch): "training diverged: the loss became NaN or infinite in epoch \(epoch)"
        case .shape(let expected, let found, let what): "expected \(expected) \(what), found \(found)"
        case .imageShape(let expected, let found):
            "the network reads images of \(Self.text(expected)), but these are \(Self.text(found))"
        case .unsuitable(let loss, let reason): "\(loss) does not fit: \(reason)"
        case .endlessSchedule(let name):
            "the schedule \(name) needs the number of epochs; try `training epochs 10`"
        case .unsuitableActivation(let name):
            "\(name) is an output activation and cannot be used in hidden layers; try relu"
        case .layer(let layer, let reason): "\(layer): \(reason)"
        case .shapeOutOfRange(let dimensions):
            "\(Self.text(dimensions)) is not a shape of 1 to 3 dimensions with at most "
                + "\(TensorShape.greatestCount) numbers"
        case .noImages: "flip, shift and cutout need images; try `training flip off shift 0 cutout 0`"
        case .noBrainFloat: "this processor does not support bfloat16; try `training precision float32`"
        case .product(let status): "a matrix product failed with status \(status)"
        case .convolution(let status): "a convolution failed with status \(status)"
        }
    }
    private static func text(_ dimensions: [Int]) -> String { dimensions.map(String.init).joined(separator: " × ") }
}
