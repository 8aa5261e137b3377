public import DataFiles
import Datasets
public import DelimitedText
import Foundation
public import Tables

/// The source of data, sufficient to load them again.
public enum DataSource: Codable, Hashable, Sendable {
    /// A dataset of the catalogue; from a folder or file if one is given, otherwise built in, installed or cached.
    case catalogue(name: String, path: String?)
    /// A CSV file.
    case csv(path: String, CSVOptions)
    /// A NumPy archive with the arrays `x` and `y`, the task if the user specified it, and the arrays by which the samples
    /// are split.
    case npz(path: String, CSVOptions.LearningTask?, SplitColumnNames? = nil)
    /// Pictures and labels in MNIST's format.
    case idx(images: String, labels: String)
    /// Pictures in folders, one per class, and the size to which they are scaled if the user specified it.
    case images(folder: String, size: PictureSize?)

    /// The name: that of the dataset, or that of the file without its extension.
    public var name: String {
        switch self {
        case .catalogue(let name, _): name
        case .csv(let path, _), .npz(let path, _, _), .idx(let path, _), .images(let path, _): Self.name(of: path)
        }
    }

    /// Reads the data.
    ///
    /// - Throws: `DataError` if a file does not exist or is not as expected, with its path and line; `.stopped`.
    public func read(_ monitor: Monitor = .none) throws(DataError) -> ReadDataset {
        switch self {
        case .catalogue(let name, let path):
            let dataset = try Catalogue.load(name, from: path, monitor)
            return ReadDataset(dataset: dataset, remarks: [])
        case .csv(let path, let options):
            let table = try CSVTable.read(path: path, options: options, monitor: monitor)
            return try TableDataset.make(table, name: name, options: options, memory: monitor.memory)
        case .npz(let path, let task, let split):
            return try NumPyDataset.read(path, name: name, task: task, split: split, monitor)
        case .idx(let images, let labels):
            let dataset = try IDX.dataset(images: images, labels: labels, name: name, monitor)
            return ReadDataset(dataset: dataset, remarks: [])
        case .images(let folder, let size):
            return try ImageFolder.read(folder, name: name, size: size, monitor)
        }
    }

    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
