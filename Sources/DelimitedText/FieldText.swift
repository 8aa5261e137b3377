import DataFiles

/// The text of fields, without surrounding blanks.
package enum FieldText {
    /// Returns the bytes of a field without surrounding blanks, including non-breaking ones.
    @inlinable package static func trimmed(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> (start: Int, end: Int) {
        var (start, end) = (field.start, field.end)
        while start < end {
            if bytes[start] == 32 || bytes[start] == 9 {
                start += 1
            } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while start < end {
            if bytes[end - 1] == 32 || bytes[end - 1] == 9 {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return (start, end)
    }

    /// Returns bytes as a text.
    ///
    /// - Complexity: O(bytes)
    package static func text(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self)
    }

    /// Returns the text of a field.
    package static func text(_ bytes: Span<UInt8>, _ field: CSVRecords.Field) -> String {
        let (start, end) = trimmed(bytes, field)
        return text(bytes, start, end)
    }

    @inlinable package static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }
}

/// The words that mean a missing value: those of common programs, and the user's.
package struct MissingWords {
    /// The common words in lowercase, which are recognized in any case.
    private static let common = ["na", "n/a", "#n/a", "<na>", "nan", "-nan", "null", "none", "?"].map { Array($0.utf8) }

    private let own: [[UInt8]]
    private let longest: Int

    /// Creates the common words and others, which are case-sensitive.
    package init(_ own: [String] = []) {
        self.own = own.map { Array($0.utf8) }
        longest = max(5, self.own.map(\.count).max() ?? 0)
    }

    /// Returns true if trimmed bytes are such a word.
    package func contains(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let count = end - start
        guard count <= longest else { return false }
        for word in Self.common where word.count == count {
            var index = 0
            while index < count, FieldText.lowercase(bytes[start + index]) == word[index] { index += 1 }
            if index == count { return true }
        }
        for word in own where word.count == count {
            var index = 0
            while index < count, bytes[start + index] == word[index] { index += 1 }
            if index == count { return true }
        }
        return false
    }
}
