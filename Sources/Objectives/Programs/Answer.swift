/// The end of a program's output: however long the output is, only `limit` bytes are kept.
struct WrittenEnd: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    mutating func add(_ more: ArraySlice<UInt8>) {
        bytes += more
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The lines that are not blank; a carriage return also ends a line, as in a terminal.
    var lines: [String] {
        bytes.suffix(limit).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.allSatisfy(\.isWhitespace) ? nil : text
        }
    }

    /// The last line that is not blank.
    var lastLine: String? {
        let lines = bytes.suffix(limit).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return lines.last { !$0.allSatisfy { $0 <= 32 } }.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A program's answer for a genome: the last number of a line.
enum Answer {
    /// Returns the last number of a line, including `nan` and `inf`; nil if there is none.
    ///
    /// A number must be a separate word: the 2 of `v2` does not count. A sign belongs to the number if nothing
    /// precedes the sign.
    ///
    /// - Complexity: O(line).
    static func number(in line: some Collection<UInt8>) -> Double? {
        let bytes = Array(line)
        // Scan from the end, because most answers are just a number.
        var end = bytes.count
        while end > 0 {
            while end > 0, !isPart(bytes[end - 1]) { end -= 1 }
            var start = end
            while start > 0, isPart(bytes[start - 1]) { start -= 1 }
            guard start < end else { return nil }
            if let number = number(word: bytes[start..<end]) { return number }
            end = start
        }
        return nil
    }

    /// Returns true for characters of numbers and words.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }

    /// Parses a word as a number, without a period at the end of a sentence; nil if it is not a number.
    private static func number(word: ArraySlice<UInt8>) -> Double? {
        var word = word
        if word.last == UInt8(ascii: "."), word.count > 1 { word = word.dropLast() }
        guard let first = word.first(where: { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }) else { return nil }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): break
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "i"), UInt8(ascii: "I"): break
        default: return nil
        }
        return Double(String(decoding: word, as: UTF8.self))
    }
}
