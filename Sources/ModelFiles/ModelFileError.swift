/// The errors of writing and reading network files.
public enum ModelFileError: Error, Equatable, Sendable {
    /// An extension that is not that of a format.
    case unknownFormat(path: String, found: String)
    /// A path without a file name.
    case noName(path: String)
    /// The folder for the file does not exist.
    case noFolder(path: String)
    /// The path is a folder.
    case isFolder(path: String)
    /// The system refused to write.
    case unwritable(path: String, reason: String)
    /// Weights or settings that are NaN or infinite.
    case notFinite(path: String)
    /// The library that creates the file failed.
    case library(path: String, step: String)
    /// The file does not exist.
    case missing(path: String)
    /// The system or the library refused to read.
    case unreadable(path: String, reason: String)
    /// The file has other content.
    case foreign(path: String, found: String)
    /// A network with a layer that is not supported, and the reason.
    case unsupported(path: String, layer: String, reason: String)
}

/// The failed step in a library, in a few words.
struct LibraryFailure: Error {
    let step: String
}

extension ModelFileError: CustomStringConvertible {
    /// The error message.
    public var description: String {
        switch self {
        case .unknownFormat(let path, let found):
            "\(path): networks are not saved as \".\(found)\"; expected \(Self.extensions)"
        case .noName(let path): "\"\(path)\" is not a file name; expected a name such as model.h5"
        case .noFolder(let path): "there is no folder \(path) to save into; create it first, or save elsewhere"
        case .isFolder(let path): "\(path) is a folder; expected a file name"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .notFinite(let path): "\(path) was not written: the network has NaN or infinite weights"
        case .library(let path, let step): "\(path) was not written: creating the file failed at \(step)"
        case .missing(let path): "there is no \(path); expected a network: \(Self.extensions)"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .foreign(let path, let found):
            "\(path) does not contain a network: found \(found); ns reads \(Self.extensions)"
        case .unsupported(let path, let layer, let reason): "\(path): the layer \"\(layer)\" \(reason)"
        }
    }

    private static var extensions: String {
        let all = ModelFormat.allCases.map { "\".\($0.rawValue)\" (\($0.summary))" }
        return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
    }
}
