/// The values of one column while a table is read.
///
/// Numbers are kept as they come. A column of numbers that turns out to hold text is marked, and read once more from the
/// start.
struct CSVColumn {
    /// What its fields are.
    enum Kind {
        case numbers
        case texts
        /// More different texts than could become columns: only how many there are is counted.
        case countless
    }

    /// More different texts are not told apart.
    static let mostTexts = 65_535

    let name: String
    /// Its place in a record.
    let index: Int
    private(set) var kind: Kind
    /// One a row; what is missing is not a number.
    private(set) var numbers: [Float] = []
    /// The number of each row's text, -1 for what is missing.
    private(set) var codes: [Int32] = []
    private(set) var texts = TextValues()
    private var hashes: Set<UInt64> = []
    /// How many rows have no value here.
    private(set) var missing = 0
    /// The first text among numbers, with its line: then the column has to be read again.
    private(set) var contradiction: (line: Int, text: String)?

    /// An empty one, with room for some rows.
    init(name: String, index: Int, isText: Bool, rows: Int) {
        self.name = name
        self.index = index
        kind = isText ? .texts : .numbers
        if isText { codes.reserveCapacity(rows) } else { numbers.reserveCapacity(rows) }
    }

    /// How many different texts there are.
    var distinct: Int { kind == .countless ? hashes.count : texts.count }

    /// Takes the numbers out, so that they are in memory once.
    mutating func takeNumbers() -> [Float] {
        defer { numbers = [] }
        return numbers
    }

    mutating func add(_ bytes: Span<UInt8>, _ field: CSVRecords.Field, line: Int, _ text: FieldText) {
        switch kind {
        case .numbers:
            guard contradiction == nil else { return }
            switch text.reading(bytes, field) {
            case .number(let number): numbers.append(number)
            case .missing:
                missing += 1
                numbers.append(.nan)
            case .text:
                contradiction = (line, text.text(bytes, field))
                numbers = []
            }
        case .texts:
            guard !text.isMissing(bytes, field) else {
                missing += 1
                codes.append(-1)
                return
            }
            let (start, end) = text.trimmed(bytes, field)
            codes.append(texts.add(bytes, start, end))
            guard texts.count > Self.mostTexts else { return }
            kind = .countless
            hashes = Set(texts.hashes)
            (codes, texts) = ([], TextValues())
        case .countless:
            let (start, end) = text.trimmed(bytes, field)
            if start < end { hashes.insert(TextValues.hash(bytes, start, end)) }
        }
    }
}
