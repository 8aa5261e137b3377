/// The kind of a file to read: completion offers files with its extensions first.
public enum FileKind: Hashable, Sendable {
    /// Any file or folder.
    case any
    /// A script.
    case script
    /// A saved session.
    case session
    /// A saved network.
    case network
    /// A table as text, also compressed.
    case table
    /// NumPy arrays.
    case arrays
    /// Samples to predict: a table, arrays or images.
    case samples

    /// Returns true if a file has an extension of this kind.
    public func fits(_ name: String) -> Bool {
        let name = name.lowercased()
        return extensions.contains { name.hasSuffix("." + $0) }
    }

    private var extensions: [String] {
        switch self {
        case .any: []
        case .script: ["ns"]
        case .session: ["session"]
        case .network: ["h5", "keras", "onnx", "safetensors"]
        case .table: ["csv", "tsv", "csv.gz", "tsv.gz"]
        case .arrays: ["npz"]
        case .samples: FileKind.table.extensions + ["npy", "npz", "idx", "png", "jpg", "jpeg"]
        }
    }
}
