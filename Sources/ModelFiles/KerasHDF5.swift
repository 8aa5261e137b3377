public import Datasets
import Foundation
public import Networks

/// Networks in Keras's HDF5 files: `keras.models.load_model("x.h5")` opens them, with what happens to the numbers before
/// the first layer, and with the optimizer, so that they can be trained on.
public enum KerasHDF5 {
    /// Writes a network so that it takes the numbers as they were read: pixels of 0…255 in the shape height × width ×
    /// channels, or the columns of a table; and gives numbers as they are, where they were scaled to be learned.
    ///
    /// The file appears whole or not at all; one that is there already is replaced only then. The same network gives
    /// the same bytes. O(weights).
    ///
    /// - Parameter path: the file's name; without an extension ".h5" is added.
    /// - Returns: the path of the file.
    /// - Throws: what `checkWritable` throws; `.notFinite` for weights that are no numbers; `.unwritable` where the system
    ///   refuses, for want of space or of rights.
    @discardableResult
    public static func write(
        _ network: Network, preprocessing: Preprocessing, layout: SampleLayout, training: TrainingSettings,
        to path: String
    ) throws(ModelFileError) -> String {
        precondition(
            preprocessing.factors.count == network.architecture.inputs && layout.width == network.architecture.inputs,
            "one factor and one number of a sample for each input")
        let target = try checkWritable(path)
        let network = preprocessing.targets.map(network.unscaled) ?? network
        let model = KerasModel(network, preprocessing: preprocessing, layout: layout, training: training)
        guard model.isFinite, let description = model.description.line, let training = model.training.line else {
            throw .notFinite(path: target)
        }
        let about: [(name: String, value: HDF5Group.Attribute)] = [
            ("backend", .text("tensorflow")), ("keras_version", .text(version)),
        ]
        var weights = model.weights
        weights.attributes += about
        let root = HDF5Group(
            attributes: about + [("model_config", .text(description)), ("training_config", .text(training))],
            members: [("model_weights", .group(weights))])
        let bytes: [UInt8]
        do { bytes = try HDF5.bytes(of: root) } catch { throw .library(path: target, step: error.step) }
        do {
            try Data(bytes).write(to: URL(filePath: target), options: .atomic)
        } catch {
            throw .unwritable(path: target, reason: reason(of: error))
        }
        return target
    }

    /// Whether a network can be saved there, asked before hours of training rather than after.
    ///
    /// - Returns: the path of the file, with its extension.
    /// - Throws: `.unknownFormat` for an extension other than "h5" or "hdf5"; `.noName`, `.noFolder`, `.isFolder`;
    ///   `.unwritable` where the folder does not admit it.
    @discardableResult
    public static func checkWritable(_ path: String) throws(ModelFileError) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.last, !name.isEmpty, name != ".", name != "..", !path.contains("\0") else {
            throw .noName(path: path)
        }
        var target = path
        if let dot = name.lastIndex(of: "."), dot != name.startIndex {
            let found = String(name[name.index(after: dot)...])
            guard ["h5", "hdf5"].contains(found.lowercased()) else {
                throw .unknownFormat(path: path, found: found)
            }
        } else {
            target += ".h5"
        }
        let folder =
            parts.count == 1
            ? "." : parts.count == 2 && parts[0].isEmpty ? "/" : parts.dropLast().joined(separator: "/")
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(path: folder)
        }
        if files.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
            throw .isFolder(path: target)
        }
        guard files.isWritableFile(atPath: folder) else {
            throw .unwritable(path: target, reason: "the folder \(folder) admits no new files")
        }
        return target
    }

    /// The version whose files these are like.
    private static let version = "3.15.1"

    private static func reason(of error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        let found = underlying.map { $0 as NSError } ?? (error as NSError)
        return found.domain == NSPOSIXErrorDomain
            ? String(cString: strerror(Int32(found.code))) : error.localizedDescription
    }
}
