import DataFiles
import Datasets
import DelimitedText
import Tables

/// Creates a dataset from the arrays of an `.npz` file: `x` and `y`, or `x_train`, `y_train`, `x_test` and `y_test`,
/// of which the last two are the official test set.
enum NumPyDataset {
    private static let pairs = [
        ("x", "y"), ("X", "y"), ("X", "Y"), ("data", "target"), ("images", "labels"), ("features", "labels"),
    ]

    static func read(
        _ path: String, name: String, task: CSVOptions.LearningTask?, split: SplitColumnNames? = nil, _ monitor: Monitor
    ) throws(DataError) -> ReadDataset {
        let names = try NumPy.names(in: path, monitor)
        let parts: [(x: String, y: String)]
        if ["x_train", "y_train", "x_test", "y_test"].allSatisfy(names.contains) {
            parts = [("x_train", "y_train"), ("x_test", "y_test")]
        } else if let pair = pairs.first(where: { names.contains($0.0) && names.contains($0.1) }) {
            parts = [(pair.0, pair.1)]
        } else {
            throw .noPair(of: names, in: path)
        }
        if let split {
            guard parts.count == 1 else { throw .splitBesideOfficialTest(path) }
            try NumPySplitColumns.check(split, among: names, path: path)
        }
        let wanted = Set(parts.flatMap { [$0.x, $0.y] } + (split?.roles.map(\.name) ?? []))
        var arrays: [String: NumPy.NumericArray] = [:]
        for array in try NumPy.read(path, monitor, where: wanted.contains) { arrays[array.name] = array }
        let inputs = parts.compactMap { arrays[$0.x] }
        let labels = parts.compactMap { arrays[$0.y] }
        let others = arrays
        arrays = [:]
        guard inputs.count == parts.count, labels.count == parts.count, let first = inputs.first else {
            throw .arrayTwice(path)
        }
        for (x, y) in zip(inputs, labels) {
            guard let rows = x.shape.first, y.shape.first == rows else {
                throw .otherRows("\(path): \(y.name)", expected: x.shape.first ?? 0, as: x.name, found: y.shape.first)
            }
            guard x.shape.dropFirst() == first.shape.dropFirst() else {
                throw .otherShape(
                    "\(path): \(x.name)", expected: Array(first.shape.dropFirst()), found: Array(x.shape.dropFirst()))
            }
        }
        let layout = try layout(of: first, path: path)
        var remarks: [String] = []
        let targets = try targets(labels, path: path, task, &remarks)
        let (features, fullScale) = try NumPyFeatures(inputs, layout: layout, path: path).read(&remarks)
        let splitting = try split.flatMap { names throws(DataError) in
            try NumPySplitColumns(path: path, rows: targets.count, arrays: others).columns(names, &remarks)
        }
        do {
            let dataset = try Dataset(
                name: name, layout: layout, features: features, targets: targets,
                officialTestCount: inputs.count > 1 ? inputs[1].shape[0] : 0, fullScale: fullScale,
                splitting: splitting)
            return ReadDataset(dataset: dataset, remarks: remarks)
        } catch {
            throw .dataset(path: path, reason: error.description)
        }
    }

    private static func layout(of array: NumPy.NumericArray, path: String) throws(DataError) -> SampleLayout {
        let shape = array.shape
        guard !shape.contains(0) else {
            throw .emptyArray("\(path): \(array.name)", shape: shape)
        }
        switch shape.count {
        case 1: return .table(columns: [array.name])
        case 2: return .table(columns: (1...shape[1]).map { "\(array.name)\($0)" })
        case 3: return .image(height: shape[1], width: shape[2], channels: 1)
        case 4 where shape[3] <= 4: return .image(height: shape[1], width: shape[2], channels: shape[3])
        default:
            throw .noSampleShape("\(path): \(array.name)", shape: shape)
        }
    }

    // MARK: - Labels

    private static func targets(
        _ arrays: [NumPy.NumericArray], path: String, _ task: CSVOptions.LearningTask?, _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        let name = arrays[0].name
        let location = "\(path): \(name)"
        let width = arrays[0].shape.dropFirst().reduce(1, *)
        guard arrays.allSatisfy({ $0.shape.dropFirst().reduce(1, *) == width && $0.shape.count <= 2 }), width > 0 else {
            throw .noLabelShape(location, shape: arrays[0].shape)
        }
        let labels = NumPyLabels(arrays)
        if case .texts(let texts) = labels {
            guard width == 1 else {
                throw .severalTexts(width, location)
            }
            guard task != .regression else {
                throw .textTargets(location, example: texts.first ?? "")
            }
            return try Labels.classes(texts, location: location)
        }
        if width == 1 {
            return try labels.targets(name: name, location: path, task: task, &remarks)
        }
        let numbers = try labels.floats(location: location, width: width)
        if task != .regression, let labels = oneHot(numbers, width: width) {
            remarks.append(ReadingRemark.oneHot(name, classes: width))
            return .classes(labels: labels, names: (0..<width).map { "\($0)" })
        }
        guard task != .classes else {
            throw .notOneHot(location)
        }
        remarks.append(ReadingRemark.severalTargets(name, width))
        return .values(numbers, names: (1...width).map { "\(name)\($0)" })
    }

    private static func oneHot(_ numbers: [Float], width: Int) -> [UInt16]? {
        var labels: [UInt16] = []
        for start in stride(from: 0, to: numbers.count, by: width) {
            let row = numbers[start..<start + width]
            guard let index = row.firstIndex(of: 1), row.count(where: { $0 == 0 }) == width - 1 else { return nil }
            labels.append(UInt16(index - start))
        }
        return labels
    }
}

extension NumPyDataset {
    /// Reads samples without labels: the array of a `.npy` file, and the only array of a `.npz` file or the one with a
    /// usual name for samples.
    static func unlabelled(
        _ path: String, width: Int, _ monitor: Monitor
    ) throws(DataError) -> (count: Int, features: Features) {
        let array: NumPy.NumericArray
        if path.lowercased().hasSuffix(".npy") {
            array = try NumPy.array(path, monitor)
        } else {
            let names = try NumPy.names(in: path, monitor)
            guard !names.isEmpty else {
                throw .notOneArray(path, found: [])
            }
            let usual = ["x", "X", "x_new", "x_test", "data", "images", "features"]
            guard let name = names.count == 1 ? names[0] : usual.first(where: names.contains) else {
                throw .notOneArray(path, found: names)
            }
            guard let read = try NumPy.read(path, monitor, where: { $0 == name }).first else {
                throw .lostArray(path)
            }
            array = read
        }
        let features: Features =
            switch array.elements {
            case .bytes(let values): .bytes(values)
            case .integers(let values): .floats(values.map { Float($0) })
            case .floats(let values): .floats(values)
            case .doubles(let values): .floats(values.map { Float($0) })
            case .texts: throw .textsInArray(path)
            }
        // A single sample may lack the dimension for rows.
        let count = features.count == width && array.shape.first != 1 ? 1 : array.shape.first ?? 0
        guard count > 0, features.count == count * width else {
            throw .otherWidth(path, expected: width, shape: array.shape)
        }
        return (count, features)
    }
}
