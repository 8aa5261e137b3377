import DelimitedText

/// The cells of a column that differ in type from most of its cells: the different texts, with their count and first
/// line.
struct OddCells {
    struct Entry {
        var count: Int
        let line: Int
    }

    /// The maximum number of different texts; others are only counted.
    private static let maximum = 50

    private(set) var entries: [String: Entry] = [:]
    private(set) var count = 0
    /// The first odd cell.
    private(set) var first: (text: String, line: Int)?

    mutating func add(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, line: Int) {
        count += 1
        guard entries.count <= Self.maximum else { return }
        let text = FieldText.text(bytes, start, end)
        if first == nil { first = (text, line) }
        entries[text, default: Entry(count: 0, line: line)].count += 1
    }

    /// Returns true if a line has an odd cell with a text that occurs once.
    func isAlone(in line: Int) -> Bool { entries.contains { $0.value.count == 1 && $0.value.line == line } }

    /// The most frequent texts, for a sentence: `"-" (7, first in line 3)`.
    var description: String {
        let sorted = entries.sorted { ($1.value.count, $0.value.line) < ($0.value.count, $1.value.line) }
        let shown = sorted.prefix(4).map { text, entry in
            entry.count == 1
                ? "\"\(text)\" (line \(entry.line))" : "\"\(text)\" (\(entry.count), first in line \(entry.line))"
        }
        let named = sorted.prefix(4).reduce(0) { $0 + $1.value.count }
        return shown.joined(separator: ", ") + (count > named ? " and \(count - named) more" : "")
    }
}
