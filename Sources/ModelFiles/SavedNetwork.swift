public import Datasets
public import Networks

/// A network with everything that is needed to use it elsewhere: what a file holds, in whatever format.
public struct SavedNetwork: Hashable, Sendable {
    /// What comes out of it.
    public enum Outputs: Codable, Hashable, Sendable {
        /// A share or sum a class, by their names.
        case classes([String])
        /// A number each, by their names.
        case values([String])

        private enum CodingKeys: String, CodingKey { case classes, values }

        /// Their names.
        public var names: [String] {
            switch self {
            case .classes(let names), .values(let names): names
            }
        }

        /// Names for outputs that have none: classes are counted from 0, as elsewhere.
        public static func unnamed(_ architecture: Architecture) -> Outputs {
            let count = architecture.outputs
            guard architecture.outputActivation != .linear, count > 1 else {
                return .values(count == 1 ? ["output"] : (1...count).map { "output\($0)" })
            }
            return .classes((0..<count).map { "\($0)" })
        }

        /// Those of a dataset's targets.
        public init(_ targets: Targets) {
            switch targets {
            case .classes(_, let names): self = .classes(names)
            case .values(_, let names): self = .values(names)
            }
        }
    }

    /// The network; it gives targets as they were scaled, where the preprocessing scales them.
    public let network: Network
    /// How numbers become its inputs.
    public let preprocessing: Preprocessing
    /// What a sample is.
    public let layout: SampleLayout
    /// How it was trained.
    public let training: TrainingSettings
    /// What comes out of it.
    public let outputs: Outputs
    /// How the columns of a table became inputs; empty for other data.
    public let encodings: [ColumnEncoding]
    /// The decisions with which a table was read; nil for other data, and for networks of older versions.
    public let reading: TableReading?
    /// The numbers that it was trained on; nil where they are not known, as of another program's network.
    public let numbers: TrainingNumbers?
    /// Whether another program wrote the file that it was read from: then columns are only counted, and classes too unless a
    /// list of them lies beside it.
    public private(set) var isForeign = false

    /// A network and its surroundings, which have to fit together.
    public init(
        network: Network, preprocessing: Preprocessing, layout: SampleLayout, training: TrainingSettings,
        outputs: Outputs? = nil, encodings: [ColumnEncoding] = [], reading: TableReading? = nil,
        numbers: TrainingNumbers? = nil
    ) {
        precondition(
            preprocessing.factors.count == network.architecture.inputs && layout.width == network.architecture.inputs,
            "one factor and one number of a sample for each input")
        self.network = network
        self.preprocessing = preprocessing
        self.layout = layout
        self.training = training
        self.outputs = outputs ?? .unnamed(network.architecture)
        self.encodings = encodings
        self.reading = reading
        self.numbers = numbers
        precondition(self.outputs.names.count == network.architecture.outputs, "one name an output")
    }

    /// The same, as another program's.
    public var foreign: SavedNetwork {
        var saved = self
        saved.isForeign = true
        return saved
    }

    /// The same with other names of its outputs, one each.
    func named(_ outputs: Outputs) -> SavedNetwork {
        var saved = SavedNetwork(
            network: network, preprocessing: preprocessing, layout: layout, training: training, outputs: outputs,
            encodings: encodings, reading: reading, numbers: numbers)
        saved.isForeign = isForeign
        return saved
    }

    /// The network as files hold it: it gives numbers as they are.
    public var plain: Network { preprocessing.targets.map(network.unscaled) ?? network }

    /// What stands for a missing number, one a column.
    public var fills: [Float] { preprocessing.fills ?? preprocessing.means }

    /// Whether every number that a file would hold is one.
    var isFinite: Bool {
        let network = plain
        return network.layers.allSatisfy { layer in
            let kept = layer.normalization.map { $0.scale + $0.mean + $0.variance } ?? []
            return [layer.kernel, layer.bias, kept].allSatisfy { $0.allSatisfy(\.isFinite) }
        } && [preprocessing.factors, preprocessing.shifts, fills].allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}

/// The weights of a network by layer and name, in order, as every format names them.
struct NamedWeights {
    struct Entry {
        /// `hidden_1`, `output`.
        let layer: String
        /// `kernel`, `bias`, `scale`, `mean`, `variance`.
        let name: String
        let shape: [Int]
        let numbers: [Float]

        var fullName: String { "\(layer).\(name)" }
    }

    let entries: [Entry]

    init(_ network: Network) {
        let architecture = network.architecture
        entries = zip(architecture.shapes, network.layers).enumerated().flatMap { index, pair in
            let (shape, layer) = pair
            let name = Self.layerName(index, of: architecture)
            func entry(_ part: String, _ shape: [Int], _ numbers: [Float]) -> Entry {
                Entry(layer: name, name: part, shape: shape, numbers: numbers)
            }
            let own = [
                entry("kernel", [shape.inputs, shape.outputs], layer.kernel),
                entry("bias", [shape.outputs], layer.bias),
            ]
            guard let normalization = layer.normalization else { return own }
            return own + [
                entry("scale", [shape.outputs], normalization.scale),
                entry("mean", [shape.outputs], normalization.mean),
                entry("variance", [shape.outputs], normalization.variance),
            ]
        }
    }

    static func layerName(_ index: Int, of architecture: Architecture) -> String {
        index < architecture.hidden.count ? "hidden_\(index + 1)" : "output"
    }

    /// A network of the weights that `numbers` gives by their full names; nil where one is missing or has another size.
    static func network(_ architecture: Architecture, _ numbers: (String) -> [Float]?) -> Network? {
        var layers: [Network.Layer] = []
        for (index, shape) in architecture.shapes.enumerated() {
            let name = layerName(index, of: architecture)
            func part(_ part: String, _ count: Int) -> [Float]? {
                numbers("\(name).\(part)").flatMap { $0.count == count ? $0 : nil }
            }
            guard let kernel = part("kernel", shape.inputs * shape.outputs), let bias = part("bias", shape.outputs)
            else { return nil }
            var normalization: BatchNormalization.Weights?
            if index < architecture.hidden.count, architecture.hidden[index].normalization != nil {
                guard let scale = part("scale", shape.outputs), let mean = part("mean", shape.outputs),
                    let variance = part("variance", shape.outputs)
                else { return nil }
                normalization = .init(scale: scale, mean: mean, variance: variance)
            }
            layers.append(.init(kernel: kernel, bias: bias, normalization: normalization))
        }
        return Network(architecture: architecture, layers: layers)
    }
}
