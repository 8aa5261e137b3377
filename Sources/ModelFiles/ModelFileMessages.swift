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

    static func noChain(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "layers that do not form a chain")
    }

    static func noDenseLayers(_ path: String) -> ModelFileError {
        .foreign(path: path, found: "a model without dense layers")
    }
}

/// The reasons why a layer of Keras is not supported, for the sentence `the layer "x" …`.
enum LayerProblem {
    static let secondInput = "is a second input; expected a chain of layers"
    static let branch = "branches off; expected a chain of layers"
    static let inputsOnly = "rescales something other than the inputs"
    static let reshapes = "reshapes samples; expected a Flatten"
    static let wrongDropout = "is not a Dropout with a rate from 0 to below 1"
    static let secondDropout = "is the second Dropout in a row"
    static let limitedReLU = "is a ReLU with limits"
    static let wrongValueCount = "has a number of values that does not fit the samples"
    static let notAdapted = "normalizes something other than the inputs, or was never adapted"
    static let appliedToRows = "is applied to each row of an image; expected a Flatten before it"
    static let noNeurons = "has no valid number of neurons"
    static let wrongConstants = "has an invalid momentum or epsilon"
    static let misplacedNormalization = "is not between a Dense without activation and its activation"
    static let misplacedActivation = "does not follow a Dense without activation"
    static let afterOutput = "is the last dense layer, and is followed by more than its activation"
    static let hiddenSoftmax = "is a hidden layer with a softmax, which is supported for outputs only"

    static func unsupported(_ className: String) -> String {
        "is a \(className), which is not supported; expected a chain of dense layers (Dense, Dropout, "
            + "BatchNormalization, activations, and Rescaling, Normalization and Flatten before them)"
    }

    static func noWeights(inputs: Int, neurons: Int) -> String {
        "has no weights, or weights of another shape than \(inputs)×\(neurons)"
    }

    static func noWeights(count: Int) -> String { "has no weights, or another number of weights than \(count)" }

    static func unknownActivation(_ name: String) -> String {
        "has the activation \"\(name)\"; expected \(Activation.all.map(\.name).joined(separator: ", "))"
    }
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
