import Datasets

/// The plan for reading a column.
struct ColumnPlan: Equatable {
    enum Kind: Equatable {
        case numbers(NumberFormat)
        /// Numbers of which 32 bits hold too few digits.
        case wide(NumberFormat)
        case texts
        case dates(DateOrder)
    }

    let name: String
    /// Its index in a record.
    let index: Int
    var kind: Kind
    let isLabel: Bool
}

/// The values of one column while a table is read, with the facts that decide how to read it.
struct CSVColumn {
    /// More different texts are not told apart.
    static let mostTexts = 65_535
    /// Numbers of more different texts are no classes, unless the user says so.
    private static let mostNumberTexts = 1000

    let plan: ColumnPlan
    /// The kind without its details.
    private let mode: Mode
    private let reader: NumberText
    private let dates: [DateText]
    /// One a row; what is missing is not a number.
    private(set) var numbers: [Float] = []
    /// The same with 64 bits, of dates and where 32 bits are too few.
    private(set) var doubles: [Double] = []
    /// The number of each row's text: -1 for an empty field, -2 and below for a word that means a missing value.
    private(set) var codes: [Int32] = []
    private(set) var texts = TextValues()
    /// The words that mean a missing value, in the order of their codes.
    private(set) var words = TextValues()
    private var hashes: Set<UInt64> = []
    /// Whether there are more different texts than could become columns: then they are only counted.
    private(set) var isCountless = false
    /// The rows that have no value here.
    private(set) var missing = 0
    private(set) var odd = OddCells()
    private(set) var facts = ColumnNumbers()
    private(set) var marks: NumberMarks = []
    private(set) var units: [String: Int] = [:]
    /// Numbers that no 64 bits hold, and infinite ones.
    private(set) var infinite: (text: String, line: Int)?
    private var infiniteCells = 0
    /// The number of cells that are dates, in each order that was tried; of those that are no numbers.
    private(set) var dateCounts: [DateOrder: Int] = [:]
    /// Texts that are finite numbers.
    private var numberTexts = 0
    /// Cells that are no number in the format they were read in, and one in another format.
    private(set) var misread = 0

    private enum Mode { case numbers, wide, texts, dates }

    /// An empty one, with room for some rows.
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
            // Of the two local orders the other one may turn out to be the right one.
            let both: [DateOrder] = [.dayMonthYear, .monthDayYear]
            let tried = both.contains(order) ? [order] + both.filter { $0 != order } : [order]
            dates = tried.map(DateText.init)
            doubles.reserveCapacity(rows)
        }
        if plan.isLabel || plan.kind == .texts { codes.reserveCapacity(rows) }
    }

    /// The number of different texts.
    var distinct: Int { isCountless ? hashes.count : texts.count }

    /// The share of cells that are numbers among those that have a value.
    var numberShare: Double {
        switch plan.kind {
        case .texts: Double(numberTexts + infiniteNumbers) / Double(max(1, texts.counts.reduce(0, +) + countlessCells))
        default: Double(facts.count + infiniteNumbers) / Double(max(1, facts.count + odd.count))
        }
    }
    /// The cells that are numbers, but infinite or too large; none where no other number shows that `inf` is one.
    var infiniteNumbers: Int { facts.count + numberTexts > 0 ? infiniteCells : 0 }
    private var countlessCells = 0

    /// The bytes of memory that its values take.
    var bytes: Int { numbers.count * 4 + doubles.count * 8 + codes.count * 4 }

    /// Takes the numbers out, so that they are in memory once.
    mutating func takeNumbers() -> [Float] {
        defer { numbers = [] }
        return numbers
    }

    /// Takes back the last row where it is no number; whether it was none.
    mutating func dropLastUnlessNumber() -> Bool {
        guard mode == .numbers, let last = numbers.last, last.isNaN else { return false }
        numbers.removeLast()
        if !isCountless { codes.removeLast() }
        return true
    }

    // MARK: - Reading

    /// Takes the cell of a record.
    ///
    /// - Parameter record: the record's number, also of those that are left out.
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

    /// A number with other marks than a decimal one; nil for a cell that is none in this column's format.
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
        // A column of which the first odd cells are no dates has none.
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
            // What stands in quotes is meant as it stands.
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
        guard texts.count > (mode == .texts ? Self.mostTexts : Self.mostNumberTexts) else { return }
        isCountless = true
        hashes = Set(texts.hashes)
        countlessCells = texts.counts.reduce(0, +)
        (codes, texts) = ([], TextValues())
    }
}
