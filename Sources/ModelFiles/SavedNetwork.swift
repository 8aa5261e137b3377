public import Datasets
public import Networks

/// A network with everything that is needed to use it elsewhere: the content of a file in any format.
public struct SavedNetwork: Hashable, Sendable {
    /// The outputs.
    public enum Outputs: Codable, Hashable, Sendable {
        /// One probability or sum per class, with the class names.
        case classes([String])
        /// One number per output, with their names.
        case values([String])

        private enum CodingKeys: String, CodingKey { case classes, values }

        /// The names of the outputs.
        public var names: [String] {
            switch self {
            case .classes(let names), .values(let names): names
            }
        }

        /// Returns names for outputs without names; classes are counted from 0.
        public static func unnamed(_ architecture: Architecture) -> Outputs {
            let count = architecture.outputs
            guard architecture.outputActivation != .linear, count > 1 else {
                return .values(count == 1 ? ["output"] : (1...count).map { "output\($0)" })
            }
            return .classes((0..<count).map { "\($0)" })
        }

        /// Creates the outputs for a dataset's targets.
        public init(_ targets: Targets) {
            switch targets {
            case .classes(_, let names): self = .classes(names)
            case .values(_, let names): self = .values(names)
            }
        }
    }

    /// The network; it predicts scaled targets if the preprocessing scales them.
    public let network: Network
    /// The conversion of numbers to inputs.
    public let preprocessing: Preprocessing
    /// The layout of a sample.
    public let layout: SampleLayout
    /// The training settings.
    public let training: TrainingSettings
    /// The outputs.
    public let outputs: Outputs
    /// The encodings of table columns as inputs; empty for other data.
    public let encodings: [ColumnEncoding]
    /// The decisions with which a table was read; nil for other data, and for networks saved by older versions.
    public let reading: TableReading?
    /// The numbers of the training data; nil if unknown, as for a network of another program.
    public let numbers: TrainingNumbers?
    /// True if the file was written by another program: columns are then only numbered, and so are classes unless
    /// there is a list of them beside it.
    public private(set) var isForeign = false
    /// The author, as a file of the network names them; nil for none.
    private(set) var author: String?

    /// Creates a saved network from parts that have to fit together.
    public init(
        network: Network, preprocessing: Preprocessing, layout: SampleLayout, training: TrainingSettings,
        outputs: Outputs? = nil, encodings: [ColumnEncoding] = [], reading: TableReading? = nil,
        numbers: TrainingNumbers? = nil
    ) {
        precondition(
            preprocessing.factors.count == network.architecture.inputs && layout.width == network.architecture.inputs,
            "one factor and one value of a sample for each input")
        self.network = network
        self.preprocessing = preprocessing
        self.layout = layout
        self.training = training
        self.outputs = outputs ?? .unnamed(network.architecture)
        self.encodings = encodings
        self.reading = reading
        self.numbers = numbers
        precondition(self.outputs.names.count == network.architecture.outputs, "one name per output")
    }

    /// The same network, marked as that of another program.
    public var foreign: SavedNetwork {
        var saved = self
        saved.isForeign = true
        return saved
    }

    /// Returns the same network with an author in one line, whom its files name.
    public func signed(by author: String?) -> SavedNetwork {
        var saved = self
        saved.author = author
        return saved
    }

    /// Returns the same network with other output names, one per output.
    func named(_ outputs: Outputs) -> SavedNetwork {
        var saved = SavedNetwork(
            network: network, preprocessing: preprocessing, layout: layout, training: training, outputs: outputs,
            encodings: encodings, reading: reading, numbers: numbers)
        saved.isForeign = isForeign
        saved.author = author
        return saved
    }

    /// The network as it is stored in files: it predicts unscaled targets.
    public var plain: Network { preprocessing.targets.map(network.unscaled) ?? network }

    /// The replacements for missing values, one per column.
    public var fills: [Float] { preprocessing.fills ?? preprocessing.means }

    /// True if all numbers in a file would be finite.
    var isFinite: Bool {
        NamedWeights(plain).entries.allSatisfy { $0.numbers.allSatisfy(\.isFinite) }
            && [preprocessing.factors, preprocessing.shifts, fills].allSatisfy { $0.allSatisfy(\.isFinite) }
    }
}
