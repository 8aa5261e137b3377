import Foundation
import Surrogate
import Testing

@Suite struct SmallDeviationsTests {
    @Test(arguments: [1, 1e-3, 1e-6, 1e-8, 1.5e-9, 1e-9])
    func `at the best fitness so far, the expected improvement is the deviation divided by √(2π)`(deviation: Double) {
        // (m − b)Φ(0) + sφ(0) with m = b.
        let wanted = log(deviation) - 0.5 * log(2 * Double.pi)
        let found = ExpectedImprovement.logarithm(mean: 0.5, deviation: deviation, best: 0.5)
        #expect(abs(found - wanted) < 1e-12, "\(found), expected \(wanted)")
    }
}
