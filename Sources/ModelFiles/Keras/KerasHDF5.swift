import Datasets
import Networks

/// Networks in Keras's HDF5 files, for `keras.models.load_model("x.h5")`. They include the preprocessing, and the
/// optimizer so that training can continue.
enum KerasHDF5 {
    /// The Keras version that the files imitate.
    static let version = "3.15.1"

    static func bytes(of saved: SavedNetwork) throws(LibraryFailure) -> [UInt8] {
        let model = try KerasModel(saved)
        let (configuration, training) = (try model.description.line(), try model.training.line())
        let description = try Description(saved).text()
        let about: [(name: String, value: HDF5Group.Attribute)] = [
            ("backend", .text("tensorflow")), ("keras_version", .text(version)),
        ]
        var weights = model.weights
        weights.attributes += about
        let facts = try PublicFacts.fields(of: saved)
        let root = HDF5Group(
            attributes: about + [
                ("model_config", .text(configuration)), ("training_config", .text(training)),
                (Description.key, .text(description)),
            ] + facts.map { ($0.name, .text($0.text)) },
            members: [("model_weights", .group(weights))])
        return try HDF5.bytes(of: root)
    }

    static func read(_ bytes: [UInt8], path: String) throws(ModelFileError) -> SavedNetwork {
        let root: HDF5Group
        do { root = try HDF5.group(of: bytes) } catch {
            throw .failedHDF5(path, error)
        }
        guard let text = root.text("model_config"), let configuration = JSON(text: text.utf8) else {
            throw .noModel(path, hasWeights: root.group("layers") != nil)
        }
        let weights = root.group("model_weights") ?? HDF5Group()
        var reader = try KerasReader(path: path, configuration, version: root.text("keras_version")) { node, names in
            // Older versions append a colon and a number.
            let floats = weights.group(node.name)?.floats ?? [:]
            return Dictionary(
                floats.map { (String($0.prefix { $0 != ":" }), $1) }, uniquingKeysWith: { first, _ in first }
            ).filter { names.contains($0.key) }
        }
        return try reader.read(
            training: root.text("training_config").flatMap { JSON(text: $0.utf8) },
            description: Description(root.text(Description.key)))
    }
}
