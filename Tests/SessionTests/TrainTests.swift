import Foundation
import Session
import Support
import Testing

@Suite struct TrainTests {
    @Test func `the fittest is trained in full, always to the same result, and saved`() async throws {
        let folder = try TemporaryFolder()
        func trained(_ name: String) async throws -> (TrainedReport, Data?) {
            let talking = Talking()
            try await talking.say("load digits limit 400; training epochs 1; population size 4; evolve 2")
            let reports = try await talking.say("train fittest epochs 3 save '\(folder.path)/\(name)'")
            let report = try #require(reports.last?.trained)
            return (report, FileManager.default.contents(atPath: report.path ?? ""))
        }
        let (first, bytes) = try await trained("one")
        let (second, again) = try await trained("two")
        #expect(first.epochs == 3)
        #expect(first.validation == second.validation)
        #expect(first.test == second.test)
        #expect(first.testReads == 1)
        #expect(first.path == "\(folder.path)/one.h5")
        #expect(bytes != nil && bytes == again)
    }

    @Test(.enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func `no test score is given where the test part was the validation part`() async throws {
        let talking = Talking()
        try await talking.say(
            "load fashion_mnist validation test limit 600; training epochs 1; population size 2; evolve 1")
        let report = try #require(try await talking.say("train fittest epochs 1").last?.trained)
        #expect(report.test == nil)
        #expect(report.testReads == 0)
    }
}
