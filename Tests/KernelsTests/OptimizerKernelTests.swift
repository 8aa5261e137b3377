import Foundation
import Kernels
import Testing

/// Compares one step of each optimizer with its rule in double precision, with and without weight decay.
@Suite struct OptimizerKernelTests {
    private static let count = 37
    private static let keeps: [Float] = [1, 0.99]
    private let weights = numbers(count, seed: 1)
    private let gradient = numbers(count, seed: 2)
    /// Moments of earlier steps: means of either sign, and positive squares.
    private let mean = numbers(count, from: -1, to: 1, seed: 3)
    private let square = numbers(count, from: 0.01, to: 1, seed: 4)
    private let steps = numbers(count, from: 0.01, to: 1, seed: 5)

    /// Returns the values of a rule for all parameters: `rule(w, g, index)`.
    private func each(_ rule: (Double, Double, Int) -> Double) -> [Double] {
        weights.indices.map { rule(Double(weights[$0]), Double(gradient[$0]), $0) }
    }

    private func moved(_ moments: [Float], by share: Double, to target: (Double) -> Double) -> [Double] {
        zip(moments, gradient).map { share * Double($0) + (1 - share) * target(Double($1)) }
    }

    @Test(arguments: keeps)
    func adam(keep: Float) {
        var (w, m, v) = (weights, mean, square)
        step_adam(&w, gradient, &m, &v, Self.count, 0.1, keep, 0.9, 0.99, 1e-3)
        let (first, second) = (moved(mean, by: 0.9) { $0 }, moved(square, by: 0.99) { $0 * $0 })
        expectNear(m, first)
        expectNear(v, second)
        expectNear(w, each { w, _, i in w * Double(keep) - 0.1 * first[i] / (second[i].squareRoot() + 1e-3) })
    }

    @Test(arguments: keeps)
    func adamax(keep: Float) {
        var (w, m, u) = (weights, mean, square)
        step_adamax(&w, gradient, &m, &u, Self.count, 0.1, keep, 0.9, 0.99, 1e-3)
        let first = moved(mean, by: 0.9) { $0 }
        let greatest = zip(square, gradient).map { max(0.99 * Double($0), abs(Double($1))) }
        expectNear(m, first)
        expectNear(u, greatest)
        expectNear(w, each { w, _, i in w * Double(keep) - 0.1 * first[i] / (greatest[i] + 1e-3) })
    }

    @Test(arguments: keeps)
    func nadam(keep: Float) {
        var (w, m, v) = (weights, mean, square)
        step_nadam(&w, gradient, &m, &v, Self.count, 0.07, 0.03, 1.5, keep, 0.9, 0.99, 1e-3)
        let (first, second) = (moved(mean, by: 0.9) { $0 }, moved(square, by: 0.99) { $0 * $0 })
        expectNear(m, first)
        expectNear(v, second)
        expectNear(
            w,
            each { w, g, i in
                w * Double(keep) - (0.07 * first[i] + 0.03 * g) / ((second[i] * 1.5).squareRoot() + 1e-3)
            })
    }

    @Test(arguments: keeps)
    func sgd(keep: Float) {
        var w = weights
        step_sgd(&w, gradient, Self.count, 0.1, keep)
        expectNear(w, each { w, g, _ in w * Double(keep) - 0.1 * g })
    }

    @Test(arguments: keeps, [false, true])
    func momentum(keep: Float, isNesterov: Bool) {
        var (w, v) = (weights, mean)
        step_momentum(&w, gradient, &v, Self.count, 0.1, keep, 0.8, isNesterov)
        let velocity = zip(mean, gradient).map { 0.8 * Double($0) - 0.1 * Double($1) }
        expectNear(v, velocity)
        expectNear(
            w,
            each { w, g, i in w * Double(keep) + (isNesterov ? 0.8 * velocity[i] - 0.1 * g : velocity[i]) })
    }

    @Test(arguments: keeps)
    func rmsprop(keep: Float) {
        var (w, v) = (weights, square)
        step_rmsprop(&w, gradient, &v, Self.count, 0.1, keep, 0.9, 1e-3)
        let second = moved(square, by: 0.9) { $0 * $0 }
        expectNear(v, second)
        expectNear(w, each { w, g, i in w * Double(keep) - 0.1 * g / (second[i] + 1e-3).squareRoot() })
    }

    @Test(arguments: keeps)
    func adagrad(keep: Float) {
        var (w, a) = (weights, square)
        step_adagrad(&w, gradient, &a, Self.count, 0.1, keep, 1e-3)
        let sum = zip(square, gradient).map { Double($0) + Double($1) * Double($1) }
        expectNear(a, sum)
        expectNear(w, each { w, g, i in w * Double(keep) - 0.1 * g / (sum[i] + 1e-3).squareRoot() })
    }

    @Test(arguments: keeps)
    func adadelta(keep: Float) {
        var (w, a, d) = (weights, square, steps)
        step_adadelta(&w, gradient, &a, &d, Self.count, 0.1, keep, 0.9, 1e-3)
        let second = moved(square, by: 0.9) { $0 * $0 }
        let step = each { _, g, i in
            g * ((Double(steps[i]) + 1e-3) / (second[i] + 1e-3)).squareRoot()
        }
        expectNear(a, second)
        expectNear(d, steps.indices.map { 0.9 * Double(steps[$0]) + 0.1 * step[$0] * step[$0] }, within: 1e-5)
        expectNear(w, each { w, _, i in w * Double(keep) - 0.1 * step[i] })
    }

    @Test(arguments: keeps)
    func lion(keep: Float) {
        var (w, m) = (weights, mean)
        step_lion(&w, gradient, &m, Self.count, 0.1, keep, 0.9, 0.99)
        let direction = moved(mean, by: 0.9) { $0 }
        expectNear(m, moved(mean, by: 0.99) { $0 })
        expectNear(w, each { w, _, i in w * Double(keep) - 0.1 * (direction[i] > 0 ? 1 : -1) })
        // A direction of 0 moves nothing.
        var (still, none) = ([Float(3)], [Float(0)])
        step_lion(&still, [0], &none, 1, 0.1, 1, 0.9, 0.99)
        #expect(still == [3] && none == [0])
    }

    @Test func `a penalty adds its derivative to the gradient, and none for a weight of 0`() {
        let weights = weights.enumerated().map { $0 % 5 == 0 ? 0 : $1 }
        var found = gradient
        add_penalty(&found, weights, Self.count, 0.3, 0.2)
        let wanted = zip(gradient, weights).map { (gradient: Float, weight: Float) -> Double in
            let sign: Double = weight > 0 ? 1 : weight < 0 ? -1 : 0
            return Double(gradient) + 0.3 * sign + 0.4 * Double(weight)
        }
        expectNear(found, wanted)
    }

    @Test func `subnormal numbers are 0 only while they are flushed`() {
        func product() -> Float {
            var moving: [Float] = [1e-30]
            move_mean(&moving, [0], 1, 1e-10)
            return moving[0]
        }
        let before = flush_subnormal_numbers()
        let flushed = product()
        restore_subnormal_numbers(before)
        #expect(product() > 0)
        #if arch(x86_64)
            #expect(flushed == 0)
        #endif
    }

    @Test func `the instruction set has one of the names used in keys`() {
        #expect(["avx512", "avx2", "x86-64", "other"].contains(String(cString: kernels_instruction_set())))
        give_back_freed_memory()
    }
}
