import Foundation

/// The numbers that an axis shows: multiples of 1, 2 or 5 times a power of ten, as a person would choose
/// (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
struct Ticks {
    /// The numbers, in ascending order; at least one lies within what is drawn.
    let values: [Double]
    /// The ends of the axis: what is drawn, with a little room.
    let range: ClosedRange<Double>
    private let step: Double

    /// Ticks for some numbers, about `most` of them.
    init(_ extent: ClosedRange<Double>, most: Int, isWhole: Bool = false, hasRoom: Bool = true) {
        // Room for sums and differences of the ends: the largest numbers would overflow.
        let greatest = Double.greatestFiniteMagnitude / 16
        var (low, high) = (max(extent.lowerBound, -greatest), min(extent.upperBound, greatest))
        if high - low <= max(abs(low), abs(high)) * 1e-12 {
            // All the same: as much room around it as its size asks for.
            let room = isWhole ? 0.5 : max(abs(low) * 0.05, 1e-3)
            (low, high) = (low - room, high + room)
        } else if hasRoom {
            let room = (high - low) * 0.04
            (low, high) = (low - room, high + room)
        }
        var step = Self.nice((high - low) / Double(max(1, most)))
        if isWhole { step = max(1, step.rounded()) }
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        var values =
            first <= last && abs(first) < 1e15 && abs(last) < 1e15
            ? (Int(first)...Int(last)).map { Double($0) * step } : []
        // A count begins at 1, not at 0.
        if isWhole, let start = values.first, start < extent.lowerBound { values.removeFirst() }
        if isWhole, step > 1, values.first ?? step >= step, extent.lowerBound == 1 { values.insert(1, at: 0) }
        if values.isEmpty { values = [(low + high) / 2] }
        self.values = values
        self.step = step
        range = low...high
    }

    /// A tick's label: as many decimals as the step needs.
    func label(_ value: Double) -> String {
        let size = max(abs(range.lowerBound), abs(range.upperBound))
        if size >= 1e6 || size < 1e-4 {
            // As many digits as tell two neighbours apart.
            let digits = Int((log10(size / step) + 1e-9).rounded(.up)) + 1
            return String(format: "%.\(min(max(digits, 3), 15))g", value)
        }
        let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
        return String(format: "%.\(min(decimals, 9))f", value == 0 ? 0 : value)
    }

    private static func nice(_ width: Double) -> Double {
        let power = pow(10, log10(width).rounded(.down))
        let share = width / power
        return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power
    }
}
