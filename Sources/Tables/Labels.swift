package import DataFiles
package import Datasets
package import DelimitedText

/// The conversion of labels to classes or numbers.
package enum Labels {
    /// The minimum average number of rows per class, for numbers to be classes without the user's decision.
    private static let rowsPerClass = 5

    /// The advice for integers that 32-bit numbers cannot distinguish.
    package static let remedy = "subtract a constant, or save them as float32 if 7 digits are enough"

    /// Returns classes from texts, sorted by name.
    ///
    /// - Parameter location: The file and the label's name, for messages.
    /// - Throws: `.dataset` if all labels are equal, or differ in over half of the rows.
    package static func classes(_ texts: [String], location: String) throws(DataError) -> Targets {
        let names = Set(texts).sorted()
        guard names.count > 1 else {
            throw .equalLabels(location, all: "\"\(names.first ?? "")\"")
        }
        guard names.count * 2 <= texts.count || names.count == 2, names.count <= CSVColumn.maximumTexts else {
            throw .identifyingLabels(location)
        }
        var ranks: [String: UInt16] = [:]
        for (rank, name) in names.enumerated() { ranks[name] = UInt16(rank) }
        return .classes(labels: texts.map { ranks[$0] ?? 0 }, names: names)
    }

    /// Returns classes or numbers: integers with few different values are classes, unless the user decides otherwise.
    ///
    /// - Parameters:
    ///   - numbers: The labels.
    ///   - name: The name of the label.
    ///   - location: The file, for messages.
    ///   - task: The user's decision; nil for none.
    ///   - maximumClasses: The maximum number of different values that become classes.
    /// - Throws: `.dataset` if all labels are equal, are too many for classes, or become equal when rounded.
    package static func targets<Number: ExactNumber>(
        _ numbers: [Number], name: String, location: String, task: CSVOptions.LearningTask?, maximumClasses: Int,
        _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        func unusable(_ reason: LabelProblem) -> DataError {
            .unusableLabel(name, location, reason)
        }
        var distinct: Set<Number> = []
        for number in numbers where distinct.count <= CSVColumn.maximumTexts { distinct.insert(number) }
        guard distinct.count > 1 else {
            throw unusable(.constant(numbers.first?.words ?? ""))
        }
        let areFew =
            distinct.count <= maximumClasses && distinct.allSatisfy(\.isWhole)
            && distinct.count * rowsPerClass <= numbers.count
        switch task ?? (areFew ? .classes : .regression) {
        case .regression:
            if let reason = (numbers as? [Double]).flatMap(RoundedNumbers.reason) {
                throw unusable(.coarse(reason: reason))
            }
            let (least, greatest) = (numbers.min()?.words ?? "", numbers.max()?.words ?? "")
            remarks.append(ReadingRemark.numbers(of: name, from: least, to: greatest, isDefault: task == nil))
            let rounded = numbers.map(\.float)
            guard numbers.allSatisfy(\.isExactOrFraction) || Set(rounded).count == Set(numbers).count else {
                throw unusable(.rounded(from: least, to: greatest))
            }
            return .values(rounded, names: [name])
        case .classes:
            guard distinct.count <= CSVColumn.maximumTexts else {
                throw unusable(.tooManyClasses(limit: CSVColumn.maximumTexts))
            }
            let values = distinct.sorted()
            guard (values as? [Double])?.allSatisfy({ abs($0) < 0x1p53 }) ?? true else {
                throw unusable(.beyondDoubles)
            }
            var ranks: [Number: UInt16] = [:]
            for (rank, value) in values.enumerated() { ranks[value] = UInt16(rank) }
            remarks.append(ReadingRemark.classes(of: name, values.count, isText: false, isDefault: task == nil))
            return .classes(labels: numbers.map { ranks[$0] ?? 0 }, names: values.map(\.words))
        }
    }
}

/// Integers that 32-bit numbers round.
enum RoundedNumbers {
    /// Returns the reason for refusing numbers that would become equal although their range is small; nil if they
    /// remain different.
    ///
    /// - Complexity: O(n)
    static func reason(_ numbers: some Sequence<Double>) -> String? {
        var (least, greatest, areRounded) = (Double.infinity, -Double.infinity, false)
        for number in numbers where number.isFinite {
            least = min(least, number)
            greatest = max(greatest, number)
            if abs(number) > ColumnNumbers.greatestWhole, Double(Float(number)) != number { areRounded = true }
        }
        guard areRounded, greatest - least <= ColumnNumbers.greatestWhole else { return nil }
        return
            "has numbers from \(ColumnFacts.words(least)) to \(ColumnFacts.words(greatest)), which 32-bit numbers "
            + "cannot distinguish; subtract \(ColumnFacts.words(least)) from each"
    }
}
