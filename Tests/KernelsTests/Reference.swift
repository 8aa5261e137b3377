import Kernels
import Testing

/// Returns pseudorandom numbers, the same each time.
func numbers(_ count: Int, from low: Double = -2, to high: Double = 2, seed: UInt64 = 1) -> [Float] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(low + (high - low) * Double(state >> 11) / 0x1p53)
    }
}

/// Expects numbers within a relative or absolute tolerance.
func expectNear(
    _ found: [Float], _ expected: [Double], within tolerance: Double = 2e-6, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found.count == expected.count, comment, sourceLocation: sourceLocation)
    for (index, (found, expected)) in zip(found, expected).enumerated()
    where !(abs(Double(found) - expected) <= tolerance * max(1, abs(expected))) {
        Issue.record("at \(index): \(found), expected \(expected)", sourceLocation: sourceLocation)
        return
    }
}

/// A mask that drops nothing.
let off = Dropout(threshold: 0, scale: 1, seed: 0)

/// A mask that drops half of all elements.
let half = Dropout(threshold: 1 << 31, scale: 2, seed: 0x1234_5678_9ABC_DEF0)

/// Returns true if a dropout mask keeps an element: an independent implementation of the hash that Kernels.h names.
func keeps(_ dropout: Dropout, _ index: Int) -> Bool {
    guard dropout.threshold > 0 else { return true }
    var x = UInt32(truncatingIfNeeded: index) ^ UInt32(truncatingIfNeeded: dropout.seed)
    x ^= x >> 16
    x = x &* 0x7FEB_352D
    x ^= x >> 15
    x = x &+ UInt32(truncatingIfNeeded: dropout.seed >> 32)
    x = x &* 0x846C_A68B
    x ^= x >> 16
    return x >= dropout.threshold
}
