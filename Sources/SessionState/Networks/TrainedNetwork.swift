package import Datasets
import Foundation
package import ModelFiles
package import Networks

/// The current network: the last one that `train` gave or `open network` read, with everything needed to use it. It is
/// part of the session.
package struct TrainedNetwork: Codable, Equatable, Sendable {
    /// The network, with its preprocessing and its training settings.
    package let saved: SavedNetwork
    /// The name of the score.
    let score: String
    /// The validation score; nil if it was not measured.
    package let validation: Double?
    /// The test score; nil if it was not measured.
    package let test: Double?
    /// The learning curve; empty for a network that was opened.
    package let curve: [EpochRecord]
    /// True if it has learned from the validation set as well; its validation score is then that of the training before.
    package let isRefit: Bool

    package init(
        _ saved: SavedNetwork, validation: Double? = nil, test: Double? = nil, curve: [EpochRecord] = [],
        isRefit: Bool = false
    ) {
        self.saved = saved
        score = saved.training.score.name
        self.validation = validation
        self.test = test
        self.curve = curve
        self.isRefit = isRefit
    }

    package var network: Network { saved.network }
    package var preprocessing: Preprocessing { saved.preprocessing }
    package var layout: SampleLayout { saved.layout }
    package var settings: TrainingSettings { saved.training }

    private enum CodingKeys: String, CodingKey {
        case architecture, weights, features, factors, shifts, layout, settings, score, validation, test
        case fills, targetFactors, targetShifts, centring, outputs, encodings, reading, numbers, fullScale, curve
        case isRefit = "refit"
    }

    /// Decodes a network whose weights were written as bytes.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let architecture = try container.decode(Architecture.self, forKey: .architecture)
        let network = try Self.network(container, of: architecture)
        let (factors, shifts) = try Self.scaling(container)
        let (fills, targets) = try Self.fillsAndTargets(container, columns: factors.count)
        let layout = try container.decode(SampleLayout.self, forKey: .layout)
        // Sessions of older versions contain no names of outputs.
        let outputs = try container.decodeIfPresent(SavedNetwork.Outputs.self, forKey: .outputs)
        guard layout.width == architecture.inputs, factors.count == architecture.inputs,
            outputs.map({ $0.names.count == architecture.outputs }) ?? true
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .layout, in: container,
                debugDescription: "expected one column per input and one name per output")
        }
        let settings = try container.decode(TrainingSettings.self, forKey: .settings)
        let encodings = try container.decodeIfPresent([ColumnEncoding].self, forKey: .encodings) ?? []
        guard settings.isSound, encodings.isEmpty || encodings.reduce(0, { $0 + $1.width }) == architecture.inputs,
            targets.map({ $0.factors.count == architecture.outputs }) ?? true
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .settings, in: container, debugDescription: "its settings do not fit the network")
        }
        let known = try Self.trainingNumbers(container, layout, factors: factors)
        saved = SavedNetwork(
            network: network,
            preprocessing: Preprocessing(
                factors: factors, shifts: shifts, fills: fills, targets: targets,
                centring: try container.decodeIfPresent(Centring.self, forKey: .centring)),
            layout: layout, training: settings, outputs: outputs, encodings: encodings,
            reading: try container.decodeIfPresent(TableReading.self, forKey: .reading), numbers: known)
        score = try container.decode(String.self, forKey: .score)
        validation = try container.decodeIfPresent(Double.self, forKey: .validation)
        test = try container.decodeIfPresent(Double.self, forKey: .test)
        curve = try container.decodeIfPresent([EpochRecord].self, forKey: .curve) ?? []
        isRefit = try container.decodeIfPresent(Bool.self, forKey: .isRefit) ?? false
    }

    /// Decodes the weights of the dense layers and the tensors of those before them.
    ///
    /// - Throws: `DecodingError.dataCorrupted` unless they are those of the architecture.
    private static func network(
        _ container: KeyedDecodingContainer<CodingKeys>, of architecture: Architecture
    ) throws -> Network {
        var weights = PackedFloats(try container.decode(Data.self, forKey: .weights)).values[...]
        func isNormalized(_ layer: Int) -> Bool {
            layer < architecture.hidden.count && architecture.hidden[layer].normalization != nil
        }
        let expected = architecture.shapes.enumerated().reduce(0) { count, layer in
            count + (layer.element.inputs + (isNormalized(layer.offset) ? 4 : 1)) * layer.element.outputs
        }
        guard weights.count == expected else {
            throw DecodingError.dataCorruptedError(
                forKey: .weights, in: container, debugDescription: "expected one number per weight")
        }
        func take(_ count: Int) -> [Float] {
            defer { weights = weights.dropFirst(count) }
            return Array(weights.prefix(count))
        }
        let layers = architecture.shapes.enumerated().map { index, shape in
            let (kernel, bias) = (take(shape.inputs * shape.outputs), take(shape.outputs))
            guard isNormalized(index) else { return Network.Layer(kernel: kernel, bias: bias) }
            let normalization = BatchNormalization.Weights(
                scale: take(shape.outputs), mean: take(shape.outputs), variance: take(shape.outputs))
            return Network.Layer(kernel: kernel, bias: bias, normalization: normalization)
        }
        return Network(
            architecture: architecture, layers: layers, features: try features(container, of: architecture))
    }

    /// Decodes the factors and shifts of the inputs.
    private static func scaling(
        _ container: KeyedDecodingContainer<CodingKeys>
    ) throws -> (factors: [Float], shifts: [Float]) {
        let factors = PackedFloats(try container.decode(Data.self, forKey: .factors)).values
        let shifts = PackedFloats(try container.decode(Data.self, forKey: .shifts)).values
        guard factors.count == shifts.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .shifts, in: container, debugDescription: "expected one factor and one shift per column")
        }
        return (factors, shifts)
    }

    /// Decodes the replacements for missing values and the scale of regression targets.
    private static func fillsAndTargets(
        _ container: KeyedDecodingContainer<CodingKeys>, columns: Int
    ) throws -> (fills: [Float]?, targets: TargetScale?) {
        func numbers(_ key: CodingKeys) throws -> [Float]? {
            try container.decodeIfPresent(Data.self, forKey: key).map { PackedFloats($0).values }
        }
        let fills = try numbers(.fills)
        var targets: TargetScale?
        if let factors = try numbers(.targetFactors), let shifts = try numbers(.targetShifts),
            factors.count == shifts.count, !factors.contains(0)
        {
            targets = TargetScale(factors: factors, shifts: shifts)
        }
        guard fills.map({ $0.count == columns }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .fills, in: container, debugDescription: "expected one number per column")
        }
        return (fills, targets)
    }

    /// Decodes the ranges of the training data.
    private static func trainingNumbers(
        _ container: KeyedDecodingContainer<CodingKeys>, _ layout: SampleLayout, factors: [Float]
    ) throws -> TrainingNumbers? {
        // Sessions of older versions contain only the value of white.
        let old = try container.decodeIfPresent(Float.self, forKey: .fullScale)
        let known =
            try container.decodeIfPresent(TrainingNumbers.self, forKey: .numbers)
            ?? old.flatMap { TrainingNumbers(layout: layout, fullScale: $0, factors: factors) }
        guard known.map({ $0.fits(layout) }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .numbers, in: container, debugDescription: "expected one range per column")
        }
        return known
    }

    /// Decodes the tensors of the layers before the dense ones.
    ///
    /// - Throws: `DecodingError.dataCorrupted` unless they are those of the architecture.
    private static func features(
        _ container: KeyedDecodingContainer<CodingKeys>, of architecture: Architecture
    ) throws -> [[Tensor]] {
        guard !architecture.features.isEmpty else { return [] }
        let tensors = try container.decode([[StoredTensor]].self, forKey: .features)
        let specifications = architecture.featureTensors
        let fits =
            tensors.count == specifications.count
            && zip(tensors, specifications).allSatisfy { tensors, expected in
                tensors.count == expected.count && zip(tensors, expected).allSatisfy { $0.fits($1) }
            }
        guard fits else {
            throw DecodingError.dataCorruptedError(
                forKey: .features, in: container, debugDescription: "expected the tensors of each layer")
        }
        return tensors.map { $0.map(\.tensor) }
    }

    /// Encodes the network, with the weights as four bytes each.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(network.architecture, forKey: .architecture)
        let weights = network.layers.flatMap { layer in
            layer.kernel + layer.bias
                + (layer.normalization.map { $0.scale + $0.mean + $0.variance } ?? [])
        }
        try container.encode(PackedFloats(weights).data, forKey: .weights)
        if !network.features.isEmpty {
            try container.encode(network.features.map { $0.map(StoredTensor.init) }, forKey: .features)
        }
        try container.encode(PackedFloats(preprocessing.factors).data, forKey: .factors)
        try container.encode(PackedFloats(preprocessing.shifts).data, forKey: .shifts)
        try container.encodeIfPresent(preprocessing.fills.map { PackedFloats($0).data }, forKey: .fills)
        if let targets = preprocessing.targets {
            try container.encode(PackedFloats(targets.factors).data, forKey: .targetFactors)
            try container.encode(PackedFloats(targets.shifts).data, forKey: .targetShifts)
        }
        try container.encode(layout, forKey: .layout)
        try container.encode(settings, forKey: .settings)
        try container.encode(score, forKey: .score)
        try container.encodeIfPresent(preprocessing.centring, forKey: .centring)
        try container.encode(saved.outputs, forKey: .outputs)
        try container.encode(saved.encodings, forKey: .encodings)
        try container.encodeIfPresent(saved.reading, forKey: .reading)
        try container.encodeIfPresent(saved.numbers, forKey: .numbers)
        // NaN and infinity cannot be written.
        if curve.allSatisfy({ $0.named.values.allSatisfy(\.isFinite) }) { try container.encode(curve, forKey: .curve) }
        try container.encodeIfPresent(validation, forKey: .validation)
        try container.encodeIfPresent(test, forKey: .test)
        if isRefit { try container.encode(true, forKey: .isRefit) }
    }
}

/// A named tensor whose numbers are stored as bytes.
private struct StoredTensor: Codable {
    let name: String
    let shape: [Int]
    let values: Data

    private enum CodingKeys: String, CodingKey { case name, shape, values }

    init(_ tensor: Tensor) {
        name = tensor.name
        shape = tensor.shape
        values = PackedFloats(tensor.values).data
    }

    /// Returns true if it is the tensor that a layer needs.
    func fits(_ specification: TensorSpecification) -> Bool {
        name == specification.name && shape == specification.shape && values.count % 4 == 0
            && values.count / 4 == specification.count
    }

    var tensor: Tensor { Tensor(name, shape, PackedFloats(values).values) }
}

/// Numbers bit for bit, four bytes each, little-endian.
private struct PackedFloats {
    let values: [Float]

    init(_ values: [Float]) { self.values = values }

    init(_ data: Data) {
        values = data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { index in
                Float(
                    bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
            }
        }
    }

    var data: Data {
        values.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
    }
}
