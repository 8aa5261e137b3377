import Datasets
import DelimitedText

/// The plan for reading a column.
struct ColumnPlan: Equatable {
    enum Kind: Equatable {
        case numbers(NumberFormat)
        /// Numbers with more digits than 32 bits hold.
        case wide(NumberFormat)
        case texts
        case dates(DateOrder)
    }

    let name: String
    /// The index in a record.
    let index: Int
    var kind: Kind
    let isLabel: Bool
    /// The role for the split; nil for the label and columns that networks learn from.
    var role: SplitRole?
}

/// The values of one column while a table is read, with the facts that decide its type.
struct CSVColumn {
    /// The maximum number of different texts that are distinguished.
    static let maximumTexts = 65_535
    /// The maximum number of different number texts that can be classes, unless the user decides otherwise.
    private static let maximumNumberTexts = 1000

    let plan: ColumnPlan
    /// The kind without its details.
    private let mode: Mode
    private let reader: NumberText
    private let dates: [DateText]
    /// The values of all rows; missing values are NaN.
    private(set) var numbers: [Float] = []
    /// The same with 64 bits, for dates and for numbers with too many digits for 32 bits.
    private(set) var doubles: [Double] = []
    /// The text number of each row: -1 for an empty field, -2 and below for a word that means a missing value.
    private(set) var codes: [Int32] = []
    private(set) var texts = TextValues()
    /// The words that mean a missing value, in the order of their codes.
    private(set) var words = TextValues()
    private var hashes: Set<UInt64> = []
    /// True if there are more different texts than could become columns; they are then only counted.
    private(set) var isCountless = false
    /// The number of rows without a value in this column.
    private(set) var missing = 0
    private(set) var odd = OddCells()
    private(set) var facts = ColumnNumbers()
    private(set) var marks: NumberMarks = []
    private(set) var units: [String: Int] = [:]
    /// The first number that is infinite or too large for its type.
    private(set) var infinite: (text: String, line: Int)?
    private var infiniteCells = 0
    /// The number of cells that are dates but not numbers, for each order that was tried.
    private(set) var dateCounts: [DateOrder: Int] = [:]
    /// The number of texts that are finite numbers.
    private var numberTexts = 0
    /// The number of cells that are not numbers in the format of the column but in another format.
    private(set) var misread = 0

    private enum Mode { case numbers, wide, texts, dates }

    /// Creates an empty column with capacity for the given number of rows.
    init(_ plan: ColumnPlan, rows: Int) {
        self.plan = plan
        switch plan.kind {
        case .numbers(let format):
            mode = .numbers
            reader = NumberText(format)
            dates = DateOrder.allCases.map(DateText.init)
            numbers.reserveCapacity(rows)
        case .wide(let format):
            mode = .wide
            reader = NumberText(format)
            dates = DateOrder.allCases.map(DateText.init)
            doubles.reserveCapacity(rows)
        case .texts:
            mode = .texts
            reader = NumberText(NumberFormat())
            dates = []
        case .dates(let order):
            mode = .dates
            reader = NumberText(NumberFormat())
            // The other one of the two local orders may turn out to be right.
            let both: [DateOrder] = [.dayMonthYear, .monthDayYear]
            let tried = both.contains(order) ? [order] + both.filter { $0 != order } : [order]
            dates = tried.map(DateText.init)
            doubles.reserveCapacity(rows)
        }
        if plan.isLabel || plan.kind == .texts { codes.reserveCapacity(rows) }
    }

    /// The number of different texts.
    var distinct: Int { isCountless ? hashes.count : texts.count }

    /// The fraction of numbers among the cells that have a value.
    var numberFraction: Double {
        switch plan.kind {
        case .texts: Double(numberTexts + infiniteNumbers) / Double(max(1, texts.counts.reduce(0, +) + countlessCells))
        default: Double(facts.count + infiniteNumbers) / Double(max(1, facts.count + odd.count))
        }
    }
    /// The number of infinite or too large numbers; 0 if no other number shows that `inf` is a number here.
    var infiniteNumbers: Int { facts.count + numberTexts > 0 ? infiniteCells : 0 }
    private var countlessCells = 0

    /// The number of rows without a usable value.
    var lacking: Int { missing + odd.count }

    /// The memory of its values in bytes.
    var bytes: Int { numbers.count * 4 + doubles.count * 8 + codes.count * 4 }

    /// Removes the last row if it is not a number.
    ///
    /// - Returns: true if it was removed.
    mutating func dropLastUnlessNumber() -> Bool {
        guard mode == .numbers, let last = numbers.last, last.isNaN else { return false }
        numbers.removeLast()
        if !isCountless { codes.removeLast() }
        return true
    }

    // MARK: - Reading

    /// Adds the cell of a record.
    ///
    /// - Parameter record: The number of the record, counting those that are left out.
    mutating func add(
        _ bytes: Span<UInt8>, _ field: CSVRecords.Field, line: Int, record: Int, _ missingWords: MissingWords
    ) {
        switch mode {
        case .numbers, .wide: addNumber(bytes, field, line, record, missingWords)
        case .texts: addText(bytes, field, missingWords)
        case .dates: addDate(bytes, field, line, missingWords)
        }
        if plan.isLabel, mode != .texts { addText(bytes, field, missingWords) }
    }

    private mutating func addNumber(
        _ bytes: Span<UInt8>, _ field: CSVRecords.Field, _ line: Int, _ record: Int, _ missingWords: MissingWords
    ) {
        let (start, end) = FieldText.trimmed(bytes, field)
        var value = reader.plain(bytes, start, end, &marks)
        if value == nil {
            guard start < end, !missingWords.contains(bytes, start, end) else {
                missing += 1
                append(.nan, .nan)
                return
            }
            value = written(bytes, start, end, line)
        }
        guard let value else {
            append(.nan, .nan)
            return
        }
        let float = Float(value)
        guard float.isFinite else {
            if infinite == nil { infinite = (FieldText.text(bytes, start, end), line) }
            infiniteCells += 1
            odd.add(bytes, start, end, line: line)
            append(.nan, .nan)
            return
        }
        facts.add(value, float, record: record)
        append(value, float)
    }

    private mutating func append(_ value: Double, _ float: Float) {
        if mode == .wide { doubles.append(value) } else { numbers.append(float) }
    }

    /// Returns a number with other marks than a decimal one; nil for a cell that is not a number in this column's
    /// format.
    private mutating func written(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ line: Int) -> Double? {
        if let number = WrittenNumber(bytes, start, end) {
            marks.formUnion(number.marks)
            if let value = number.value(in: reader.format) {
                if !number.unit.isEmpty { units[number.unit, default: 0] += 1 }
                return value
            }
            misread += 1
        }
        odd.add(bytes, start, end, line: line)
        // If the first odd cells are not dates, none are.
        if odd.count <= 20 || !dateCounts.isEmpty {
            for date in dates where date.seconds(bytes, start, end) != nil { dateCounts[date.order, default: 0] += 1 }
        }
        return nil
    }

    private mutating func addDate(
        _ bytes: Span<UInt8>, _ field: CSVRecords.Field, _ line: Int, _ missingWords: MissingWords
    ) {
        let (start, end) = FieldText.trimmed(bytes, field)
        guard start < end, !missingWords.contains(bytes, start, end) else {
            missing += 1
            doubles.append(.nan)
            return
        }
        let value = dates[0].seconds(bytes, start, end)
        if value != nil { dateCounts[dates[0].order, default: 0] += 1 }
        for other in dates.dropFirst() where other.seconds(bytes, start, end) != nil {
            dateCounts[other.order, default: 0] += 1
        }
        if let value {
            facts.add(value, Float(value), record: 0)
        } else {
            odd.add(bytes, start, end, line: line)
        }
        doubles.append(value ?? .nan)
    }

    private mutating func addText(_ bytes: Span<UInt8>, _ field: CSVRecords.Field, _ missingWords: MissingWords) {
        let (start, end) = FieldText.trimmed(bytes, field)
        guard start < end else {
            if mode == .texts { missing += 1 }
            if !isCountless { codes.append(-1) }
            return
        }
        if mode == .texts {
            // A quoted text is taken literally.
            if !field.isQuoted, missingWords.contains(bytes, start, end) {
                missing += 1
                let code = words.add(bytes, start, end)
                if !isCountless { codes.append(-2 - code) }
                return
            }
            var ignored: NumberMarks = []
            if let number = reader.plain(bytes, start, end, &ignored) {
                if Float(number).isFinite { numberTexts += 1 } else { infiniteCells += 1 }
            }
        }
        guard !isCountless else {
            countlessCells += 1
            hashes.insert(TextValues.hash(bytes, start, end))
            return
        }
        codes.append(texts.addComposed(bytes, start, end))
        // Groups do not become columns.
        guard plan.role != .group,
            texts.count > (mode == .texts ? Self.maximumTexts : Self.maximumNumberTexts)
        else { return }
        isCountless = true
        hashes = Set(texts.hashes)
        countlessCells = texts.counts.reduce(0, +)
        (codes, texts) = ([], TextValues())
    }
}
