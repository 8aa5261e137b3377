import Datasets
import Foundation

/// Where data come from: the words that load them again.
public enum DataSource: Codable, Hashable, Sendable {
    /// A dataset by its name; from a folder or file where one is given, else shipped, installed or cached.
    case catalogue(name: String, path: String?)
    /// A table of the user's own.
    case csv(path: String, CSVOptions)

    /// What it is called: the dataset's word, or the file's name without its extension.
    public var name: String {
        switch self {
        case .catalogue(let name, _): name
        case .csv(let path, _): Self.name(of: path)
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
            let table = try CSVTable(path: path, options: options, monitor: monitor)
            return try TableDataset.make(table, name: name, options: options)
        }
    }

    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
