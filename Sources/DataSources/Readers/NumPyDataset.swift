import Datasets

/// Makes a dataset of the arrays of an `.npz` file: `x` and `y`, or `x_train`, `y_train`, `x_test` and `y_test`, of which
/// the last two are the official test part.
enum NumPyDataset {
    private static let pairs = [
        ("x", "y"), ("X", "y"), ("X", "Y"), ("data", "target"), ("images", "labels"), ("features", "labels"),
    ]

    static func read(
        _ path: String, name: String, task: CSVOptions.Task?, _ monitor: Monitor
    ) throws(DataError) -> ReadDataset {
        let names = try NumPy.names(in: path)
        let parts: [(x: String, y: String)]
        if ["x_train", "y_train", "x_test", "y_test"].allSatisfy(names.contains) {
            parts = [("x_train", "y_train"), ("x_test", "y_test")]
        } else if let pair = pairs.first(where: { names.contains($0.0) && names.contains($0.1) }) {
            parts = [(pair.0, pair.1)]
        } else {
            throw .foreign(
                path: path, expected: "arrays x and y, or x_train, y_train, x_test and y_test",
                found: names.isEmpty ? "no array" : names.joined(separator: ", "))
        }
        let wanted = Set(parts.flatMap { [$0.x, $0.y] })
        var arrays: [String: NumPy.Array] = [:]
        for array in try NumPy.read(path, monitor, where: wanted.contains) { arrays[array.name] = array }
        let inputs = parts.compactMap { arrays[$0.x] }
        let labels = parts.compactMap { arrays[$0.y] }
        arrays = [:]
        guard inputs.count == parts.count, labels.count == parts.count, let first = inputs.first else {
            throw .unreadable(path: path, reason: "an array is there twice")
        }
        for (x, y) in zip(inputs, labels) {
            guard let rows = x.shape.first, y.shape.first == rows else {
                throw .mismatch(
                    path: "\(path): \(y.name)", expected: "as many rows as \(x.name), \(x.shape.first ?? 0)",
                    found: "\(y.shape.first.map { "\($0)" } ?? "none")")
            }
            guard x.shape.dropFirst() == first.shape.dropFirst() else {
                throw .mismatch(
                    path: "\(path): \(x.name)", expected: "samples of the shape \(first.shape.dropFirst())",
                    found: "\(x.shape.dropFirst())")
            }
        }
        let layout = try layout(of: first, path: path)
        var remarks: [String] = []
        let targets = try targets(labels, path: path, task, &remarks)
        let (features, fullScale) = try features(inputs, path: path)
        do {
            let dataset = try Dataset(
                name: name, layout: layout, features: features, targets: targets,
                officialTestCount: inputs.count > 1 ? inputs[1].shape[0] : 0, fullScale: fullScale)
            return ReadDataset(dataset: dataset, remarks: remarks)
        } catch {
            throw .dataset(path: path, reason: error.description)
        }
    }

    private static func layout(of array: NumPy.Array, path: String) throws(DataError) -> SampleLayout {
        let shape = array.shape
        guard !shape.contains(0) else {
            throw .dataset(path: "\(path): \(array.name)", reason: "the array of shape \(shape) is empty")
        }
        switch shape.count {
        case 1: return .table(columns: [array.name])
        case 2: return .table(columns: (1...shape[1]).map { "\(array.name)\($0)" })
        case 3: return .image(height: shape[1], width: shape[2], channels: 1)
        case 4 where shape[3] <= 4: return .image(height: shape[1], width: shape[2], channels: shape[3])
        default:
            throw .foreign(
                path: "\(path): \(array.name)",
                expected: "rows × columns, images × height × width, or images × height × width × channels",
                found: "the shape \(shape)")
        }
    }

    private static func features(_ arrays: [NumPy.Array], path: String) throws(DataError) -> (Features, Float) {
        var bytes: [UInt8] = []
        var floats: [Float] = []
        var areBytes = true
        for array in arrays { if case .bytes = array.elements { continue } else { areBytes = false } }
        for array in arrays {
            switch array.elements {
            case .bytes(let values) where areBytes: bytes = bytes.isEmpty ? values : bytes + values
            case .bytes(let values): floats += values.map { Float($0) }
            case .integers(let values):
                let width = max(1, values.count / max(1, array.shape[0]))
                for column in 0..<width {
                    let numbers = stride(from: column, to: values.count, by: width).lazy.map { Double(values[$0]) }
                    if let reason = RoundedNumbers.reason(numbers) {
                        throw .dataset(path: "\(path): \(array.name)", reason: "column \(column + 1) \(reason)")
                    }
                }
                floats += values.map { Float($0) }
            case .floats(let values): floats = floats.isEmpty ? values : floats + values
            case .texts:
                throw .foreign(path: "\(path): \(array.name)", expected: "numbers", found: "texts")
            }
        }
        guard !areBytes else {
            // Counts up to 16, as of digits, are not dark pictures.
            let greatest = bytes.max() ?? 255
            return (.bytes(bytes), greatest > 127 ? 255 : Float(max(1, greatest)))
        }
        if let place = floats.firstIndex(where: \.isInfinite) {
            let width = floats.count / max(1, arrays.reduce(0) { $0 + $1.shape[0] })
            throw .dataset(path: path, reason: "row \(place / max(1, width)) holds an infinite number")
        }
        return (.floats(floats), 255)
    }

    // MARK: - Labels

    private static func targets(
        _ arrays: [NumPy.Array], path: String, _ task: CSVOptions.Task?, _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        let name = arrays[0].name
        let place = "\(path): \(name)"
        let width = arrays[0].shape.dropFirst().reduce(1, *)
        guard arrays.allSatisfy({ $0.shape.dropFirst().reduce(1, *) == width && $0.shape.count <= 2 }), width > 0 else {
            throw .foreign(
                path: place, expected: "a label or a row of numbers a sample", found: "the shape \(arrays[0].shape)")
        }
        var texts: [String] = []
        var numbers: [Double] = []
        var areWholeKind = true
        for array in arrays {
            switch array.elements {
            case .texts(let values): texts += values
            case .bytes(let values): numbers += values.map { Double($0) }
            case .integers(let values): numbers += values.map { Double($0) }
            case .floats(let values):
                areWholeKind = false
                numbers += values.map { Double($0) }
            }
        }
        guard texts.isEmpty || numbers.isEmpty else {
            throw .foreign(path: place, expected: "labels of one kind", found: "texts and numbers")
        }
        if !texts.isEmpty {
            guard width == 1, task != .regression else {
                throw .foreign(
                    path: place, expected: width == 1 ? "numbers, for regression" : "one label a sample", found: "texts"
                )
            }
            return try Labels.classes(texts, place: place)
        }
        guard numbers.allSatisfy(\.isFinite) else {
            throw .dataset(path: place, reason: "a label is no number")
        }
        if width > 1 {
            if task != .regression, let labels = oneHot(numbers, width: width) {
                remarks.append("\(name) has a 1 in each row: \(width) classes")
                return .classes(labels: labels, names: (0..<width).map { "\($0)" })
            }
            guard task != .classes else {
                throw .foreign(path: place, expected: "a 1 and zeros in each row, for classes", found: "other numbers")
            }
            remarks.append("\(name) is \(width) numbers a sample: regression")
            return .values(numbers.map { Float($0) }, names: (1...width).map { "\(name)\($0)" })
        }
        return try Labels.targets(
            numbers, name: name, place: path, task: task, mostClasses: areWholeKind ? 1000 : 20, &remarks)
    }

    private static func oneHot(_ numbers: [Double], width: Int) -> [UInt16]? {
        var labels: [UInt16] = []
        for start in stride(from: 0, to: numbers.count, by: width) {
            let row = numbers[start..<start + width]
            guard let place = row.firstIndex(of: 1), row.count(where: { $0 == 0 }) == width - 1 else { return nil }
            labels.append(UInt16(place - start))
        }
        return labels
    }
}

extension NumPyDataset {
    /// Samples without labels: the array of a `.npy` file, the only one of a `.npz` file, or the one called as samples are.
    static func unlabelled(
        _ path: String, width: Int, _ monitor: Monitor
    ) throws(DataError) -> (count: Int, numbers: [Float]) {
        let array: NumPy.Array
        if path.lowercased().hasSuffix(".npy") {
            array = try NumPy.array(path, monitor)
        } else {
            let names = try NumPy.names(in: path)
            let usual = ["x", "X", "x_new", "x_test", "data", "images", "features"]
            guard let name = names.count == 1 ? names[0] : usual.first(where: names.contains) else {
                throw .foreign(
                    path: path, expected: "one array, or one called x", found: names.joined(separator: ", "))
            }
            guard let read = try NumPy.read(path, monitor, where: { $0 == name }).first else {
                throw .unreadable(path: path, reason: "its array cannot be found")
            }
            array = read
        }
        let numbers: [Float]
        switch array.elements {
        case .bytes(let values): numbers = values.map { Float($0) }
        case .integers(let values): numbers = values.map { Float($0) }
        case .floats(let values): numbers = values
        case .texts: throw .foreign(path: path, expected: "numbers", found: "texts")
        }
        // A single sample may come without a dimension for itself.
        let count = numbers.count == width && array.shape.first != 1 ? 1 : array.shape.first ?? 0
        guard count > 0, numbers.count == count * width else {
            throw .mismatch(
                path: path, expected: "samples of \(width) numbers", found: "an array of the shape \(array.shape)")
        }
        return (count, numbers)
    }
}
