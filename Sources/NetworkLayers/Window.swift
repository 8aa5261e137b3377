import Arithmetic

/// The size of a window that slides over positions, or its steps.
public enum Window: Hashable, Sendable {
    /// A window on a sequence.
    case length(Int)
    /// A window on an image.
    case area(height: Int, width: Int)

    /// A window on an image that is as wide as it is high.
    public static func square(_ size: Int) -> Window { .area(height: size, width: size) }

    /// A window of one position.
    ///
    /// - Parameter other: A window on the same kind of shape.
    public static func one(like other: Window) -> Window {
        switch other {
        case .length: .length(1)
        case .area: .area(height: 1, width: 1)
        }
    }

    /// The sizes: length, or height and width.
    public var sizes: [Int] {
        switch self {
        case .length(let length): [length]
        case .area(let height, let width): [height, width]
        }
    }

    /// The number of rows; of a window on a sequence its length.
    var height: Int { sizes[0] }
    /// The number of columns; of a window on a sequence 1.
    var width: Int { sizes.count > 1 ? sizes[1] : 1 }

    /// The number of positions; the greatest integer if it does not fit.
    var count: Int { height.multipliedSaturated(by: width) }

    /// The fields that describe the window: `name`, or `name_height` and `name_width`.
    func fields(_ name: String) -> [LayerField] {
        switch self {
        case .length(let length): [LayerField(name, .integer(length))]
        case .area(let height, let width):
            [LayerField("\(name)_height", .integer(height)), LayerField("\(name)_width", .integer(width))]
        }
    }
}

extension Window: CustomStringConvertible {
    /// The sizes, as in `3 × 3`.
    public var description: String { sizes.map(String.init).joined(separator: " × ") }
}

/// The positions beyond the edges.
public enum Padding: String, CaseIterable, Hashable, Sendable {
    /// Windows also stand beyond the edges, so that a step of 1 keeps the size.
    case same
    /// Windows stand inside only.
    case valid

    /// The name, the same as in Keras.
    public var name: String { rawValue }
}

/// The windows along one dimension, as Keras places them.
struct WindowPlacement: Hashable {
    /// The number of windows; 0 if there is room for none.
    let count: Int
    /// The positions of the first window before the edge.
    let before: Int
    /// The positions of the last window behind the edge.
    let after: Int

    init(size: Int, window: Int, step: Int, padding: Padding) {
        switch padding {
        case .valid:
            count = size < window ? 0 : (size - window) / step + 1
            (before, after) = (0, 0)
        case .same:
            count = (size - 1) / step + 1
            let beyond = max(0, (count - 1) * step + window - size)
            before = beyond / 2
            after = beyond - beyond / 2
        }
    }
}
