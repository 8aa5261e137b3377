public import Datasets
import Foundation
public import Networks
import Notation

/// A small Python program that builds and trains a network in Keras, for users who want to continue with code. Its
/// data, split as they are here, are stored beside it.
public struct KerasProgram {
    let architecture: Architecture
    let settings: TrainingSettings
    let examples: Examples
    private let version: String

    /// Creates a program for an architecture and its training settings.
    public init(_ architecture: Architecture, _ settings: TrainingSettings, _ examples: Examples, version: String) {
        self.architecture = architecture
        self.settings = settings
        self.examples = examples
        self.version = version
    }

    /// Returns the paths of the program and of its data, for a path with or without the extension.
    public static func paths(of path: String) -> [String] {
        let path = path.hasSuffix(".py") ? path : path + ".py"
        return [path, String(path.dropLast(3)) + ".npz"]
    }

    /// Writes the program and, beside it, `NAME.npz`. Each file is written atomically.
    ///
    /// - Parameter remark: A comment in one line, such as the author; nil for none.
    /// - Returns: The paths of both files.
    /// - Throws: `.noName`, `.noFolder` or `.isFolder` if the path is unsuitable; `.library` if libarchive fails;
    ///   `.unwritable` if the system refuses to write.
    /// - Complexity: O(bytes)
    public func write(to path: String, remark: String? = nil) throws(ModelFileError) -> [String] {
        let paths = Self.paths(of: path)
        let (path, data) = (paths[0], paths[1])
        try NetworkFile.checkFolder(of: path)
        let bytes: [UInt8]
        do { bytes = try NumPyArchive.bytes(of: arrays) } catch { throw .library(path: data, step: error.step) }
        let text: String
        do { text = try self.text(modelText(), remark: remark.map { "\n# \($0)\n" } ?? "") } catch {
            throw .library(path: path, step: error.description)
        }
        try NetworkFile.put(Data(bytes), at: data)
        try NetworkFile.put(Data(text.utf8), at: path)
        return [path, data]
    }

    // MARK: - Data

    /// The shape of a sample in the data.
    var shape: [Int] {
        switch examples.dataset.layout {
        case .image(let height, let width, let channels): [height, width, channels]
        case .table(let columns): [columns.count]
        }
    }

    private var arrays: [NumPyArchive.NamedArray] {
        let preparation = examples.preprocessing
        let split = examples.split
        // A constant column has the factor 0: its deviation is set so high that all of its values become 0.
        let deviations = preparation.factors.map { $0 == 0 ? 1e18 : 1 / $0 }
        let means = zip(preparation.shifts, deviations).map { -$0 * $1 }
        var arrays = [("mean", means), ("variance", deviations.map { $0 * $0 })].map {
            NumPyArchive.NamedArray(name: $0, type: "<f4", shape: shape, bytes: LittleEndian.bytes($1))
        }
        for (part, rows) in [("train", split.training), ("validation", split.validation), ("test", split.test)]
        where !rows.isEmpty {
            arrays.append(inputs(rows, "x_\(part)"))
            arrays.append(targets(rows, "y_\(part)"))
        }
        return arrays
    }

    private func inputs(_ rows: [Int32], _ name: String) -> NumPyArchive.NamedArray {
        let width = architecture.inputs
        let shape = [rows.count] + shape
        switch examples.dataset.features {
        case .bytes(let bytes):
            return .init(
                name: name, type: "|u1", shape: shape,
                bytes: rows.flatMap { bytes[Int($0) * width..<(Int($0) + 1) * width] })
        case .floats(let numbers):
            let fills = examples.preprocessing.fills
            let filled = rows.flatMap { row in
                (0..<width).map { column in
                    let value = numbers[Int(row) * width + column]
                    return value.isNaN ? fills?[column] ?? 0 : value
                }
            }
            return .init(name: name, type: "<f4", shape: shape, bytes: LittleEndian.bytes(filled))
        }
    }

    private func targets(_ rows: [Int32], _ name: String) -> NumPyArchive.NamedArray {
        switch examples.dataset.targets {
        case .classes(let labels, _):
            let numbers = rows.map { Int64(labels[Int($0)]).littleEndian }
            return .init(name: name, type: "<i8", shape: [rows.count], bytes: numbers.withUnsafeBytes { Array($0) })
        case .values(let values, let names):
            let numbers = rows.flatMap { values[Int($0) * names.count..<(Int($0) + 1) * names.count] }
            return .init(
                name: name, type: "<f4", shape: [rows.count, names.count], bytes: LittleEndian.bytes(numbers))
        }
    }

    // MARK: - Text

    /// Returns the program.
    ///
    /// - Parameter remark: The lines after the description; Python looks for the encoding of the file in the first two.
    private func text(_ model: String, remark: String) -> String {
        """
        \"""Builds and trains a network in Keras that was found by ns \(version).

        usage: python3 THIS_FILE [EPOCHS]

        Needs Keras and a backend (pip install keras jax). The data are in the file with the same name that ends in
        .npz: x_train, y_train, x_validation and so on, as they were read, and the mean and variance of each input.
        \"""
        \(remark)
        import os
        import pathlib
        import sys

        os.environ.setdefault("KERAS_BACKEND", "jax")

        import keras
        import numpy

        data = numpy.load(pathlib.Path(__file__).with_suffix(".npz"))
        epochs = int(sys.argv[1]) if len(sys.argv) > 1 else \(settings.epochs ?? 1000)

        \(targetText)\(KerasTraining.definition(settings.loss))

        \(model)
        \(optimizerText)
        model.compile(optimizer=optimizer, loss=\(lossText), metrics=[\(metric.map { "\"\($0)\"" } ?? "")])
        model.summary()

        stopping = keras.callbacks.EarlyStopping(
            monitor="val_\(metric ?? "loss")", mode="\(metric == nil ? "min" : "max")", patience=\(settings.patience),
            min_delta=\(Self.number(settings.minimumChange)), restore_best_weights=True,
        )
        \(augmentationText)model.fit(
            \(trainingData),
            validation_data=(data["x_validation"].astype("float32"), targets(data["y_validation"])),
            \(augmentation == nil ? "batch_size=\(settings.batchSize), " : "")epochs=epochs, callbacks=[stopping], verbose=2,\(weightText)
        )
        for part in ["validation", "test"]:
            if f"x_{part}" in data:
                inputs, wanted = data[f"x_{part}"].astype("float32"), targets(data[f"y_{part}"])
                print(part, model.evaluate(inputs, wanted, verbose=0, return_dict=True))
        model.save(pathlib.Path(__file__).with_suffix(".keras"))

        """
    }

    /// The metric for early stopping, if Keras defines it in the same way; otherwise nil.
    private var metric: String? {
        switch settings.score {
        case .r2: "r2_score"
        case .binaryAccuracy: "binary_accuracy"
        case .accuracy, .precision, .recall, .f1, .f1Micro:
            if case .classes = examples.dataset.targets { "accuracy" } else { nil }
        default: nil
        }
    }

    private var lossText: String {
        KerasTraining.program(settings.loss, output: architecture.outputActivation)
    }

    /// The argument that weights the classes; empty without weights.
    private var weightText: String {
        let factors = settings.classWeights?.factors(of: examples.dataset.targets, rows: examples.split.training)
        guard let factors else { return "" }
        let pairs = factors.enumerated().map { "\($0): \($1)" }
        return "\n    class_weight={\(pairs.joined(separator: ", "))},"
    }

    private var targetText: String {
        switch examples.dataset.targets {
        case .classes(_, let names):
            let classes = JSONText.array(names.map { JSONText.quoted($0) })
            return """
                classes = \(classes)


                def targets(labels):
                    return keras.utils.to_categorical(labels, len(classes))

                """
        case .values:
            let scale = examples.preprocessing.targets
            let ones = [Float](repeating: 1, count: architecture.outputs)
            func list(_ numbers: [Float]) -> String { "[\(numbers.map { "\($0)" }.joined(separator: ", "))]" }
            return """
                # Regression targets are scaled: target = value * factor + shift.
                factors = numpy.array(\(list(scale?.factors ?? ones)), dtype="float32")
                shifts = numpy.array(\(list(scale?.shifts ?? ones.map { _ in 0 })), dtype="float32")


                def targets(values):
                    return values * factors + shifts

                """
        }
    }

    func smoothed(_ targets: String) -> String {
        guard let smoothing = settings.labelSmoothing, case .classes(_, let names) = examples.dataset.targets else {
            return targets
        }
        let floor = Self.number(Double(smoothing) / Double(names.count))
        return "\(targets) * \(Self.number(Double(1 - smoothing))) + \(floor)"
    }

    private var optimizerText: String {
        let name = settings.optimizer.rule.className
        let rate = "\(settings.optimizer.learningRate)"
        var arguments: [String] = []
        if case .object(let members) = KerasTraining.configuration(of: settings.optimizer) {
            arguments = members.filter { $0.key != "name" && $0.key != "learning_rate" }.sorted { $0.key < $1.key }.map
            {
                "\($0)=\($1.truth.map { $0 ? "True" : "False" } ?? $1.number.map(Self.number) ?? "None")"
            }
        }
        let steps = "steps = epochs * -(-len(data[\"x_train\"]) // \(settings.batchSize))\n"
        let schedules = "keras.optimizers.schedules"
        let (before, scheduled): (String, String) =
            switch settings.schedule {
            case nil, .constant?: ("", rate)
            case .cosine?: (steps, "\(schedules).CosineDecay(\(rate), steps)")
            case .step?:
                (
                    steps,
                    "\(schedules).PiecewiseConstantDecay([steps // 2, steps * 3 // 4], [\(rate), \(rate) / 10, \(rate) / 100])"
                )
            case .warmUp?:
                (
                    steps,
                    "\(schedules).CosineDecay(0.0, steps - steps // 10, warmup_target=\(rate), warmup_steps=steps // 10)"
                )
            }
        return before + "optimizer = keras.optimizers.\(name)("
            + (["learning_rate=\(scheduled)"] + arguments).joined(separator: ", ") + ")"
    }

    static func number(_ value: Double) -> String { "\(value)" }
}
