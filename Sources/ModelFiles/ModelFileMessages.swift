import Networks

// The errors of reading network files.

extension ModelFileError {
    /// - Parameter isEmpty: True for a file without content.
    static func noNetwork(_ path: String, isEmpty: Bool) -> ModelFileError {
        .foreign(path: path, found: isEmpty ? "an empty file" : "other bytes")
    }

    static func noPermission(_ path: String, folder: String) -> ModelFileError {
        .unwritable(path: path, reason: "the folder \(folder) does not permit new files")
    }

    static func wrongClasses(_ path: String, outputs: Int) -> ModelFileError {
        .unreadable(path: path, reason: "expected a list of \(outputs) classes, one per output")
    }

    static func truncatedWeights(_ path: String) -> ModelFileError {
        .unreadable(path: path, reason: "weights are missing or truncated")
    }

    static func truncatedHeader(_ path: String) -> ModelFileError {
        .unreadable(path: path, reason: "its header is truncated")
    }

    static func noHeader(_ path: String) -> ModelFileError { .foreign(path: path, found: "no header") }

    static func noDescription(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "weights without a description of their network")
    }

    static func noGraph(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "no ONNX graph, or a truncated one")
    }

    static func foreignGraph(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "an ONNX graph of another program; `ns` reads only its own, and files of Keras")
    }

    // MARK: - Files of Keras

    /// - Parameter part: The file in the archive; nil for a file that is not in one.
    static func failedHDF5(_ path: String, _ failure: LibraryFailure, part: String? = nil) -> ModelFileError {
        .unreadable(path: path, reason: "HDF5 failed at \(failure.step)" + (part.map { " of \($0)" } ?? ""))
    }

    /// - Parameter hasWeights: True if the file has layers.
    static func noModel(_ path: String, hasWeights: Bool) -> ModelFileError {
        .foreign(path: path, found: hasWeights ? "weights without their model" : "HDF5 without a model")
    }

    static func incompleteArchive(_ path: String, without files: String...) -> ModelFileError {
        .foreign(path: path, found: "a zip file without \(files.joined(separator: " and "))")
    }

    static func noModelDescription(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "no description of a model")
    }

    static func foreignModel(_ path: String, kind: String) -> ModelFileError {
        .foreign(path: path, found: "a model of the class \(kind), which is not a class of Keras")
    }

    static func noLayerDescription(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "a layer without a description")
    }

    /// - Parameter sizes: The size of each dimension; nil for any size.
    static func unsuitableShape(_ path: String, _ sizes: [Int?]) -> ModelFileError {
        let shape = sizes.map { $0.map(String.init) ?? "any" }.joined(separator: "×")
        return .foreign(path: path, found: "a model for samples of shape \(shape)")
    }

    static func tooManyLayers(_ path: String, _ count: Int) -> ModelFileError {
        .foreign(path: path, found: "a model of \(count) layers")
    }

    static func repeatedLayer(_ path: String, _ name: String) -> ModelFileError {
        .foreign(path: path, found: "two layers with the name \(name)")
    }

    static func unconnected(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "layers that are not connected with the output")
    }

    static func impossibleNetwork(_ path: String, _ error: NetworksError) -> ModelFileError {
        .foreign(path: path, found: "a network that cannot be built: \(error)")
    }

    static func noDenseLayers(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "a model without dense layers")
    }
}

/// The reasons why a layer of Keras is not supported, for the sentence `the layer "x" …`.
enum LayerProblem {
    // MARK: - Inputs

    static let secondInput = "is a second input; expected one"
    static let noScale = "has no scale or no offset"
    static let channelsFirst = "has its channels first; expected channels_last"
    static let wrongValueCount = "has a number of values that does not fit the samples"
    static let notAdapted = "is inverted or was never adapted"

    static func reshapes(_ count: Int, to target: [Int]) -> String {
        "reshapes samples of \(count) numbers to \(target)"
    }

    // MARK: - Paths through a model

    static let usedTwice = "is used more than once"
    static let noSource = "follows no other layer"
    static let joins = "joins layers; expected residual blocks of two paths that an Add joins"
    static let noCommonSource = "joins layers; expected two paths that begin at one layer"
    static let twoLongPaths =
        "adds two paths of several layers; expected one of them to be empty or a 1 × 1 convolution"
    static let secondOutput = "is a second output; expected one"
    static let branchesInBlock = "branches off within a residual block"
    static let activatedShortcut = "is beside a residual block and has an activation"

    static func unknownSource(_ source: String) -> String { "follows \"\(source)\", which is not a layer" }

    static func branches(_ count: Int) -> String {
        "branches off \(count) times; expected residual blocks of two paths"
    }

    static func joinsBy(_ className: String) -> String {
        "joins layers and is a \(className), which is not supported; expected an Add"
    }

    static func wrongShortcut(from input: TensorShape, to output: TensorShape) -> String {
        "adds \(input) and \(output); expected the input itself if the shapes are equal, and otherwise a 1 × 1 "
            + "convolution with the smallest strides"
    }

    // MARK: - Layers

    static let afterOutput = "is the last dense layer, and is followed by more than its activation"
    static let hiddenSoftmax = "is a hidden layer with a softmax, which is supported for outputs only"
    static let oldHardSigmoid =
        "is the hard_sigmoid of Keras 2, which is supported after convolutions, dense layers and normalization only"

    static func unsupported(_ className: String) -> String {
        "is a \(className), which is not supported; expected Dense, Conv1D, Conv2D, SeparableConv1D, "
            + "SeparableConv2D, pooling, Flatten, Dropout, BatchNormalization, LayerNormalization, activations, "
            + "residual blocks, and Rescaling and Normalization before them"
    }

    static func noTensor(_ name: String, shape: [Int]) -> String {
        "has no \(name), or one of another shape than \(shape.map(String.init).joined(separator: "×"))"
    }

    static func missingWeights(_ count: Int) -> String { "has \(count) weights that are not in the file" }
}

extension LibraryFailure {
    static let noArchiveLibrary = LibraryFailure(
        step: "opening libarchive: it was not found (on Debian: apt-get install libarchive-dev)")
    static let noHDF5 = LibraryFailure(
        step: "opening libhdf5: it was not found (on Debian: apt-get install libhdf5-dev)")
    static let size = LibraryFailure(step: "reading the size of the file")
    static let image = LibraryFailure(step: "copying the file from memory")
    static let name = LibraryFailure(step: "reading a name")
    static let tooDeep = LibraryFailure(step: "reading the groups: they are nested too deeply")
    static let tooMany = LibraryFailure(step: "reading the groups: there are too many")

    /// - Parameter reason: The message of the library; nil if it has none.
    static func archive(_ reason: String?) -> LibraryFailure { LibraryFailure(step: reason ?? "it is damaged") }

    static func tooLarge(_ file: String) -> LibraryFailure { LibraryFailure(step: "\(file) is too large") }

    static func unwritable(_ value: String) -> LibraryFailure {
        LibraryFailure(step: "its description: \(value) cannot be written as JSON")
    }

    static func description(_ error: any Error) -> LibraryFailure {
        LibraryFailure(step: "its description: \(error)")
    }

    static func numbersElsewhere(_ name: String) -> LibraryFailure {
        LibraryFailure(step: "\(name): its numbers are in other files, which is not supported")
    }

    static func wrongHeader(_ name: String) -> LibraryFailure {
        LibraryFailure(step: "\(name): its header states more numbers than the file contains")
    }
}
