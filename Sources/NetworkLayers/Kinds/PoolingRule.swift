/// The number that pooling keeps of the numbers of a window, channel by channel.
public enum Pooling: Sendable {
    /// The greatest one.
    case greatest
    /// The mean. Positions beyond the edges do not count, as in Keras.
    case mean

    /// The word in the names of layers.
    var word: String {
        switch self {
        case .greatest: "max"
        case .mean: "average"
        }
    }

    /// The word in the class names of Keras and the operators of ONNX.
    var className: String {
        switch self {
        case .greatest: "Max"
        case .mean: "Average"
        }
    }

    /// The beginning of a description.
    var summary: String {
        switch self {
        case .greatest: "the greatest value"
        case .mean: "the mean value"
        }
    }

    /// The attributes of the operator of ONNX, besides those of its windows.
    var attributes: [String: ONNXOperation.Setting] {
        switch self {
        case .greatest: [:]
        case .mean: ["count_include_pad": .whole(0)]
        }
    }
}

/// A type for each kind of pooling, so that each has layers of its own.
public protocol PoolingRule {
    /// The kind of pooling.
    static var pooling: Pooling { get }
}

/// The greatest number of a window.
public enum GreatestOfWindow: PoolingRule {
    /// The kind of pooling.
    public static var pooling: Pooling { .greatest }
}

/// The mean of a window.
public enum MeanOfWindow: PoolingRule {
    /// The kind of pooling.
    public static var pooling: Pooling { .mean }
}
