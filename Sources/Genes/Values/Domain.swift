import Arithmetic
import Notation
import Platform

/// The values that a gene can take. Each value has a code, an integer from 0, so that every kind of gene fits into
/// the same flat matrix.
public enum Domain: Codable, Hashable, Sendable {
    /// Values in the order in which they were written. Numbers in ascending or descending order are ordered; all other
    /// lists are categorical.
    case list([GeneValue])
    /// Integers `first`, `first + step`, … up to `last` at most. On a logarithmic scale, each doubling has equal
    /// probability.
    case integers(first: Int, last: Int, step: Int, scale: Scale)
    /// Real numbers `first`, `first + step`, … up to `last` at most.
    case steps(first: Double, last: Double, step: Double)
    /// All real numbers between two bounds. Without a resolution, as earlier versions stored it, they lie on a grid of
    /// up to a million equal steps: a power of ten on a linear scale, a fraction of the logarithm on a logarithmic one.
    case interval(first: Double, last: Double, scale: Scale, resolution: Resolution? = .full)
    /// The items of an order (permutation). A genus gives each position of the order a code of its own.
    case order([GeneValue])

    private enum CodingKeys: String, CodingKey { case list, integers, steps, interval, order }
    private enum IntegersCodingKeys: String, CodingKey { case first, last, step, scale }
    private enum StepsCodingKeys: String, CodingKey { case first, last, step }
    private enum IntervalCodingKeys: String, CodingKey { case first, last, scale, resolution }

    /// The distribution of values between two bounds.
    public enum Scale: String, Codable, Hashable, Sendable {
        case linear
        case logarithmic
    }

    /// The number of values in an interval.
    public enum Resolution: String, Codable, Hashable, Sendable {
        /// As many values as codes: 2³² − 1.
        case full
    }

    /// The number of steps in a logarithmic interval without a resolution.
    static let parts = 1_000_000

    /// Returns the step of a linear interval without a resolution: the power of ten that gives at most a million
    /// steps, so that values print cleanly.
    static func part(first: Double, last: Double) -> Double { pow(10, (log10(last - first) - 6 - 1e-12).rounded(.up)) }

    /// The number of values; 0 if the bounds are reversed or the step is not positive.
    public var count: Int {
        switch self {
        case .list(let values), .order(let values): values.count
        case .integers(let first, let last, let step, _):
            step < 1 || last < first ? 0 : Int(min(UInt(bitPattern: last &- first) / UInt(step), UInt(Int.max - 1))) + 1
        case .steps(let first, let last, let step): Self.stepCount(first: first, last: last, step: step)
        case .interval(let first, let last, let scale, .full):
            RealValues(first: first, last: last, scale: scale)?.count ?? (first == last ? 1 : 0)
        case .interval(let first, let last, let scale, nil):
            if first < last {
                scale == .logarithmic ? Self.parts + 1 : Self.partCount(first: first, last: last)
            } else {
                first == last ? 1 : 0
            }
        }
    }

    /// True if neighbouring codes denote neighbouring values.
    public var isOrdered: Bool {
        if case .order = self { return false }
        guard case .list(let values) = self else { return true }
        let numbers = values.compactMap(\.number)
        guard numbers.count == values.count, numbers.count > 1 else { return false }
        let pairs = zip(numbers, numbers.dropFirst())
        return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
    }

    /// True for a list in which some values are words.
    public var hasWords: Bool {
        guard case .list(let values) = self else { return false }
        return values.contains { $0.number == nil }
    }

    /// The first two values of a list that denote the same one, such as 1 and 1.0; nil if there are none.
    package var sameValues: (GeneValue, GeneValue)? {
        let values: [GeneValue]
        switch self {
        case .list(let list), .order(let list): values = list
        case .integers, .steps, .interval: return nil
        }
        var seen: [GeneValue: GeneValue] = [:]
        for value in values {
            let key = value.comparedNumber.map { GeneValue.real($0 == 0 ? 0 : $0) } ?? value
            if let first = seen.updateValue(value, forKey: key) { return (first, value) }
        }
        return nil
    }

    /// True for an interval: a step between two of its values is a length, not a count.
    public var isContinuous: Bool {
        guard case .interval = self else { return false }
        return true
    }

    /// True for real numbers at full resolution.
    public var isReal: Bool {
        guard case .interval(_, _, _, .full) = self else { return false }
        return true
    }

    /// The error in the bounds; nil if there is none.
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
            if scale == .logarithmic, first < 1 { return "a logarithmic range must begin above 0, found \(first)" }
            return count > Self.maximum ? "it has more than \(Self.maximum) values" : nil
        case .order(let items): return Self.complaint(ofOrder: items)
        case .steps(let first, let last, let step):
            if !(first.isFinite && last.isFinite && step.isFinite) { return "its bounds must be finite" }
            if step <= 0 { return "its step must be above 0, found \(step)" }
            if last < first { return "its range is empty: \(first) is above \(last)" }
            return (last - first) / step >= Double(Self.maximum) ? "it has more than \(Self.maximum) values" : nil
        case .interval(let first, let last, let scale, let resolution):
            if !(first.isFinite && last.isFinite) { return "its bounds must be finite" }
            if last < first { return "its range is empty: \(first) is above \(last)" }
            if scale == .logarithmic {
                if first <= 0 { return "a logarithmic range must begin above 0, found \(first)" }
                let isDivided =
                    resolution == nil || first == last || RealValues(first: first, last: last, scale: scale) != nil
                return isDivided
                    ? nil : "its lower bound is too close to 0 for a logarithmic scale, found \(first); try 1e-290"
            }
            let isDivided =
                resolution == nil
                ? Self.canBeParted(first: first, last: last)
                : first == last || RealValues(first: first, last: last, scale: scale) != nil
            return isDivided
                ? nil : "its bounds are too far apart or too close together for real numbers between them"
        }
    }

    /// The maximum number of values: codes must leave room for the mark of an inactive gene.
    static let maximum = Int(UInt32.max) - 1

    /// Returns the number of points of a linear interval, which always include its end. 0 if a `Double` cannot
    /// represent its step.
    private static func partCount(first: Double, last: Double) -> Int {
        guard canBeParted(first: first, last: last) else { return 0 }
        let parts = (last - first) / part(first: first, last: last)
        return Int(saturating: (parts - 1e-6).rounded(.up)) + 1
    }

    /// Returns true if the width of a linear interval and its step are normal numbers, or the width is 0.
    private static func canBeParted(first: Double, last: Double) -> Bool {
        let width = last - first
        return width == 0 || width.isFinite && part(first: first, last: last) >= .leastNormalMagnitude
    }

    /// Returns the logarithm of the ratio of two positive numbers, even if the ratio itself is not finite.
    static func logarithm(of last: Double, over first: Double) -> Double {
        let ratio = last / first
        return ratio.isFinite && ratio > 0 ? log(ratio) : log(last) - log(first)
    }

    private static func stepCount(first: Double, last: Double, step: Double) -> Int {
        guard step > 0, last >= first else { return 0 }
        // A bound that is a whole number of steps away, apart from rounding, belongs to the range.
        return Int(saturating: min(((last - first) / step + 1e-9).rounded(.down), Double(maximum))) + 1
    }
}

extension Domain: CustomStringConvertible {
    /// The values as they are typed in the command language.
    public var description: String {
        switch self {
        case .list(let values): values.map(\.typed).joined(separator: ", ")
        case .order(let items): "order of \(Self.typed(order: items))"
        case .integers(let first, let last, let step, let scale):
            "\(first)..\(last)" + (step == 1 ? "" : " by \(step)") + (scale == .logarithmic ? " log" : "")
        case .steps(let first, let last, let step): "\(first)..\(last) by \(step)"
        case .interval(let first, let last, let scale, _): "\(first)..\(last)" + (scale == .logarithmic ? " log" : "")
        }
    }
}

extension [GeneValue] {
    var firstRepeated: GeneValue? {
        var seen: Set<GeneValue> = []
        return first { !seen.insert($0).inserted }
    }
}
