/// The connection of two steps: the values that one computes and the other reads, and their gradient on the way back.
struct FeatureEdge {
    /// The activations that may overwrite the values: a step may need its own results on the way back.
    enum Overwriting { case forbidden, rectifier, allowed }

    /// The shape of a sample.
    let shape: TensorShape
    let values: FeatureStorage
    /// Nil where no gradient is needed: no weights were used to compute the values, or nothing is trained.
    let gradient: FeatureStorage?
    var overwriting = Overwriting.forbidden

    /// The same numbers as another shape.
    func reshaped(_ shape: TensorShape) -> FeatureEdge {
        FeatureEdge(shape: shape, values: values, gradient: gradient, overwriting: overwriting)
    }

    /// The sizes of an image; a sequence is an image of one row, a vector an image of one pixel.
    var plane: Plane { Plane(shape) }
}

/// The sizes of an image.
struct Plane: Hashable {
    let height: Int
    let width: Int
    let channels: Int

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
    var count: Int { positions * channels }
}
