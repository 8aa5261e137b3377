import DataFiles
import Datasets
import DelimitedText

/// Converts the label of a table to classes or numbers.
struct TableLabel {
    /// The minimum average number of rows per class, for numbers to be classes without the user's decision.
    private static let rowsPerClass = 5

    let table: CSVTable
    private var label: CSVColumn { table.label }

    private func unusable(_ reason: LabelProblem) -> DataError {
        .unusableLabel(label.plan.name, table.path, reason)
    }

    /// Returns the targets of all rows.
    ///
    /// - Throws: `.dataset` for a label that is constant, differs in almost every row, is text although it should be a
    ///   number, or has numbers that 32 bits cannot distinguish; `.mismatch` for a label that is not finite.
    /// - Complexity: O(rows)
    func targets(_ task: CSVOptions.LearningTask?, _ remarks: inout [String], _ warnings: inout [String])
        throws(DataError)
        -> Targets
    {
        if task == .regression, label.plan.kind == .texts || label.facts.count == 0 || label.numberFraction < 0.8,
            label.odd.count > 0
        {
            throw table.planner.mistake(inLabel: label, path: table.path)
        }
        guard label.plan.kind != .texts else { return try textClasses(task, &remarks, &warnings) }
        if let (text, line) = label.infinite {
            throw .infiniteLabel(text, of: label.plan.name, table.path, line: line)
        }
        guard label.facts.least < label.facts.greatest else {
            throw unusable(.constant(ColumnFacts.words(label.facts.least)))
        }
        let used = usedTexts()
        let numbers = used.compactMap { Double(Self.plain(label.texts.text($0))) }
        let areFew =
            !label.isCountless && label.units.isEmpty && numbers.count == used.count
            && numbers.count <= TablePlanner.maximumClasses
            && numbers.allSatisfy { $0 == $0.rounded() } && numbers.count * Self.rowsPerClass <= table.rows
        guard task == nil, areFew else { return try amounts(task, &remarks) }
        return try classes(&remarks, &warnings, isText: false, isDefault: true)
    }

    // MARK: - Numbers

    private func amounts(_ task: CSVOptions.LearningTask?, _ remarks: inout [String]) throws(DataError) -> Targets {
        let (least, greatest) = (label.facts.least, label.facts.greatest)
        guard !label.facts.needDifferences else {
            throw unusable(.tooClose(from: ColumnFacts.allDigits(least), to: ColumnFacts.allDigits(greatest)))
        }
        remarks.append(
            ReadingRemark.numbers(
                of: label.plan.name, from: ColumnFacts.words(least), to: ColumnFacts.words(greatest),
                isDefault: task == nil))
        if label.facts.areRounded {
            remarks.append(ReadingRemark.roundedLabel(label.plan.name))
        }
        return .values(label.numbers, names: [label.plan.name])
    }

    // MARK: - Classes

    private func textClasses(
        _ task: CSVOptions.LearningTask?, _ remarks: inout [String], _ warnings: inout [String]
    ) throws(DataError) -> Targets {
        guard !label.isCountless else {
            guard task == .classes else {
                throw unusable(.identifiesRows)
            }
            throw unusable(.tooManyClasses(limit: CSVColumn.maximumTexts))
        }
        let used = usedTexts()
        let areNumbers = used.allSatisfy { Double(Self.plain(label.texts.text($0))) != nil }
        guard areNumbers && task == .classes || used.count * 2 <= table.rows || used.count <= 2 else {
            throw unusable(.identifiesRows)
        }
        return try classes(&remarks, &warnings, isText: !areNumbers, isDefault: false)
    }

    /// Returns the text numbers that occur in rows.
    private func usedTexts() -> [Int] {
        guard !label.isCountless else { return [] }
        var used = [Bool](repeating: false, count: label.texts.count)
        for code in label.codes where code >= 0 { used[Int(code)] = true }
        return used.indices.filter { used[$0] }
    }

    /// Creates one class for each text, in the order of their numbers or of the alphabet.
    ///
    /// - Parameters:
    ///   - isText: True if the labels are not numbers.
    ///   - isDefault: True if the user decided nothing, so that numbers could be targets of a regression.
    private func classes(
        _ remarks: inout [String], _ warnings: inout [String], isText: Bool, isDefault: Bool
    ) throws(DataError) -> Targets {
        var names = usedTexts().map { (code: Int32($0), text: label.texts.text($0)) }
        for word in table.pass.plan.labelWords {
            guard let code = (0..<label.words.count).first(where: { label.words.text($0) == word }) else { continue }
            names.append((-2 - Int32(code), word))
            remarks.append(ReadingRemark.frequentClass(word))
        }
        let numbers = names.map { Double(Self.plain($0.text)) }
        let order = names.indices.sorted { left, right in
            guard !numbers.contains(nil), let mine = numbers[left], let other = numbers[right], mine != other else {
                return names[left].text < names[right].text
            }
            return mine < other
        }
        guard order.count > 1 else {
            throw unusable(.constant("\"\(names.first?.text ?? "")\""))
        }
        for (left, right) in zip(order, order.dropFirst())
        where numbers[left] != nil && numbers[left] == numbers[right] && !numbers.contains(nil) {
            warnings.append(ReadingRemark.sameNumber(names[left].text, names[right].text))
        }
        var ranks: [Int32: UInt16] = [:]
        for (rank, index) in order.enumerated() { ranks[names[index].code] = UInt16(rank) }
        remarks.append(
            ReadingRemark.classes(of: label.plan.name, order.count, isText: isText, isDefault: isDefault))
        let texts = (0..<label.texts.count).map { ranks[Int32($0)] ?? 0 }
        return .classes(
            labels: label.codes.map { $0 >= 0 ? texts[Int($0)] : ranks[$0] ?? 0 }, names: order.map { names[$0].text })
    }

    /// Returns a number with a decimal point, for comparisons.
    private static func plain(_ text: String) -> String {
        text.contains(".") ? text : text.replacing(",", with: ".")
    }
}
