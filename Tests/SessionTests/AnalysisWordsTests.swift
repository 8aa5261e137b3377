import Foundation
import Reports
import Support
import Testing

/// The words and numbers of the last lines of `show fittest` and `train`, for scores that not every training measures.
@Suite struct AnalysisWordsTests {
    private struct Missing: Error {}

    private func trained(_ talking: Talking, _ command: String) async throws -> TrainedReport {
        guard case .trained(let report)? = try await talking.say(command).last else { throw Missing() }
        return report
    }

    /// A target with a standard deviation of about 16, so that its error is far greater than its loss, which is scaled.
    private func numbers(in folder: TemporaryFolder) throws -> String {
        let rows = (0..<120).map { row in "\(row % 11),\(row * 7 % 13),\(5 * (row % 11) + row * 7 % 13).5\n" }
        try folder.write(Array(("a,b,y\n" + rows.joined()).utf8), to: "n.csv")
        return "load csv '\(folder.path)/n.csv' label y regression; training epochs 5; population size 3 litter 1"
    }

    @Test(arguments: ["rmse", "mae", "median_absolute_error", "pinball 0.5"])
    func `the importance of columns is the rise of an error in the unit of the target`(score: String) async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(numbers(in: folder) + "; minimize \(score); evolve 1")
        let analysis = try #require(try await trained(talking, "train fittest epochs 80").analysis)
        #expect(analysis.score == score)
        #expect(analysis.change == "rise of \(score)")
        #expect(analysis.columns.first?.name == "a")
        // The loss of a constant prediction is 1.
        #expect((analysis.columns.first?.fall ?? 0) > 3, "\(analysis.columns)")
    }

    @Test(arguments: ["auc", "balanced_accuracy", "recall of setosa"])
    func `the importance of columns is the fall of the score that was trained`(score: String) async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 5; population size 3 litter 1; maximize \(score); evolve 1")
        let report = try await trained(talking, "train fittest epochs 60")
        let analysis = try #require(report.analysis)
        #expect(analysis.change == "fall of \(score)")
        // A score above 0 cannot fall by more than its value.
        #expect(analysis.columns.allSatisfy { $0.fall <= report.validation + 1e-9 })
    }

    @Test func `with several objectives, the full training says why its score differs from that of the search`()
        async throws
    {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; population size 4 litter 1; maximize auc and minimize parameters; evolve 1")
        let report = try await trained(talking, "train fittest epochs 20")
        #expect(report.comparison?.contains("the mean of 5 folds") == true)
    }

    @Test(
        arguments: [
            (0, "0%"), (0.001, "<1%"), (0.285_714, "29%"), (0.538_46, "54%"), (0.625, "63%"), (0.994, "99%"),
            (0.999, ">99%"), (1, "100%"),
        ] as [(Double, String)])
    func `a share is rounded to the nearest percent, and is 0% or 100% only if it is none or all`(
        share: Double, text: String
    ) {
        #expect(Numbers.share(share) == text)
    }
}
