import Datasets
import Networks

/// The preprocessing in a file of Keras: layers that rescale and normalize the inputs, and the shape in which the network
/// takes them.
struct KerasPreparation {
    private let path: String
    /// The shape of a sample in the file.
    private let sizes: [Int]
    /// `input = value × factor + shift`.
    private var factors: [Float]
    private var shifts: [Float]
    /// For pictures, the numbers of the training data, if the first layer scales bytes to a range that shows this.
    private var scaled: TrainingNumbers?
    /// The shape in which the network takes the inputs.
    private(set) var shape: TensorShape

    /// Creates the preprocessing of samples of a shape, without any change so far.
    ///
    /// - Throws: `.foreign` for other shapes than those of vectors, sequences and images.
    init(path: String, _ sizes: [Int?]) throws(ModelFileError) {
        self.path = path
        self.sizes = sizes.compactMap { $0 }
        do throws(NetworksError) {
            shape = try TensorShape(dimensions: sizes.count == self.sizes.count ? self.sizes : [])
        } catch {
            throw .unsuitableShape(path, sizes)
        }
        factors = [Float](repeating: 1, count: shape.count)
        shifts = [Float](repeating: 0, count: shape.count)
    }

    var preprocessing: Preprocessing { Preprocessing(factors: factors, shifts: shifts) }

    var layout: SampleLayout {
        switch sizes.count {
        case 1: .table(columns: (1...sizes[0]).map { "column\($0)" })
        case 2: .image(height: sizes[0], width: sizes[1], channels: 1)
        default: .image(height: sizes[0], width: sizes[1], channels: sizes[2])
        }
    }

    var numbers: TrainingNumbers? { sizes.count > 1 ? scaled : nil }

    /// Returns the names of a layer's weights; nil if it is not a layer of the preprocessing.
    func weightNames(_ layer: KerasLayer) -> [String]? {
        switch layer.className {
        case "Rescaling", "Flatten", "Reshape": []
        case "Normalization": ["mean", "variance", "count"]
        default: nil
        }
    }

    /// Adds a layer.
    ///
    /// - Throws: `.unsupported` for arguments that are not supported.
    mutating func add(
        _ name: String, _ layer: KerasLayer, _ weights: KerasReader.Weights
    ) throws(ModelFileError) {
        switch layer.className {
        case "Rescaling":
            guard let scale = layer.settings["scale"]?.numbers, let offset = layer.settings["offset"]?.numbers else {
                throw unsupported(name, LayerProblem.noScale)
            }
            try rescale(name, factors: scale, shifts: offset)
        case "Normalization": try normalize(name, layer, weights)
        case "Flatten":
            guard layer.settings["data_format"]?.text != "channels_first" else {
                throw unsupported(name, LayerProblem.channelsFirst)
            }
            shape = .vector(shape.count)
        default: try reshape(name, layer)
        }
    }

    private mutating func reshape(_ name: String, _ layer: KerasLayer) throws(ModelFileError) {
        var target = layer.settings["target_shape"]?.wholes ?? []
        if let open = target.firstIndex(of: -1) {
            let others = target.enumerated().filter { $0.offset != open }.map(\.element)
            let known = others.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? 0 : $0 * $1 }
            target[open] = known > 0 ? shape.count / known : 0
        }
        do throws(NetworksError) {
            let found = try TensorShape(dimensions: target)
            guard found.count == shape.count else { throw .shapeOutOfRange(target) }
            shape = found
        } catch {
            throw unsupported(name, LayerProblem.reshapes(shape.count, to: target))
        }
    }

    private mutating func rescale(_ name: String, factors: [Float], shifts: [Float]) throws(ModelFileError) {
        guard let factors = spread(factors), let shifts = spread(shifts) else {
            throw unsupported(name, LayerProblem.wrongValueCount)
        }
        let isFirst = self.factors.allSatisfy { $0 == 1 } && self.shifts.allSatisfy { $0 == 0 }
        if isFirst, let factor = factors.first, let shift = shifts.first, Set(factors).count == 1,
            Set(shifts).count == 1,
            let scale = PixelScale(least: shift, greatest: 255 * factor + shift, areWhole: false),
            abs(scale.black - shift) < 0.01, abs(scale.white - 255 * factor - shift) < 0.01, abs(scale.white) <= 1
        {
            scaled = TrainingNumbers(kind: .uint8, least: [0], greatest: [255], scale: .bytes)
        }
        for column in self.factors.indices {
            self.shifts[column] = self.shifts[column] * factors[column] + shifts[column]
            self.factors[column] *= factors[column]
        }
    }

    /// Returns one number per column, from a single number, one number per channel, or one number per column.
    private func spread(_ numbers: [Float]) -> [Float]? {
        guard [1, shape.channels, factors.count].contains(numbers.count) else { return nil }
        return factors.indices.map { numbers[$0 % numbers.count] }
    }

    private mutating func normalize(
        _ name: String, _ layer: KerasLayer, _ weights: KerasReader.Weights
    ) throws(ModelFileError) {
        guard layer.settings["invert"]?.truth != true,
            let mean = (weights["mean"]?.numbers ?? layer.settings["mean"]?.numbers).flatMap(spread),
            let variance = (weights["variance"]?.numbers ?? layer.settings["variance"]?.numbers).flatMap(spread)
        else { throw unsupported(name, LayerProblem.notAdapted) }
        for column in factors.indices {
            // Keras divides by at least 1e-7.
            let deviation = max(variance[column].squareRoot(), 1e-7)
            shifts[column] = (shifts[column] - mean[column]) / deviation
            factors[column] /= deviation
        }
    }

    private func unsupported(_ layer: String, _ reason: String) -> ModelFileError {
        .unsupported(path: path, layer: layer, reason: reason)
    }
}
