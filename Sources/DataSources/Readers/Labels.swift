import Datasets

/// What labels are learned as: classes, or amounts.
enum Labels {
    /// Rows that a class of numbers has to have on average, unless the user says that they are classes.
    private static let rowsPerClass = 5

    /// The remedy for whole numbers that 32 bits cannot tell apart.
    static let remedy = "subtract a constant, or save them as float32 where 7 digits are enough"

    /// Classes of texts, sorted by name.
    ///
    /// - Parameter place: the file and the label's name, for messages.
    static func classes(_ texts: [String], place: String) throws(DataError) -> Targets {
        let names = Set(texts).sorted()
        guard names.count > 1 else {
            throw .dataset(path: place, reason: "every label is \"\(names.first ?? "")\": there is nothing to learn")
        }
        guard names.count * 2 <= texts.count || names.count == 2, names.count <= CSVColumn.mostTexts else {
            throw .dataset(
                path: place, reason: "the labels differ in over half of the rows: they name them, and cannot be learned"
            )
        }
        var ranks: [String: UInt16] = [:]
        for (rank, name) in names.enumerated() { ranks[name] = UInt16(rank) }
        return .classes(labels: texts.map { ranks[$0] ?? 0 }, names: names)
    }

    /// Classes or amounts: whole numbers of few different values are classes, unless the user says otherwise.
    ///
    /// - Parameters:
    ///   - name: the label's own name.
    ///   - place: the file, for messages.
    ///   - mostClasses: more different values are amounts.
    static func targets<Number: ExactNumber>(
        _ numbers: [Number], name: String, place: String, task: CSVOptions.Task?, mostClasses: Int,
        _ remarks: inout [String]
    ) throws(DataError) -> Targets {
        func unusable(_ reason: String) -> DataError {
            .dataset(path: place, reason: "the label \"\(name)\" \(reason)")
        }
        var distinct: Set<Number> = []
        for number in numbers where distinct.count <= CSVColumn.mostTexts { distinct.insert(number) }
        guard distinct.count > 1 else {
            throw unusable("is \(numbers.first?.words ?? "") in every row: there is nothing to learn")
        }
        let areFew =
            distinct.count <= mostClasses && distinct.allSatisfy(\.isWhole)
            && distinct.count * rowsPerClass <= numbers.count
        switch task ?? (areFew ? .classes : .regression) {
        case .regression:
            let why = task == nil ? ": regression; `classes` takes each value as a class" : ""
            if let reason = (numbers as? [Double]).flatMap(RoundedNumbers.reason) {
                throw unusable("\(reason), or say `classes` where they are names")
            }
            let (least, greatest) = (numbers.min()?.words ?? "", numbers.max()?.words ?? "")
            remarks.append("\"\(name)\" is numbers from \(least) to \(greatest)\(why)")
            let rounded = numbers.map(\.float)
            guard numbers.allSatisfy(\.isExactOrFraction) || Set(rounded).count == Set(numbers).count else {
                throw unusable(
                    "has whole numbers from \(least) to \(greatest), of which some are equal once they are rounded to 32 "
                        + "bits; \(remedy)")
            }
            return .values(rounded, names: [name])
        case .classes:
            guard distinct.count <= CSVColumn.mostTexts else {
                throw unusable("has more than \(CSVColumn.mostTexts) different values: too many for classes")
            }
            let values = distinct.sorted()
            guard (values as? [Double])?.allSatisfy({ abs($0) < 0x1p53 }) ?? true else {
                throw unusable("has whole numbers beyond 2^53, which 64 bits cannot tell apart; save them as texts")
            }
            var ranks: [Number: UInt16] = [:]
            for (rank, value) in values.enumerated() { ranks[value] = UInt16(rank) }
            let why = task == nil ? " of whole numbers; `regression` takes them as amounts" : ""
            remarks.append("\"\(name)\" is \(values.count) classes\(why)")
            return .classes(labels: numbers.map { ranks[$0] ?? 0 }, names: values.map(\.words))
        }
    }
}

/// Whole numbers that 32 bits hold only rounded.
enum RoundedNumbers {
    /// The reason to refuse numbers that would become the same although they are near to each other; nil where they stay
    /// apart. O(n).
    static func reason(_ numbers: some Sequence<Double>) -> String? {
        var (least, greatest, areRounded) = (Double.infinity, -Double.infinity, false)
        for number in numbers where number.isFinite {
            least = min(least, number)
            greatest = max(greatest, number)
            if abs(number) > ColumnNumbers.greatestWhole, Double(Float(number)) != number { areRounded = true }
        }
        guard areRounded, greatest - least <= ColumnNumbers.greatestWhole else { return nil }
        return
            "has numbers from \(ColumnFacts.words(least)) to \(ColumnFacts.words(greatest)), which 32 bits cannot tell "
            + "apart; subtract \(ColumnFacts.words(least)) from each"
    }
}
