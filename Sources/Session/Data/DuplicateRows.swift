import DataSources
import Datasets
import Reports
import SessionState

/// Rows of a table with the same inputs in more than one set: networks are scored on rows that they were trained on.
struct DuplicateRows {
    /// The number of validation rows, over all folds, whose inputs also occur in their training set.
    private(set) var validation = 0
    /// The number of test rows whose inputs also occur in the training or validation set.
    private(set) var test = 0
    /// The number of these rows with another target than one of the rows that they repeat.
    private(set) var contradictions = 0
    /// True if the table is so large that only some of its rows were compared, chosen by their inputs.
    private let isSample: Bool
    private let areFolds: Bool
    private let hasGroups: Bool

    /// The number of rows above which only some are compared.
    private static let maximumRows = 1_000_000

    /// Counts the rows; nil for images and for datasets of the catalogue.
    ///
    /// - Complexity: O(rows × columns + rows × folds)
    init?(_ loaded: LoadedExamples) {
        let dataset = loaded.examples.dataset
        guard case .table = dataset.layout else { return nil }
        if case .catalogue = loaded.choice.source { return nil }
        areFolds = !loaded.folds.isEmpty
        hasGroups = dataset.splitting?.groups != nil
        let split = loaded.examples.split
        let rows = split.training + split.validation + split.test
        let parts = UInt64((rows.count + Self.maximumRows - 1) / Self.maximumRows)
        isSample = parts > 1
        let (copies, count) = Self.copies(dataset, rows, oneOf: max(1, parts))
        guard count > 0 else { return }
        func find(_ some: [Int32], among others: [Int32]) -> Int {
            // The first target of each copy, and whether there are several.
            var first = [Int32](repeating: -1, count: count)
            var isMixed = [Bool](repeating: false, count: count)
            for row in others where copies[Int(row)] >= 0 {
                let copy = Int(copies[Int(row)])
                if first[copy] < 0 { first[copy] = row }
                if !dataset.haveSameTarget(first[copy], row) { isMixed[copy] = true }
            }
            var found = 0
            for row in some where copies[Int(row)] >= 0 {
                let copy = Int(copies[Int(row)])
                guard first[copy] >= 0 else { continue }
                found += 1
                if isMixed[copy] || !dataset.haveSameTarget(first[copy], row) { contradictions += 1 }
            }
            return found
        }
        for part in loaded.folds.isEmpty ? [split] : loaded.folds.map(\.split) {
            validation += find(part.validation, among: part.training)
        }
        test = find(split.test, among: split.training + split.validation)
    }

    /// Returns a number for each row whose inputs occur more than once, -1 for others, and the number of different ones.
    ///
    /// - Parameter parts: The number of parts of all inputs, of which one is looked at: equal inputs are in the same part.
    private static func copies(
        _ dataset: Dataset, _ rows: [Int32], oneOf parts: UInt64
    ) -> (copies: [Int32], count: Int) {
        var counts: [UInt64: Int32] = [:]
        for row in rows {
            let hash = dataset.hash(ofInputs: row)
            if hash % parts == 0 { counts[hash, default: 0] += 1 }
        }
        var rowsByHash: [UInt64: [Int32]] = [:]
        guard counts.contains(where: { $0.value > 1 }) else { return ([], 0) }
        for row in rows {
            let hash = dataset.hash(ofInputs: row)
            if counts[hash] ?? 0 > 1 { rowsByHash[hash, default: []].append(row) }
        }
        var copies = [Int32](repeating: -1, count: dataset.count)
        var count = 0
        for same in rowsByHash.values {
            // Different inputs may share a hash.
            var rest = same
            while let first = rest.first {
                let equal = rest.filter { dataset.haveSameInputs(first, $0) }
                rest = rest.filter { !dataset.haveSameInputs(first, $0) }
                guard equal.count > 1 else { continue }
                for row in equal { copies[Int(row)] = Int32(count) }
                count += 1
            }
        }
        return (copies, count)
    }

    /// One warning for all of them; nil if there are none.
    var warning: String? {
        guard validation + test > 0 else { return nil }
        let least = isSample ? "at least " : ""
        let places = [
            validation > 0
                ? "\(least)\(Numbers.counted(validation, "validation row")) \(validation == 1 ? "has" : "have") the same inputs as a "
                    + (areFolds ? "training row of the same fold" : "training row") : nil,
            test > 0
                ? "\(least)\(Numbers.counted(test, "test row")) \(test == 1 ? "has" : "have") the same inputs as a row outside the "
                    + "test set" : nil,
        ].compactMap { $0 }.joined(separator: ", and ")
        let others =
            contradictions > 0
            ? " (\(contradictions) of \(validation + test == 1 ? "it" : "them") with another target)" : ""
        // Copies have the same target; different observations with the same inputs often do not.
        if contradictions * 2 > validation + test {
            return "\(places)\(others): the inputs do not tell these rows apart; use more columns, or remove "
                + "duplicates or keep them in one set with `group COLUMN`"
        }
        return "\(places)\(others), so scores may be too good; "
            + (hasGroups
                ? "remove the duplicates, or give all copies of a row the same group"
                : "remove the duplicates, or keep rows that belong together in one set with `group COLUMN`")
    }
}

extension Dataset {
    /// Returns a hash of a row's inputs; missing values are equal.
    fileprivate func hash(ofInputs row: Int32) -> UInt64 {
        let width = layout.width
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
        switch features {
        case .bytes(let bytes): for index in Int(row) * width..<(Int(row) + 1) * width { add(UInt64(bytes[index])) }
        case .floats(let numbers):
            for index in Int(row) * width..<(Int(row) + 1) * width {
                let number = numbers[index]
                add(number.isNaN ? 1 : number == 0 ? 0 : UInt64(number.bitPattern))
            }
        }
        hash ^= hash >> 32
        return hash
    }

    /// Returns true if two rows have the same inputs; missing values are equal.
    fileprivate func haveSameInputs(_ one: Int32, _ other: Int32) -> Bool {
        let width = layout.width
        let (first, second) = (Int(one) * width, Int(other) * width)
        switch features {
        case .bytes(let bytes): return (0..<width).allSatisfy { bytes[first + $0] == bytes[second + $0] }
        case .floats(let numbers):
            return (0..<width).allSatisfy {
                let (mine, theirs) = (numbers[first + $0], numbers[second + $0])
                return mine == theirs || mine.isNaN && theirs.isNaN
            }
        }
    }

    /// Returns true if two rows have the same class or the same numbers as targets.
    fileprivate func haveSameTarget(_ one: Int32, _ other: Int32) -> Bool {
        switch targets {
        case .classes(let labels, _): labels[Int(one)] == labels[Int(other)]
        case .values(let values, let names):
            names.indices.allSatisfy {
                values[Int(one) * names.count + $0] == values[Int(other) * names.count + $0]
            }
        }
    }
}
