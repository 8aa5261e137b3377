import Datasets
import Foundation

/// Where data come from: the words that load them again.
public enum DataSource: Codable, Hashable, Sendable {
    /// A dataset by its name; from a folder or file where one is given, else shipped, installed or cached.
    case catalogue(name: String, path: String?)
    /// A table of the user's own.
    case csv(path: String, CSVOptions)
    /// Arrays `x` and `y` that NumPy wrote; what labels are learned as, where the user said so.
    case npz(path: String, CSVOptions.Task?)
    /// Pictures and labels in MNIST's format.
    case idx(images: String, labels: String)
    /// Pictures in folders, one a class; the size that they are brought to, where the user said so.
    case images(folder: String, size: PictureSize?)

    /// What it is called: the dataset's word, or the file's name without its extension.
    public var name: String {
        switch self {
        case .catalogue(let name, _): name
        case .csv(let path, _), .npz(let path, _), .idx(let path, _), .images(let path, _): Self.name(of: path)
        }
    }

    /// Reads it.
    ///
    /// - Throws: what is not there or not what it should be, with its place; `.stopped`.
    public func read(_ monitor: Monitor = .none) throws(DataError) -> ReadDataset {
        switch self {
        case .catalogue(let name, let path):
            let dataset = try Catalogue.load(name, from: path, monitor)
            return ReadDataset(dataset: dataset, remarks: [])
        case .csv(let path, let options):
            let table = try CSVTable.read(path: path, options: options, monitor: monitor)
            return try TableDataset.make(table, name: name, options: options, memory: monitor.memory)
        case .npz(let path, let task): return try NumPyDataset.read(path, name: name, task: task, monitor)
        case .idx(let images, let labels):
            return ReadDataset(dataset: try IDX.dataset(images: images, labels: labels, name: name), remarks: [])
        case .images(let folder, let size):
            return try ImageFolder.read(folder, name: name, size: size, monitor)
        }
    }

    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
