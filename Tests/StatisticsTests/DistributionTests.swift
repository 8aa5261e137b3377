import Statistics
import Testing

/// The expected values come from SciPy (`scipy.stats.binom`, `hypergeom`, `norm`).
@Suite struct DistributionTests {
    @Test(arguments: [
        (20, 0.3, 4, 0.1304209743738704, 0.23750777887760136, 0.8929131954962691),
        (1000, 0.01, 15, 0.03454173375814154, 0.9521294142420529, 0.0824123195160887),
    ])
    func `binomial probabilities and tails match SciPy`(
        draws: Int, success: Double, count: Int, exactly: Double, atMost: Double, atLeast: Double
    ) {
        let binomial = Binomial(draws: draws, success: success)
        #expect(abs(binomial.probability(of: count) - exactly) < 1e-10)
        #expect(abs(binomial.atMost(count) - atMost) < 1e-10)
        #expect(abs(binomial.atLeast(count) - atLeast) < 1e-10)
    }

    @Test(arguments: [
        (100, 7, 20, 2, 0.28534035241646555, 0.8592391815247705, 0.426101170891695),
        (1000, 30, 100, 5, 0.10244887695160715, 0.92983766896882, 0.17261120798278712),
    ])
    func `hypergeometric probabilities and tails match SciPy`(
        population: Int, successes: Int, draws: Int, count: Int, exactly: Double, atMost: Double, atLeast: Double
    ) {
        let distribution = Hypergeometric(population: population, successes: successes, draws: draws)
        #expect(abs(distribution.probability(of: count) - exactly) < 1e-10)
        #expect(abs(distribution.atMost(count) - atMost) < 1e-10)
        #expect(abs(distribution.atLeast(count) - atLeast) < 1e-10)
    }

    @Test func `certain and impossible draws have only one possible count`() {
        #expect(Binomial(draws: 5, success: 0).probability(of: 0) == 1)
        #expect(Binomial(draws: 5, success: 1).atLeast(5) == 1)
        #expect(Binomial(draws: 5, success: 1).probability(of: 4) == 0)
        #expect(Binomial(draws: 5, success: 0.5).atMost(-1) == 0)
        #expect(Binomial(draws: 5, success: 0.5).atLeast(6) == 0)
        #expect(Hypergeometric(population: 10, successes: 10, draws: 4).probability(of: 4) == 1)
    }

    @Test(arguments: [
        (27, 0.889, 19, 26.533156253717635), (270, 0.97, 200, 268.35378625462926), (10, 0.5, 3, 6.321477890014648),
    ])
    func `the expected maximum of binomial counts is exact`(
        draws: Int, success: Double, tries: Int, expected: Double
    ) {
        #expect(abs(Binomial(draws: draws, success: success).expectedMaximum(of: tries) - expected) < 1e-8)
    }

    @Test func `normal quantiles match SciPy`() {
        for (fraction, value) in [(0.5, 0.0), (0.975, 1.959963984540054), (0.01, -2.3263478740408408)] {
            #expect(abs(NormalDistribution.quantile(fraction) - value) < 1e-8)
            #expect(abs(NormalDistribution.cumulative(value) - fraction) < 1e-12)
        }
    }
}
