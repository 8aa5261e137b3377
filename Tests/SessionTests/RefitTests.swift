import Foundation
import Reports
import Support
import Testing

/// Networks that learn from the training and validation sets together, once their number of epochs is known.
@Suite struct RefitTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    private static let start = "load digits limit 400; training epochs 1; population size 4 litter 1; evolve 1"

    private func trained(_ line: String) async throws -> TrainedReport {
        guard case .trained(let report)? = try await talking.say(line).last else {
            throw Missing(line)
        }
        return report
    }

    private struct Missing: Error {
        let line: String
        init(_ line: String) { self.line = line }
    }

    /// Returns the outputs in a written file of predictions, one row per sample.
    private func outputs(_ name: String) throws -> [[Double]] {
        try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",").suffix(2).compactMap { Double($0) } }
    }

    @Test func `a refit network has learned from the training and validation rows, and its test score is its own`()
        async throws
    {
        try await talking.say(Self.start)
        let before = try await trained("train fittest epochs 3 save '\(folder.path)/a'")
        let after = try await trained("train fittest epochs 3 refit save '\(folder.path)/b'")
        let refit = try #require(after.refit)
        #expect(before.refit == nil)
        // 400 rows without the 15% of the test set.
        #expect(refit.rows == 340 && refit.epochs == after.bestEpoch)
        #expect(after.validation == before.validation && after.curve == before.curve)
        #expect(after.analysis == before.analysis)
        // The file has the network whose test score was reported.
        let other = Talking()
        try await other.say("load digits limit 400; open network '\(folder.path)/b'")
        guard case .scored(let scored)? = try await other.say("score").last else { throw Missing("score") }
        #expect(scored.test?.value == after.test)
        #expect(scored.confusion == after.confusion)
        #expect(
            try Data(contentsOf: URL(filePath: folder.path + "/a.h5"))
                != Data(contentsOf: URL(filePath: folder.path + "/b.h5")))
    }

    @Test func `a refit gives the same network again, for any number of workers`() async throws {
        try await talking.say(Self.start)
        let first = try await trained("train fittest from 2 seeds epochs 3 refit save '\(folder.path)/a.safetensors'")
        let other = Talking()
        try await other.say(Self.start)
        try await other.say("workers 3; train fittest from 2 seeds epochs 3 refit save '\(folder.path)/b.safetensors'")
        #expect(first.seeds.count == 2)
        #expect(
            try Data(contentsOf: URL(filePath: folder.path + "/a.safetensors"))
                == Data(contentsOf: URL(filePath: folder.path + "/b.safetensors")))
    }

    @Test func `what reads the validation set refuses a network that has learned it, also after the session is opened`()
        async throws
    {
        try await talking.say(Self.start)
        try await talking.say("train fittest epochs 3 refit; save session '\(folder.path)/s.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/s.session'")
        for talking in [talking, opened] {
            for line in [
                "show confusion", "show mistakes", "show calibration", "plot calibration",
                "export csv '\(folder.path)/m.csv' of mistakes", "train network epochs 1",
            ] {
                let error = await talking.error(line)
                #expect(
                    error?.contains("reads the validation set, which the current network has learned") == true,
                    "\(line)")
            }
            let reports = try await talking.say("score")
            let warnings = reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
            #expect(warnings.contains { $0.hasPrefix("the validation score says nothing") })
            // The fittest is shown without an analysis of that network.
            try await talking.say("show fittest; show network")
        }
        try await talking.say("train fittest epochs 3; show confusion")
    }

    @Test func `Ctrl-C in the second training keeps the network of the first`() async throws {
        try await talking.say(
            """
            load digits; genes clear; gene optimizer in sgd; gene learning_rate in 0.003; gene neurons0 in 512
            training epochs 1; population size 1 litter 1; evolve 1
            """)
        let alone = try await trained("train fittest epochs 20 patience 20")
        // The second training begins again with epoch 1.
        var (last, isSecond) = (0, false)
        let reports = try await talking.say(
            "train fittest epochs 20 patience 20 refit save '\(folder.path)/a'", isInterrupted: { isSecond }
        ) { progress in
            guard case .training(let state) = progress else { return }
            if state.epoch < last { isSecond = true }
            last = state.epoch
        }
        guard case .trained(let report)? = reports.last else { throw Missing("train") }
        #expect(isSecond && report.wasStopped && report.refit == nil)
        #expect(report.validation == alone.validation && report.test == alone.test)
        #expect(report.failures.contains { $0.hasPrefix("stopped before it was trained again") })
        // It is the current network, and it is saved.
        try await talking.say("show confusion; open network '\(folder.path)/a'; show confusion")
    }

    @Test func `with folds, a refit has as many epochs whatever the training before it ended with`() async throws {
        let start = """
            load wine; minimize loss; gene neurons0 in 64; gene learning_rate in 0.03; training epochs 1
            population size 2 litter 1; evolve 1
            """
        var epochs: Set<Int> = []
        var best: Set<Int> = []
        for seeds in ["", "from 2 seeds ", "from 4 seeds "] {
            let talking = Talking()
            try await talking.say(start)
            guard case .trained(let report)? = try await talking.say("train fittest \(seeds)epochs 15 refit").last,
                let refit = report.refit
            else { throw Missing("train") }
            // 178 rows without the 15% of the test set.
            #expect(refit.rows == 151 && (1...15).contains(refit.epochs))
            epochs.insert(refit.epochs)
            best.insert(report.bestEpoch)
        }
        // The folds decide, and they are the same for all seeds.
        #expect(epochs.count == 1 && best.count > 1)
    }

    @Test func `refit needs new weights`() async throws {
        try await talking.say(Self.start + "; train fittest epochs 1")
        #expect(
            await talking.error("train network refit") == "`refit` starts from new weights; write `train fittest refit`"
        )
    }

    @Test func `the predictions of an ensemble are the means of those of its networks`() async throws {
        let lines = (0..<120).map { "\($0 % 11),\($0 % 7),\(($0 * 37) % 100 < ($0 % 11) * 9 ? "hot" : "cold")\n" }
        try folder.write(Array(("a,b,kind\n" + lines.joined()).utf8), to: "rows.csv")
        try await talking.say("load csv '\(folder.path)/rows.csv' label kind; training epochs 2")
        try await talking.say("population size 3 litter 1; evolve 1")
        #expect(
            await talking.error("predict '\(folder.path)/rows.csv' ensemble")?.hasPrefix(
                "`predict … ensemble` needs the networks of `ensemble`") == true)
        try await talking.say("ensemble 2 epochs 2")
        try await talking.say("predict '\(folder.path)/rows.csv' ensemble to '\(folder.path)/both.csv'")
        try await talking.say("train fittest epochs 2; predict '\(folder.path)/rows.csv' to '\(folder.path)/one.csv'")
        let (both, one) = (try outputs("both.csv"), try outputs("one.csv"))
        #expect(both.count == 120 && one.count == 120)
        for row in both { #expect(row.count == 2 && abs(row.reduce(0, +) - 1) < 1e-5) }
        // Twice the mean without the first network's output is the second one's output: a probability.
        let other = zip(both, one).map { 2 * $0[0] - $1[0] }
        #expect(other.allSatisfy { (-1e-5...1 + 1e-5).contains($0) })
        #expect(zip(other, one).contains { abs($0 - $1[0]) > 1e-6 })
    }

    @Test func `an ensemble refits each of its networks, and its validation score stays that of before`() async throws {
        try await talking.say(Self.start)
        let apart = try #require(try await talking.say("ensemble 2 epochs 2").last?.ensemble)
        let refit = try #require(try await talking.say("ensemble 2 epochs 2 refit").last?.ensemble)
        #expect(apart.refits.isEmpty && refit.refits.count == 2)
        #expect(refit.refits.allSatisfy { $0.rows == 340 && (1...2).contains($0.epochs) })
        #expect(refit.members == apart.members && refit.validation == apart.validation)
    }
}
