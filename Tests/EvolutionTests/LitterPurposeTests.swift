import Evolution
import Testing

@Suite struct LitterPurposeTests {
    @Test(arguments: [(1, false), (2, true), (3, true), (16, true)])
    func `the purpose of breeding mentions litters only if there are any`(litter: Int, isMentioned: Bool) throws {
        var settings = SearchSettings()
        settings.litter = litter
        settings.crossing = try #require(Fraction(0.5))
        let purpose = try #require(Strategy.purpose(of: .breed, in: settings))
        #expect(purpose.contains("Half of each litter have only one parent") == isMentioned)
    }
}
