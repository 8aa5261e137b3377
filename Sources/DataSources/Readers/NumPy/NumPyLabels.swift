import DataFiles
import Datasets
import DelimitedText
import Tables

/// The labels of one or several arrays, concatenated, without loss of precision.
enum NumPyLabels {
    case texts([String])
    case integers([Int])
    case numbers([Double])
    /// Texts in one array and numbers in another.
    case mixed

    /// Concatenates arrays.
    init(_ arrays: [NumPy.NumericArray]) {
        var texts: [String] = []
        var integers: [Int] = []
        var numbers: [Double] = []
        var areIntegers = true
        for array in arrays {
            switch array.elements {
            case .texts(let values): texts += values
            case .bytes(let values):
                integers += values.map { Int($0) }
                numbers += values.map { Double($0) }
            case .integers(let values):
                integers += values
                numbers += values.map { Double($0) }
            case .floats(let values):
                areIntegers = false
                numbers += values.map { Double($0) }
            case .doubles(let values):
                areIntegers = false
                numbers += values
            }
        }
        switch (texts.isEmpty, numbers.isEmpty) {
        case (false, true): self = .texts(texts)
        case (false, false): self = .mixed
        default: self = areIntegers ? .integers(integers) : .numbers(numbers)
        }
    }

    /// Returns the labels as classes or numbers, one label per sample.
    ///
    /// - Parameter location: The file, for messages.
    /// - Throws: `DataError` for labels that are missing, infinite, or of mixed types; the errors of `Labels`.
    func targets(
        name: String, location: String, task: CSVOptions.LearningTask?, _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        if case .integers(let values) = self {
            return try Labels.targets(
                values, name: name, location: location, task: task, maximumClasses: 1000, &remarks)
        }
        let values = try finite(location: "\(location): \(name)", width: 1)
        let floats = values.map { Float($0) }
        // Fractional classes are named by the digits of 32 bits, unless two classes would become one.
        guard Set(floats).count < Set(values).count else {
            return try Labels.targets(floats, name: name, location: location, task: task, maximumClasses: 20, &remarks)
        }
        return try Labels.targets(values, name: name, location: location, task: task, maximumClasses: 20, &remarks)
    }

    /// Returns the labels as 32-bit numbers.
    ///
    /// - Throws: `DataError` for labels that are missing, infinite, or of mixed types.
    func floats(location: String, width: Int) throws(DataError) -> [Float] {
        try finite(location: location, width: width).map { Float($0) }
    }

    private func finite(location: String, width: Int) throws(DataError) -> [Double] {
        let values: [Double]
        switch self {
        case .texts, .mixed: throw .mixedLabels(location)
        case .integers(let integers): return integers.map { Double($0) }
        case .numbers(let numbers): values = numbers
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            let count = values.count { !$0.isFinite }
            throw .missingLabels(count, firstRow: index / width + 1, location)
        }
        return values
    }
}
