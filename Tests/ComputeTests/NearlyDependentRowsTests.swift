import Compute
import Randomness
import Testing

@Suite struct NearlyDependentRowsTests {
    @Test(arguments: [2, 3, 5])
    func `rows drawn almost parallel become orthogonal too`(count: Int) {
        // Of 1,000 squares the last row of some lies almost among the others: what is left of it has few digits after one
        // round, and all of them after two.
        var worst: Float = 0
        for seed in 0..<1_000 {
            var generator = Generator(seed: UInt64(seed))
            let weights = Initializer.orthogonal.weights(inputs: count, outputs: count, &generator)
            for left in 0..<count {
                for right in 0...left {
                    let product = (0..<count).reduce(Float(0)) {
                        $0 + weights[$1 * count + left] * weights[$1 * count + right]
                    }
                    worst = max(worst, abs(product - (left == right ? 1 : 0)))
                }
            }
        }
        #expect(worst < 1e-6)
    }
}
