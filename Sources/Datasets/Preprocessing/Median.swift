/// The median of numbers.
enum Median {
    /// Returns the median, the lower of the two middle numbers for an even count. NaN is ignored; the median of no
    /// numbers is 0.
    ///
    /// The method counts by the upper, then by the lower half of the bits, which have the order of the numbers once
    /// those of negative numbers are inverted. It makes no copy.
    ///
    /// - Complexity: O(n)
    static func of(_ numbers: some Sequence<Float>) -> Float {
        var counts = [Int](repeating: 0, count: 1 << 16)
        var count = 0
        for number in numbers where !number.isNaN {
            counts[Int(ordered(number) >> 16)] += 1
            count += 1
        }
        guard count > 0 else { return 0 }
        let (high, before) = bin(of: (count - 1) / 2, in: counts)
        for index in counts.indices { counts[index] = 0 }
        for number in numbers where !number.isNaN && ordered(number) >> 16 == UInt32(high) {
            counts[Int(ordered(number) & 0xFFFF)] += 1
        }
        let (low, _) = bin(of: (count - 1) / 2 - before, in: counts)
        let bits = UInt32(high) << 16 | UInt32(low)
        return Float(bitPattern: bits & 0x8000_0000 != 0 ? bits ^ 0x8000_0000 : ~bits)
    }

    private static func bin(of rank: Int, in counts: [Int]) -> (bin: Int, before: Int) {
        var before = 0
        for (bin, count) in counts.enumerated() {
            if before + count > rank { return (bin, before) }
            before += count
        }
        return (counts.count - 1, before)
    }

    private static func ordered(_ number: Float) -> UInt32 {
        let bits = number.bitPattern
        return bits & 0x8000_0000 != 0 ? ~bits : bits | 0x8000_0000
    }
}
