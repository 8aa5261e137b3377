/// The file formats of networks.
public enum ModelFormat: String, CaseIterable, Sendable {
    /// Keras's HDF5 file.
    case hdf5 = "h5"
    /// Keras's zip file.
    case keras
    /// Open Neural Network Exchange, for onnxruntime and others.
    case onnx
    /// Named weights, for PyTorch, JAX and others.
    case safetensors

    /// Creates the format with an extension, in any case; nil for an unknown extension.
    init?(extension found: String) {
        let lowercased = found.lowercased()
        guard let format = lowercased == "hdf5" ? .hdf5 : ModelFormat(rawValue: lowercased) else { return nil }
        self = format
    }

    /// Creates the format of a file from its first bytes; nil for an unknown format.
    init?(beginning bytes: some Sequence<UInt8>) {
        let start = Array(bytes.prefix(9))
        switch true {
        case start.starts(with: [0x89, 0x48, 0x44, 0x46]): self = .hdf5
        case start.starts(with: [0x50, 0x4B, 3, 4]): self = .keras
        case start.count == 9 && start[8] == UInt8(ascii: "{"): self = .safetensors
        // Field 1, the version, is a number.
        case start.first == 0x08: self = .onnx
        default: return nil
        }
    }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .hdf5: "Keras, in HDF5"
        case .keras: "Keras, its own format"
        case .onnx: "onnxruntime and others"
        case .safetensors: "named weights"
        }
    }
}
