import DataFiles
import DelimitedText
import Foundation

/// The different texts of a column, numbered in the order of their first occurrence.
///
/// They are stored in a hash table with open addressing: a known text needs no allocation. A look-up is O(bytes).
struct TextValues {
    /// The number of occurrences of each text.
    private(set) var counts: [Int] = []
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private(set) var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of different texts.
    var count: Int { counts.count }

    /// Returns the text with a number.
    func text(_ number: Int) -> String {
        String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
    }

    /// Counts a text and returns its number, a new one for a new text.
    mutating func add(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int32 {
        let hash = Self.hash(source, start, end)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, isEqual(number, source, start, end) {
                counts[number] += 1
                return slots[slot]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(counts.count)
        slots[slot] = number
        hashes.append(hash)
        counts.append(1)
        for index in start..<end { bytes.append(source[index]) }
        starts.append(bytes.count)
        if counts.count * 2 > slots.count { grow() }
        return number
    }

    /// Counts a text in its composed form, in which two spellings of `é` are equal, and returns its number.
    mutating func addComposed(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int32 {
        var index = start
        // Latin letters and most others with a single code point are already composed.
        while index < end, source[index] < 0xCC || source[index] == 0xD0 || source[index] == 0xD1 { index += 1 }
        guard index < end else { return add(source, start, end) }
        let composed = Array(FieldText.text(source, start, end).precomposedStringWithCanonicalMapping.utf8)
        return add(composed.span, 0, composed.count)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    private func isEqual(_ number: Int, _ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let first = starts[number]
        guard starts[number + 1] - first == end - start else { return false }
        for index in 0..<end - start where bytes[first + index] != source[start + index] { return false }
        return true
    }

    /// Returns the FNV-1a hash with an additional mixing step (Fowler, Noll and Vo, 1991).
    static func hash(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<end { hash = (hash ^ UInt64(source[index])) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 29
    }
}
