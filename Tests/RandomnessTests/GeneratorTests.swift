import Foundation
import Randomness
import Testing

@Suite struct GeneratorTests {
    @Test func `the same seed gives the same numbers, another seed or stream gives others`() {
        func numbers(_ seed: UInt64, _ stream: UInt64 = 0) -> [UInt64] {
            var generator = Generator(seed: seed, stream: stream)
            return (0..<8).map { _ in generator.next() }
        }
        #expect(numbers(1) == numbers(1))
        #expect(numbers(1) != numbers(2))
        #expect(numbers(1) != numbers(1, 1))
    }

    @Test func `a saved generator continues at the same position`() throws {
        var generator = Generator(seed: 9)
        _ = generator.next()
        var restored = try JSONDecoder().decode(Generator.self, from: JSONEncoder().encode(generator))
        #expect(restored == generator)
        #expect(restored.next() == generator.next())
    }

    @Test func `integers below a bound are equally likely`() {
        var generator = Generator(seed: 4)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
        let chiSquare = counts.reduce(0.0) { $0 + pow(Double($1) - 10_000, 2) / 10_000 }
        // 6 degrees of freedom: above 22.5 for one in a thousand seeds.
        #expect(chiSquare < 22.5)
    }

    @Test func `normal numbers have mean 0 and standard deviation 1`() {
        var generator = Generator(seed: 6)
        let values = (0..<100_000).map { _ in generator.normal() }
        let mean = values.reduce(0, +) / 100_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
        #expect(abs(mean) < 0.012)
        #expect(abs(variance - 1) < 0.02)
    }

    @Test func `a shuffle keeps all elements and gives each order equally often`() {
        var generator = Generator(seed: 2)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<6000 {
            var order = [0, 1, 2]
            generator.shuffle(&order)
            counts[order, default: 0] += 1
        }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 120 })
    }
}
