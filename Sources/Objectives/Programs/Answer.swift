/// The end of what a program wrote: however much that is, only so many bytes are kept.
struct WrittenEnd: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    mutating func add(_ more: ArraySlice<UInt8>) {
        bytes += more
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The lines that are not blank; a carriage return ends one too, as terminals show it.
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

/// What a program says of a genome: the last number of a line.
enum Answer {
    /// The last number of a line, `nan` and `inf` among them; nil where there is none. O(line).
    ///
    /// A number stands by itself: the 2 of `v2` is none. A sign belongs to it where nothing stands before the sign.
    static func number(in line: some Collection<UInt8>) -> Double? {
        let bytes = Array(line)
        // Most answers are nothing but a number.
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

    /// Characters that numbers and words are made of.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }

    /// A word that is a number, but for a point behind it as at a sentence's end.
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
