import Platform

/// Evenly spaced numbers, rounded as the gene does. The parameters of the rounding are computed once instead of for
/// each number.
struct GenePlaces: Sendable {
    private let first: Double
    private let step: Double
    /// Ten to the power of the decimals; nil if nothing is rounded.
    private let scale: Double?
    /// The bounds of an interval, which are never rounded.
    private let bounds: (first: Double, last: Double, lastCode: UInt32)?

    /// Creates the numbers of a gene; nil if they are not evenly spaced or too large to be rounded exactly.
    init?(_ gene: Gene) {
        switch gene.domain {
        case .steps(let first, _, let step):
            (self.first, self.step, bounds) = (first, step, nil)
        case .interval(let first, let last, .linear, nil) where gene.count > 1:
            (self.first, step) = (first, Domain.part(first: first, last: last))
            bounds = (first, last, UInt32(gene.count - 1))
        case .list, .order, .integers, .interval: return nil
        }
        guard gene.count <= Int(Int32.max) else { return nil }
        if let ours = first.decimals, let theirs = step.decimals {
            let scale = pow(10, Double(max(ours, theirs)))
            guard abs(first) + Double(gene.count) * step < 1e15 / scale else { return nil }
            self.scale = scale
        } else {
            scale = nil
        }
    }

    /// Returns the number of a code.
    @inline(__always)
    func callAsFunction(_ code: UInt32) -> Double {
        if let bounds {
            if code == 0 { return bounds.first }
            if code == bounds.lastCode { return bounds.last }
        }
        // Codes fit into signed 32-bit integers, which processors convert to floating-point numbers in one step.
        let value = first + Double(Int32(truncatingIfNeeded: code)) * step
        guard let scale else { return value }
        // Rounds to the nearest integer, halves away from 0, without a function call: adds half a unit, except for
        // its last bit, and truncates.
        let scaled = value * scale
        let nearest = Double(Int64(scaled.magnitude + 0.5.nextDown))
        return Double(signOf: scaled, magnitudeOf: nearest) / scale
    }
}
