/// A program's answer for a genome: the number at the end of a line.
///
/// The line is split into words at spaces. Its last word must be the number: `0.93`, `loss=0.93`, `score: 0.93` and
/// `best 93.1%` are answers; `score None`, `0x1F`, `1,234.5` and `0.93 (best)` are not. Brackets, quotes and
/// punctuation around a word do not belong to it.
enum ProgramAnswer {
    /// Returns the number at the end of a line, including `nan` and `inf`; nil if the last word is not a number.
    ///
    /// - Complexity: O(line).
    static func number(in line: some Collection<UInt8>) -> Double? {
        // A percent sign or a bracket may stand alone behind its number.
        guard let word = words(of: line).last(where: { !$0.allSatisfy(")]}.%".utf8.contains) }) else { return nil }
        return number(word: word)
    }

    /// Returns so many numbers at the end of a line; nil if one of the words there is not a number.
    ///
    /// - Complexity: O(line).
    static func numbers(_ count: Int, in line: some Collection<UInt8>) -> [Double]? {
        let words = words(of: line).filter { !$0.allSatisfy(")]}.%[({,".utf8.contains) }.suffix(count)
        let numbers = words.compactMap(number(word:))
        return numbers.count == count ? numbers : nil
    }

    /// Returns true if more than one word of a line is a number.
    ///
    /// - Complexity: O(line).
    static func isAmbiguous(_ line: some Collection<UInt8>) -> Bool {
        var count = 0
        for word in words(of: line) where number(word: word) != nil {
            count += 1
            if count > 1 { return true }
        }
        return false
    }

    private static func words(of line: some Collection<UInt8>) -> [ArraySlice<UInt8>] {
        Array(line).split { $0 <= 32 }
    }

    /// Returns true for punctuation that may follow a number.
    private static func isClosing(_ byte: UInt8) -> Bool { ")]}>\"'`,;.!%".utf8.contains(byte) }

    /// Returns true for punctuation that may precede a number.
    private static func isOpening(_ byte: UInt8) -> Bool { "([{<\"'`".utf8.contains(byte) }

    private static func trimmed(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var word = word.drop(while: isOpening)
        while let last = word.last, isClosing(last) { word = word.dropLast() }
        return word
    }

    /// Parses a word as a number; nil if it is not a number.
    private static func number(word: ArraySlice<UInt8>) -> Double? {
        var word = trimmed(word)
        // `loss=0.5` names its number; `12:30` does not.
        if let mark = word.lastIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }),
            let first = word.first, isLetter(first)
        {
            word = trimmed(word[(mark + 1)...])
        }
        if isDecimal(word) { return Double(String(decoding: word, as: UTF8.self)) }
        let unsigned = word.first.map { isSign($0) } == true ? word.dropFirst() : word
        switch String(decoding: unsigned, as: UTF8.self).lowercased() {
        case "nan": return .nan
        case "inf", "infinity": return word.first == UInt8(ascii: "-") ? -.infinity : .infinity
        default: return nil
        }
    }

    /// Returns true for a decimal number: digits with an optional sign, point and exponent.
    private static func isDecimal(_ word: ArraySlice<UInt8>) -> Bool {
        var rest = word
        func takeDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        func takeSign() { if let first = rest.first, isSign(first) { rest = rest.dropFirst() } }
        takeSign()
        var digits = takeDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            digits += takeDigits()
        }
        guard digits > 0 else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            takeSign()
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }
}
