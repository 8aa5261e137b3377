package import Compute

/// The connection of two steps: the values that one computes and the other reads, and their gradient on the way back.
package struct FeatureEdge {
    /// The activations that may overwrite the values: a step may need its own results on the way back.
    package enum Overwriting { case forbidden, rectifier, allowed }

    /// The shape of a sample.
    package let shape: TensorShape
    package let values: FeatureStorage
    /// Nil where no gradient is needed: no weights were used to compute the values, or nothing is trained.
    package let gradient: FeatureStorage?
    var overwriting: Overwriting

    package init(
        shape: TensorShape, values: FeatureStorage, gradient: FeatureStorage?, overwriting: Overwriting = .forbidden
    ) {
        self.shape = shape
        self.values = values
        self.gradient = gradient
        self.overwriting = overwriting
    }

    /// The same numbers as another shape.
    func reshaped(_ shape: TensorShape) -> FeatureEdge {
        FeatureEdge(shape: shape, values: values, gradient: gradient, overwriting: overwriting)
    }

    /// The sizes of an image; a sequence is an image of one row, a vector an image of one pixel.
    var plane: Plane { Plane(shape) }
}

/// The sizes of an image.
package struct Plane: Hashable {
    let height: Int
    let width: Int
    package let channels: Int

    init(_ shape: TensorShape) {
        switch shape {
        case .vector(let count): (height, width, channels) = (1, 1, count)
        case .sequence(let length, let channels): (height, width, self.channels) = (1, length, channels)
        case .image(let height, let width, let channels):
            (self.height, self.width, self.channels) = (height, width, channels)
        }
    }

    /// The number of pixels.
    var positions: Int { height * width }
    /// The number of numbers.
    package var count: Int { positions * channels }
}
