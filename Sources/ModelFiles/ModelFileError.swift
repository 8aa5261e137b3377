/// Why a network was not written to a file.
public enum ModelFileError: Error, Equatable, Sendable {
    /// An extension that no format has.
    case unknownFormat(path: String, found: String)
    /// A name that is none.
    case noName(path: String)
    /// The folder that is to hold the file does not exist.
    case noFolder(path: String)
    /// There is a folder of that name.
    case isFolder(path: String)
    /// The system refused to write.
    case unwritable(path: String, reason: String)
    /// Weights or settings that are no numbers.
    case notFinite(path: String)
    /// The library that makes HDF5 files failed.
    case library(path: String, step: String)
}

extension ModelFileError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .unknownFormat(let path, let found):
            "\(path): networks are not saved as \".\(found)\"; expected \".h5\" (Keras)"
        case .noName(let path): "\"\(path)\" names no file; expected a name such as model.h5"
        case .noFolder(let path): "there is no folder \(path) to save into; make it first, or save elsewhere"
        case .isFolder(let path): "\(path) is a folder; expected the name of a file"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .notFinite(let path): "\(path) was not written: the network holds numbers that are none or infinite"
        case .library(let path, let step): "\(path) was not written: HDF5 failed at \(step)"
        }
    }
}
