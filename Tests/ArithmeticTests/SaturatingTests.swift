import Arithmetic
import Testing

@Suite struct SaturatingTests {
    @Test(arguments: [
        (0.0, 0), (1.9, 1), (-1.9, -1), (1e300, Int.max), (-1e300, Int.min), (Double.infinity, Int.max),
        (-Double.infinity, Int.min), (Double.nan, 0), (0x1p63, Int.max), (-0x1p63, Int.min),
        (.leastNonzeroMagnitude, 0),
    ])
    func `a number becomes the nearest integer in range`(value: Double, wanted: Int) {
        #expect(Int(saturating: value) == wanted)
    }

    @Test func `small types saturate at their own bounds`() {
        #expect(UInt8(saturating: 256) == 255)
        #expect(UInt8(saturating: -1) == 0)
        #expect(UInt32(saturating: 1e10) == UInt32.max)
    }

    @Test func `sums and products stop at the bounds`() {
        #expect(Int.max.addingSaturated(1) == Int.max)
        #expect(Int.min.addingSaturated(-1) == Int.min)
        #expect(3.addingSaturated(-5) == -2)
        #expect((Int.max / 2).multipliedSaturated(by: 3) == Int.max)
        #expect((Int.max / 2).multipliedSaturated(by: -3) == Int.min)
        #expect((-4).multipliedSaturated(by: -5) == 20)
    }

    @Test func `sizes are multiplied only if the product fits`() {
        #expect([3, 4, 5].checkedProduct == 60)
        #expect([Int]().checkedProduct == 1)
        #expect([1 << 62, 4].checkedProduct == nil)
        #expect([-8, -8].checkedProduct == nil)
        #expect([0, Int.max].checkedProduct == 0)
    }

    @Test func `a duration lies between zero and a century`() {
        #expect(Duration.limited(seconds: 1.5) == .milliseconds(1500))
        #expect(Duration.limited(seconds: -1) == .zero)
        #expect(Duration.limited(seconds: .nan) == .zero)
        for long in [1e19, 1e300, Double.infinity] {
            #expect(ContinuousClock.now + Duration.limited(seconds: long) > ContinuousClock.now + .seconds(3e9))
        }
    }
}
