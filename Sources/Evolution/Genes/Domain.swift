import Arithmetic

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The values that a gene can take. Each value has a code, a whole number from 0, so that every kind of gene fits into
/// the same flat matrix.
public enum Domain: Codable, Hashable, Sendable {
    /// Values in the order in which they were written. Numbers in ascending or descending order are ordered; all other
    /// lists are categorical.
    case list([GeneValue])
    /// Whole numbers `first`, `first + step`, … up to `last` at most. On a logarithmic scale, each doubling is as likely
    /// as any other.
    case integers(first: Int, last: Int, step: Int, scale: Scale)
    /// Real numbers `first`, `first + step`, … up to `last` at most.
    case steps(first: Double, last: Double, step: Double)
    /// All real numbers between two bounds, in up to a million equal parts: of the range, each a power of ten; or of its
    /// logarithm.
    case interval(first: Double, last: Double, scale: Scale)

    private enum CodingKeys: String, CodingKey { case list, integers, steps, interval }
    private enum IntegersCodingKeys: String, CodingKey { case first, last, step, scale }
    private enum StepsCodingKeys: String, CodingKey { case first, last, step }
    private enum IntervalCodingKeys: String, CodingKey { case first, last, scale }

    /// How the values between two bounds are spread.
    public enum Scale: String, Codable, Hashable, Sendable {
        case linear
        case logarithmic
    }

    /// The parts into which a logarithmic interval is cut: finer than any tuning needs.
    static let parts = 1_000_000

    /// The part of a linear interval: the power of ten that makes at most a million of them, so that values print
    /// cleanly.
    static func part(first: Double, last: Double) -> Double { pow(10, (log10(last - first) - 6 - 1e-12).rounded(.up)) }

    /// The number of values; 0 where the bounds are the wrong way round or the step is not positive.
    public var count: Int {
        switch self {
        case .list(let values): values.count
        case .integers(let first, let last, let step, _):
            step < 1 || last < first ? 0 : Int(min(UInt(bitPattern: last &- first) / UInt(step), UInt(Int.max - 1))) + 1
        case .steps(let first, let last, let step): Self.stepCount(first: first, last: last, step: step)
        case .interval(let first, let last, let scale):
            if first < last {
                scale == .logarithmic ? Self.parts + 1 : Self.partCount(first: first, last: last)
            } else {
                first == last ? 1 : 0
            }
        }
    }

    /// Whether neighbouring codes are neighbouring values.
    public var isOrdered: Bool {
        guard case .list(let values) = self else { return true }
        let numbers = values.compactMap(\.number)
        guard numbers.count == values.count, numbers.count > 1 else { return false }
        let pairs = zip(numbers, numbers.dropFirst())
        return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
    }

    /// Whether the values are so many that a step from one to another is a length, not a count.
    var isContinuous: Bool {
        guard case .interval = self else { return false }
        return true
    }

    /// What is wrong with the bounds, if anything.
    var complaint: String? {
        switch self {
        case .list(let values):
            if values.isEmpty { return "it has no values" }
            if values.contains(where: { $0.number.map { !$0.isFinite } ?? false }) {
                return "its values must be finite"
            }
            return values.firstRepeated.map { "\($0) occurs twice in its values" }
        case .integers(let first, let last, let step, let scale):
            if step < 1 { return "its step must be 1 or more, found \(step)" }
            if last < first { return "its range is empty: \(first) is above \(last)" }
            if scale == .logarithmic, first < 1 { return "a logarithmic range begins above 0, found \(first)" }
            return count > Self.most ? "it has more than \(Self.most) values" : nil
        case .steps(let first, let last, let step):
            if !(first.isFinite && last.isFinite && step.isFinite) { return "its bounds must be finite" }
            if step <= 0 { return "its step must be above 0, found \(step)" }
            if last < first { return "its range is empty: \(first) is above \(last)" }
            return (last - first) / step >= Double(Self.most) ? "it has more than \(Self.most) values" : nil
        case .interval(let first, let last, let scale):
            if !(first.isFinite && last.isFinite) { return "its bounds must be finite" }
            if last < first { return "its range is empty: \(first) is above \(last)" }
            if scale == .logarithmic {
                return first <= 0 ? "a logarithmic range begins above 0, found \(first)" : nil
            }
            return Self.canBeParted(first: first, last: last)
                ? nil : "its bounds are too far apart or too close together to be divided into a million values"
        }
    }

    /// Codes must leave room for the mark of an inactive gene.
    static let most = Int(UInt32.max) - 1

    /// The points of a linear interval; its end is one, wherever the parts fall. 0 where its width has no parts that a
    /// `Double` can represent.
    private static func partCount(first: Double, last: Double) -> Int {
        guard canBeParted(first: first, last: last) else { return 0 }
        let parts = (last - first) / part(first: first, last: last)
        return Int(saturating: (parts - 1e-6).rounded(.up)) + 1
    }

    /// Returns true where the width of a linear interval and its parts are normal numbers, or the width is 0.
    private static func canBeParted(first: Double, last: Double) -> Bool {
        let width = last - first
        return width == 0 || width.isFinite && part(first: first, last: last) >= .leastNormalMagnitude
    }

    /// The logarithm of the ratio of two positive numbers, also where the ratio itself is no finite number.
    static func logarithm(of last: Double, over first: Double) -> Double {
        let ratio = last / first
        return ratio.isFinite && ratio > 0 ? log(ratio) : log(last) - log(first)
    }

    private static func stepCount(first: Double, last: Double, step: Double) -> Int {
        guard step > 0, last >= first else { return 0 }
        // A bound that is a whole number of steps away but for rounding belongs to the range.
        return Int(saturating: min(((last - first) / step + 1e-9).rounded(.down), Double(most))) + 1
    }
}

extension Domain: CustomStringConvertible {
    /// The values as they are typed in the language.
    public var description: String {
        switch self {
        case .list(let values): values.map(\.description).joined(separator: ", ")
        case .integers(let first, let last, let step, let scale):
            "\(first)..\(last)" + (step == 1 ? "" : " by \(step)") + (scale == .logarithmic ? " log" : "")
        case .steps(let first, let last, let step): "\(first)..\(last) by \(step)"
        case .interval(let first, let last, let scale): "\(first)..\(last)" + (scale == .logarithmic ? " log" : "")
        }
    }
}

extension [GeneValue] {
    fileprivate var firstRepeated: GeneValue? {
        var seen: Set<GeneValue> = []
        return first { !seen.insert($0).inserted }
    }
}
