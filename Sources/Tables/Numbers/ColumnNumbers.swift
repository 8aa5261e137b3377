/// Facts about the numbers of a column, collected while they are read.
struct ColumnNumbers {
    private(set) var count = 0
    private(set) var least = Double.infinity
    private(set) var greatest = -Double.infinity
    /// True if all numbers are exact with 32 bits.
    private(set) var areExact = true
    /// True if an integer is too large for 32 bits.
    private(set) var areBeyond = false
    /// True if each number is one more than the one in the record before.
    private(set) var areCounted = true
    private var start = 0.0

    /// The greatest integer up to which all integers are exact with 24 bits.
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

    /// True if 32-bit numbers would be so coarse that different values become equal, but differences from the least
    /// number would not.
    var needDifferences: Bool {
        guard count > 0, !areExact, greatest > least else { return false }
        let range = greatest - least
        if areBeyond { return range <= Self.greatestWhole }
        return Double(Float(max(abs(least), abs(greatest))).ulp) > range * 1e-3
    }

    /// True if integers are rounded, and differences from the least number would be rounded too.
    var areRounded: Bool { areBeyond && greatest - least > Self.greatestWhole }
}
