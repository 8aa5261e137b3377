import Datasets
import Foundation
import Networks

/// What a format has no place for, as a text that is kept beside the weights: all of a saved network but these.
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

    /// The name that it is kept by, in every format.
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
        /// The number of white, of bytes: versions before `numbers` kept it.
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

    /// Reads a text; nil for one that is none, or whose parts do not fit together.
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

    /// More is no layer of ours, and would overflow.
    static let greatestWidth = 1 << 24

    /// One line; the same network gives the same text.
    ///
    /// - Throws: for settings that are NaN or infinite.
    func text() throws(LibraryFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            throw LibraryFailure(step: "its description: \(error)")
        }
    }

    /// The saved network that this describes.
    ///
    /// - Parameter plain: the network as the file holds it: numbers are given as they are.
    func saved(_ plain: Network) -> SavedNetwork {
        SavedNetwork(
            network: preprocessing.targets.map(plain.scaled) ?? plain, preprocessing: preprocessing, layout: layout,
            training: training, outputs: outputs, encodings: encodings, reading: reading, numbers: numbers)
    }
}
