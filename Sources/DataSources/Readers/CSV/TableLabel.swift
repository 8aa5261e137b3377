import Datasets

/// Converts the label of a table to classes or numbers.
struct TableLabel {
    /// The minimum average number of rows per class, for numbers to be classes without the user's decision.
    private static let rowsPerClass = 5

    let table: CSVTable
    private var label: CSVColumn { table.label }

    private func unusable(_ reason: String) -> DataError {
        .dataset(path: table.path, reason: "the label \"\(label.plan.name)\" \(reason)")
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
            throw .mismatch(
                path: "\(table.path):\(line)", expected: "a finite number as label \"\(label.plan.name)\"",
                found: "\"\(text)\"")
        }
        guard label.facts.least < label.facts.greatest else {
            throw unusable("is \(ColumnFacts.words(label.facts.least)) in every row: there is nothing to learn")
        }
        let used = usedTexts()
        let numbers = used.compactMap { Double(Self.plain(label.texts.text($0))) }
        let areFew =
            !label.isCountless && label.units.isEmpty && numbers.count == used.count
            && numbers.count <= TablePlanner.maximumClasses
            && numbers.allSatisfy { $0 == $0.rounded() } && numbers.count * Self.rowsPerClass <= table.rows
        guard task == nil, areFew else { return try amounts(task, &remarks) }
        return try classes(&remarks, &warnings, why: ", all integers; add `regression` for a numeric target")
    }

    // MARK: - Numbers

    private func amounts(_ task: CSVOptions.LearningTask?, _ remarks: inout [String]) throws(DataError) -> Targets {
        let (least, greatest) = (label.facts.least, label.facts.greatest)
        let range = "\(ColumnFacts.words(least)) to \(ColumnFacts.words(greatest))"
        guard !label.facts.needDifferences else {
            throw unusable(
                "has numbers from \(range), which 32-bit numbers cannot distinguish; subtract "
                    + "\(ColumnFacts.words(least)) from each, or add `classes` if they are names")
        }
        let why = task == nil ? ": regression; add `classes` to treat each value as a class" : ""
        remarks.append("\"\(label.plan.name)\" has numbers from \(range)\(why)")
        if label.facts.areRounded {
            remarks.append("\"\(label.plan.name)\": integers beyond 16777216 are rounded to 7 digits")
        }
        return .values(label.numbers, names: [label.plan.name])
    }

    // MARK: - Classes

    private func textClasses(
        _ task: CSVOptions.LearningTask?, _ remarks: inout [String], _ warnings: inout [String]
    ) throws(DataError) -> Targets {
        guard !label.isCountless else {
            guard task == .classes else {
                throw unusable("differs in over half of the rows: it identifies them and cannot be learned")
            }
            throw unusable("has more than \(CSVColumn.maximumTexts) different values: too many for classes")
        }
        let used = usedTexts()
        let areNumbers = used.allSatisfy { Double(Self.plain(label.texts.text($0))) != nil }
        guard areNumbers && task == .classes || used.count * 2 <= table.rows || used.count <= 2 else {
            throw unusable("differs in over half of the rows: it identifies them and cannot be learned")
        }
        return try classes(&remarks, &warnings, why: areNumbers ? "" : nil)
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
    /// - Parameter why: The text after the number of classes; nil for texts.
    private func classes(
        _ remarks: inout [String], _ warnings: inout [String], why: String?
    ) throws(DataError) -> Targets {
        var names = usedTexts().map { (code: Int32($0), text: label.texts.text($0)) }
        for word in table.pass.plan.labelWords {
            guard let code = (0..<label.words.count).first(where: { label.words.text($0) == word }) else { continue }
            names.append((-2 - Int32(code), word))
            remarks.append("\"\(word)\" is a class: it is the most frequent label")
        }
        let numbers = names.map { Double(Self.plain($0.text)) }
        let order = names.indices.sorted { left, right in
            guard !numbers.contains(nil), let mine = numbers[left], let other = numbers[right], mine != other else {
                return names[left].text < names[right].text
            }
            return mine < other
        }
        guard order.count > 1 else {
            throw unusable("is \"\(names.first?.text ?? "")\" in every row: there is nothing to learn")
        }
        for (left, right) in zip(order, order.dropFirst())
        where numbers[left] != nil && numbers[left] == numbers[right] && !numbers.contains(nil) {
            warnings.append(
                "the labels \"\(names[left].text)\" and \"\(names[right].text)\" are the same number but two classes")
        }
        var ranks: [Int32: UInt16] = [:]
        for (rank, index) in order.enumerated() { ranks[names[index].code] = UInt16(rank) }
        let verb = why == nil ? "is text with" : "has"
        remarks.append("\"\(label.plan.name)\" \(verb) \(order.count) classes\(why ?? "")")
        let texts = (0..<label.texts.count).map { ranks[Int32($0)] ?? 0 }
        return .classes(
            labels: label.codes.map { $0 >= 0 ? texts[Int($0)] : ranks[$0] ?? 0 }, names: order.map { names[$0].text })
    }

    /// Returns a number with a decimal point, for comparisons.
    private static func plain(_ text: String) -> String {
        text.contains(".") ? text : text.replacing(",", with: ".")
    }
}
