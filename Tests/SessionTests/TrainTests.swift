import Foundation
import Reports
import Support
import Testing

@Suite struct TrainTests {
    @Test func `a full training of the fittest always gives the same result, and is saved`() async throws {
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

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
    func `a network that cannot be saved after its training is not lost`() async throws {
        let (folder, disk) = (try TemporaryFolder(), try SmallDisk())
        disk.fill()
        let talking = Talking()
        try await talking.say("load iris limit 60; training epochs 1; population size 2; evolve 1")
        let error = await talking.error("train fittest epochs 1 save '\(disk.path)/a.h5'")
        #expect(
            error == "\(disk.path)/a.h5 cannot be written: No space left on device\n"
                + "the trained network is the current network; `save network FILE` saves it to another file")
        try await talking.say("save network '\(folder.path)/a.h5'")
        #expect(folder.names.contains("a.h5"))
    }

    @Test(.enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not available"))
    func `there is no test score if the test set was used for validation`() async throws {
        let talking = Talking()
        try await talking.say(
            "load fashion_mnist validation test limit 600; training epochs 1; population size 2; evolve 1")
        let report = try #require(try await talking.say("train fittest epochs 1").last?.trained)
        #expect(report.test == nil)
        #expect(report.testReads == 0)
    }

    /// Returns trainings at a learning rate at which some seeds diverge and others do not: between one at which all
    /// succeed and one at which all fail.
    private static func mixed() async throws -> TrainedReport? {
        for hundredths in 70...130 {
            let talking = Talking()
            try await talking.say(
                "load iris folds 1; genes clear; gene optimizer in sgd; gene learning_rate in \(Double(hundredths) / 100); "
                    + "gene neurons0 in 64; gene neurons1 in 64; gene hidden_activation in linear; population size 2; "
                    + "training epochs 3; evolve 1")
            guard await talking.error("show fittest") == nil else { continue }
            guard case .trained(let report)? = try await talking.say("train fittest from 8 seeds epochs 3").last else {
                continue
            }
            if report.seeds.contains(where: \.isNaN) { return report }
        }
        return nil
    }

    @Test func `seeds that fail are reported with their reason, and the best of the others is kept`() async throws {
        let report = try #require(await Self.mixed())
        let failed = report.seeds.indices.filter { report.seeds[$0].isNaN }
        #expect(failed.count < 8)
        #expect(report.failures.count == failed.count)
        for (number, failure) in zip(failed, report.failures) {
            let start = "seed \(number + 1) of 8 failed: "
            #expect(failure.hasPrefix(start) && failure.count > start.count)
        }
        #expect(report.validation == report.seeds.filter { !$0.isNaN }.max())
    }

    @Test func `there are no failures to report if all seeds succeed`() async throws {
        let talking = Talking()
        try await talking.say("load iris; training epochs 1; population size 2; evolve 1")
        guard case .trained(let report)? = try await talking.say("train fittest from 2 seeds epochs 1").last else {
            Issue.record("no report of a training")
            return
        }
        #expect(report.seeds.count == 2)
        #expect(report.failures == [])
    }
}
