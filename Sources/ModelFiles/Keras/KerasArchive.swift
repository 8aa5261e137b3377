import Datasets
import Networks

/// Networks in Keras's own file format, `.keras`: a zip file with a description and with the weights in HDF5.
enum KerasArchive {
    private static let configuration = "config.json"
    private static let metadata = "metadata.json"
    private static let weights = "model.weights.h5"

    static func bytes(of saved: SavedNetwork) throws(LibraryFailure) -> [UInt8] {
        let model = try KerasModel(saved)
        let facts = try PublicFacts.fields(of: saved).map { ($0.name, JSON.text($0.text)) }
        let own: JSON = [
            "keras_version": .text(KerasHDF5.version), "date_saved": "2000-01-01@00:00:00",
            Description.key: .text(try Description(saved).text()),
        ]
        let about = own.with(Dictionary(facts) { $1 })
        let described = try model.archiveDescription.line()
        var layers = HDF5Group()
        for (name, layer) in zip(Self.names(model.layers.map(\.className)), model.layers) {
            let numbered = layer.weights.enumerated().map { ("\($0)", $1.value) }
            let variables = HDF5Group(attributes: [("name", .text(layer.name))], members: numbered)
            layers.members.append((name, .group(HDF5Group(members: [("vars", .group(variables))]))))
        }
        let numbers = try HDF5.bytes(of: HDF5Group(members: [("layers", .group(layers))]))
        return try ZipArchive.bytes(of: [
            (metadata, Array(try about.line().utf8)), (configuration, Array(described.utf8)), (weights, numbers),
        ])
    }

    static func read(_ bytes: [UInt8], path: String) throws(ModelFileError) -> SavedNetwork {
        let files: [String: [UInt8]]
        do {
            files = try ZipArchive.files(of: bytes, named: [metadata, configuration, weights])
        } catch {
            throw .unreadable(path: path, reason: error.step)
        }
        guard let configuration = files[configuration].flatMap({ JSON(text: $0) }), let numbers = files[weights] else {
            throw .incompleteArchive(path, without: Self.configuration, weights)
        }
        let root: HDF5Group
        do { root = try HDF5.group(of: numbers) } catch {
            throw .failedHDF5(path, error, part: weights)
        }
        let layers = root.group("layers") ?? HDF5Group()
        let about = files[metadata].flatMap { JSON(text: $0) }
        let version = about?["keras_version"]?.text
        var reader = try KerasReader(path: path, configuration, version: version) { node, names in
            let variables = layers.group(node.storedName)?.group("vars")?.floats ?? [:]
            return Dictionary(
                names.enumerated().compactMap { number, name in variables["\(number)"].map { (name, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        return try reader.read(
            training: configuration["compile_config"], description: Description(about?[Description.key]?.text))
    }

    /// Returns the names of the layers' groups: the class, with a number from the second layer of a class on.
    static func names(_ classes: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return classes.map { name in
            let snake = snakeCase(name)
            let count = counts[snake, default: 0]
            counts[snake] = count + 1
            return count == 0 ? snake : "\(snake)_\(count)"
        }
    }

    /// Keras's `to_snake_case`: `BatchNormalization` is `batch_normalization`, `ReLU` is `re_lu`.
    private static func snakeCase(_ name: String) -> String {
        let parted = name.replacing(#/(.)([A-Z][a-z]+)/#) { "\($0.output.1)_\($0.output.2)" }
        return parted.replacing(#/([a-z])([A-Z])/#) { "\($0.output.1)_\($0.output.2)" }.lowercased()
    }
}
