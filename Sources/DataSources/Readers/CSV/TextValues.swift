import Foundation

/// The different texts of a column, each once, numbered in the order in which they come.
///
/// A table of hashes with open addressing: a text that is there already costs no allocation. A look-up is O(bytes).
struct TextValues {
    /// How often each text came.
    private(set) var counts: [Int] = []
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private(set) var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 64)

    /// How many there are.
    var count: Int { counts.count }

    /// The text of a number.
    func text(_ number: Int) -> String {
        String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
    }

    /// The number of a text, a new one where it is new; counts it.
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

    /// The number of a text whose letters are composed as far as they can be, so that two spellings of `é` are one text.
    mutating func addComposed(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Int32 {
        var index = start
        // Letters of Latin and most other scripts that are one character are composed already.
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

    /// FNV-1a, its bits mixed once more (Fowler, Noll and Vo, 1991).
    static func hash(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in start..<end { hash = (hash ^ UInt64(source[index])) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 29
    }
}
