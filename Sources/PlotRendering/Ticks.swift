import Foundation
import Plots

/// The ticks of an axis: multiples of 1, 2 or 5 times a power of ten, as a person would choose (Heckbert, "Nice
/// numbers for graph labels", Graphics Gems, 1990). A logarithmic scale has powers of ten, and 2 and 5 times them if
/// there are few.
struct Ticks {
    /// A labelled position on the axis.
    struct Mark {
        let position: Double
        let label: String
    }

    /// The marks in ascending order; at least one lies within the drawn range, unless the axis has names.
    let marks: [Mark]
    /// The ends of the axis: the drawn range with a little room.
    let range: ClosedRange<Double>

    /// Creates the ticks of an axis.
    ///
    /// - Parameters:
    ///   - extent: the drawn range; as logarithms if the scale is logarithmic.
    ///   - maximum: the approximate maximum number of marks.
    ///   - hasRoom: true if the axis extends a little beyond the drawn range.
    init(_ axis: Axis, _ extent: ClosedRange<Double>, maximum: Int, hasRoom: Bool = true) {
        let hasRoom = hasRoom && axis.shown == nil
        if let names = axis.names {
            let isFlat = extent.upperBound <= extent.lowerBound
            // If the axis has no names, texts within the figure need room at its ends.
            let room = isFlat ? 0.5 : names.isEmpty && hasRoom ? (extent.upperBound - extent.lowerBound) * 0.03 : 0
            self.init(
                marks: names.map { Mark(position: $0.position, label: $0.text) },
                range: extent.lowerBound - room...extent.upperBound + room)
        } else if axis.scale == .logarithmic {
            self.init(logarithmic: extent, maximum: maximum, hasRoom: hasRoom)
        } else {
            self.init(linear: extent, maximum: maximum, isWhole: axis.isWhole, hasRoom: hasRoom)
        }
    }

    private init(marks: [Mark], range: ClosedRange<Double>) {
        self.marks = marks
        self.range = range
    }

    private init(linear extent: ClosedRange<Double>, maximum: Int, isWhole: Bool, hasRoom: Bool) {
        // Limit the ends, so that their sums and differences do not overflow.
        let greatest = Double.greatestFiniteMagnitude / 16
        var (low, high) = (max(extent.lowerBound, -greatest), min(extent.upperBound, greatest))
        if high - low <= max(abs(low), abs(high)) * 1e-12 {
            // All values are equal: leave room in proportion to their magnitude.
            let room = isWhole ? 0.5 : max(abs(low) * 0.05, 1e-3)
            (low, high) = (low - room, high + room)
        } else if hasRoom {
            let room = (high - low) * 0.04
            (low, high) = (low - room, high + room)
        }
        var step = Self.nice((high - low) / Double(max(1, maximum)))
        if isWhole {
            step = max(1, step.rounded())
            // Every number is clearer than every second one, if a few more fit.
            if step == 2, high - low <= Double(maximum) + 1 { step = 1 }
        } else if maximum > 1, (high / step).rounded(.down) - (low / step).rounded(.up) < 1 {
            // A single mark does not show a scale.
            step = Self.nice(step * 0.45)
        }
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        var values =
            first <= last && abs(first) < 1e15 && abs(last) < 1e15
            ? (Int(first)...Int(last)).map { Double($0) * step } : []
        if isWhole { values = Self.withEnds(values, extent, step: step) }
        if values.isEmpty { values = [(low + high) / 2] }
        marks = values.map { Mark(position: $0, label: Self.label($0, step: step, size: max(abs(low), abs(high)))) }
        range = low...high
    }

    private init(logarithmic extent: ClosedRange<Double>, maximum: Int, hasRoom: Bool) {
        var (low, high) = (extent.lowerBound, extent.upperBound)
        let room = high - low < 1e-9 ? 0.05 : hasRoom ? (high - low) * 0.04 : 0
        (low, high) = (low - room, high + room)
        let powers = Int(low.rounded(.up))...max(Int(low.rounded(.up)), Int(high.rounded(.down)))
        let whole = powers.filter { Double($0) >= low && Double($0) <= high }
        var positions = whole.map(Double.init)
        if whole.count > max(1, maximum) {
            let stride = (whole.count + maximum - 1) / max(1, maximum)
            positions = whole.filter { $0 % stride == 0 }.map(Double.init)
        } else if whole.count < 3, maximum >= 3 * (whole.count + 1) || whole.count < 2 {
            positions = (Int(low.rounded(.down))...Int(high.rounded(.up))).flatMap { power in
                [1.0, 2, 5].map { Double(power) + log10($0) }
            }.filter { $0 >= low - 1e-12 && $0 <= high + 1e-12 }
        }
        if positions.count < 2 {
            // For ranges below a factor of about two, use the marks of a linear scale.
            let least = pow(10, low)
            let linear = Ticks(linear: least...pow(10, high), maximum: maximum, isWhole: false, hasRoom: false)
            marks = linear.marks.filter { $0.position > 0 }.map { Mark(position: log10($0.position), label: $0.label) }
        } else {
            marks = positions.map { Mark(position: $0, label: Self.label(power: $0)) }
        }
        range = low...high
    }

    /// Returns integer ticks that include the first and last value; ticks too close to these are dropped.
    private static func withEnds(_ values: [Double], _ extent: ClosedRange<Double>, step: Double) -> [Double] {
        let (first, last) = (extent.lowerBound.rounded(.up), extent.upperBound.rounded(.down))
        guard first <= last else { return values }
        let inner = values.filter { $0 - first > 0.6 * step && last - $0 > 0.6 * step }
        return [first] + inner + (last > first ? [last] : [])
    }

    /// Returns the number with as many decimals as the step needs.
    private static func label(_ value: Double, step: Double, size: Double) -> String {
        if size >= 1e6 || size < 1e-4 {
            // Use enough digits to distinguish neighbouring ticks.
            let digits = Int((log10(size / step) + 1e-9).rounded(.up)) + 1
            return String(format: "%.\(min(max(digits, 3), 15))g", value)
        }
        let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
        return String(format: "%.\(min(decimals, 9))f", value == 0 ? 0 : value)
    }

    private static func label(power: Double) -> String {
        let value = pow(10, power)
        if power > -4.5, power < 5.5 { return String(format: "%.6g", value) }
        let whole = Int((power + 1e-9).rounded(.down))
        return String(format: "%.0fe%d", pow(10, power - Double(whole)), whole)
    }

    private static func nice(_ width: Double) -> Double {
        let power = pow(10, log10(width).rounded(.down))
        let fraction = width / power
        return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power
    }
}
