import Datasets
import Foundation
import Networks

/// The description of a saved network that is stored as a text beside the weights: everything but the weights.
struct Description: Codable {
    let architecture: Architecture
    let preprocessing: Preprocessing
    let layout: SampleLayout
    let training: TrainingSettings
    let outputs: SavedNetwork.Outputs
    let encodings: [ColumnEncoding]
    /// Missing in files of older versions.
    let reading: TableReading?
    let numbers: TrainingNumbers?

    /// The name of the description in every format.
    static let key = "ns"

    init(_ saved: SavedNetwork) {
        architecture = saved.network.architecture
        preprocessing = saved.preprocessing
        layout = saved.layout
        training = saved.training
        outputs = saved.outputs
        encodings = saved.encodings
        reading = saved.reading
        numbers = saved.numbers
    }

    private enum OldKeys: String, CodingKey {
        /// The number of white, for bytes: stored by versions before `numbers`.
        case fullScale
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        architecture = try container.decode(Architecture.self, forKey: .architecture)
        preprocessing = try container.decode(Preprocessing.self, forKey: .preprocessing)
        layout = try container.decode(SampleLayout.self, forKey: .layout)
        training = try container.decode(TrainingSettings.self, forKey: .training)
        outputs = try container.decode(SavedNetwork.Outputs.self, forKey: .outputs)
        encodings = try container.decode([ColumnEncoding].self, forKey: .encodings)
        reading = try container.decodeIfPresent(TableReading.self, forKey: .reading)
        let white = try decoder.container(keyedBy: OldKeys.self).decodeIfPresent(Float.self, forKey: .fullScale)
        if let known = try container.decodeIfPresent(TrainingNumbers.self, forKey: .numbers) {
            numbers = known
        } else if let white {
            numbers = TrainingNumbers(layout: layout, fullScale: white, factors: preprocessing.factors)
        } else {
            numbers = nil
        }
    }

    /// Decodes a text; nil if it is not a description, or if its parts do not fit together.
    init?(_ text: String?) {
        guard let text, let read = try? JSONDecoder().decode(Description.self, from: Data(text.utf8)) else {
            return nil
        }
        let widths = [read.architecture.inputs, read.architecture.outputs] + read.architecture.hidden.map(\.neurons)
        let preparation = read.preprocessing
        let inputs = read.architecture.inputs
        let columns = [preparation.factors.count, preparation.shifts.count, preparation.fills?.count ?? inputs]
        let targets = preparation.targets
        guard widths.allSatisfy({ (1...Self.greatestWidth).contains($0) }),
            (columns + [read.layout.width]).allSatisfy({ $0 == inputs }),
            read.training.isSound, read.outputs.names.count == read.architecture.outputs,
            targets.map({
                $0.factors.count == read.architecture.outputs && $0.shifts.count == $0.factors.count
                    && !$0.factors.contains(0) && read.architecture.outputActivation == .linear
            }) ?? true,
            read.numbers.map({ $0.fits(read.layout) }) ?? true,
            read.encodings.isEmpty || read.encodings.reduce(0, { $0 + $1.width }) == inputs
        else { return nil }
        self = read
    }

    /// The maximum width of a layer, which also prevents overflows.
    static let greatestWidth = 1 << 24

    /// Returns the description on one line; the same network gives the same text.
    ///
    /// - Throws: `LibraryFailure` if a setting is NaN or infinite.
    func text() throws(LibraryFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            throw .description(error)
        }
    }

    /// Returns the saved network with this description.
    ///
    /// - Parameter plain: The network in the file, which predicts unscaled targets.
    func saved(_ plain: Network) -> SavedNetwork {
        SavedNetwork(
            network: preprocessing.targets.map(plain.scaled) ?? plain, preprocessing: preprocessing, layout: layout,
            training: training, outputs: outputs, encodings: encodings, reading: reading, numbers: numbers)
    }
}
