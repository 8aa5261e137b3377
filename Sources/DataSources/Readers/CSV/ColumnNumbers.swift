/// The facts about the numbers of a column, while they are read.
struct ColumnNumbers {
    private(set) var count = 0
    private(set) var least = Double.infinity
    private(set) var greatest = -Double.infinity
    /// Whether a 32-bit number holds each of them as it is.
    private(set) var areExact = true
    /// Whether a whole number is too large for that.
    private(set) var areBeyond = false
    /// Whether each is one more than the one in the record before.
    private(set) var areCounted = true
    private var start = 0.0

    /// More is not exact in 24 bits.
    static let greatestWhole = 16_777_216.0

    mutating func add(_ value: Double, _ float: Float, record: Int) {
        if count == 0 {
            start = value - Double(record)
        } else if value - Double(record) != start {
            areCounted = false
        }
        count += 1
        if value < least { least = value }
        if value > greatest { greatest = value }
        if Double(float) != value {
            areExact = false
            if abs(value) > Self.greatestWhole, value == value.rounded() { areBeyond = true }
        }
    }

    /// Whether 32-bit numbers would be so coarse that different values become one, and differences from the least would
    /// not.
    var needDifferences: Bool {
        guard count > 0, !areExact, greatest > least else { return false }
        let range = greatest - least
        if areBeyond { return range <= Self.greatestWhole }
        return Double(Float(max(abs(least), abs(greatest))).ulp) > range * 1e-3
    }

    /// Whether whole numbers are rounded, and differences from the least would be too.
    var areRounded: Bool { areBeyond && greatest - least > Self.greatestWhole }
}
