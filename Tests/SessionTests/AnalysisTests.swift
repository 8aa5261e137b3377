import Foundation
import Messages
import Plots
import Reports
import Support
import Testing

/// The current network on the validation set: columns, mistakes, calibration, residuals.
@Suite struct AnalysisTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        // The kind depends on the colour and a little on the size; the noise says nothing.
        let rows = (0..<240).map { row in
            let color = ["red", "blue", "green"][row % 3]
            let kind = row % 3 == 0 ? "hot" : row * 31 % 17 > 8 ? "warm" : "cold"
            return "\(row * 7919 % 101),\(row * 31 % 17),\(color),\(kind)\n"
        }.joined()
        try folder.write(Array(("noise,size,colour,kind\n" + rows).utf8), to: "t.csv")
        let numbers = (0..<120).map { row in "\(row % 11),\(row * 7 % 13),\(5 * (row % 11) + row * 7 % 13).5\n" }
            .joined()
        try folder.write(Array(("a,b,y\n" + numbers).utf8), to: "n.csv")
    }

    private struct Missing: Error {}

    private var classes: String {
        "load csv '\(folder.path)/t.csv' label kind; training epochs 5; population size 3 litter 1; seed 4; evolve 1"
    }
    private var numbers: String {
        "load csv '\(folder.path)/n.csv' label y regression; training epochs 5; population size 3 litter 1; evolve 1"
    }

    private func trained(_ reports: [Report]) throws -> TrainedReport {
        guard case .trained(let report)? = reports.last else { throw Missing() }
        return report
    }

    @Test func `train ends with the columns that matter, and one-hot columns count as one`() async throws {
        let talking = Talking()
        try await talking.say(classes)
        let analysis = try #require(try trained(try await talking.say("train fittest epochs 60")).analysis)
        #expect(Set(analysis.columns.map(\.name)) == ["noise", "size", "colour"])
        #expect(analysis.columns.first.map { ["colour", "size"].contains($0.name) } == true)
        #expect(analysis.columns.last?.name == "noise")
        #expect(analysis.columns.first?.matters == true)
        #expect(analysis.permutations == 5 && analysis.permutedRows == analysis.rows)
        #expect(analysis.score == "accuracy")
        #expect(analysis.calibrationBins == 10 && (analysis.calibrationError ?? -1) >= 0)
        #expect(analysis.residuals.isEmpty)
        // The same network has the same importances.
        #expect(try trained(try await talking.say("train fittest epochs 60")).analysis == analysis)
    }

    @Test func `the mistakes are those of the validation score, and the confusion matrix has the same rows`()
        async throws
    {
        let talking = Talking()
        try await talking.say(classes)
        let report = try trained(try await talking.say("train fittest epochs 8"))
        let analysis = try #require(report.analysis)
        let mistakes = try #require(analysis.mistakes)
        #expect(abs(1 - Double(mistakes) / Double(analysis.rows) - report.validation) < 1e-9)
        let rows = try await talking.table("show mistakes 1000")
        #expect(rows.count == mistakes)
        #expect(rows.allSatisfy { $0[1] != $0[2] })
        #expect(rows.map { Double($0[3]) ?? 0 } == rows.map { Double($0[3]) ?? 0 }.sorted(by: >))
        let matrix = try await talking.table("show confusion")
        #expect(matrix.count == 3)
        let counts = matrix.flatMap { $0.dropFirst().compactMap { Int($0.prefix { $0.isNumber }) } }
        #expect(counts.reduce(0, +) == analysis.rows)
        let bins = try await talking.table("show calibration")
        #expect(bins.count == 10)
        #expect(bins.compactMap { Int($0[1]) }.reduce(0, +) == analysis.rows)
    }

    @Test func `show fittest has the analysis only while the current network is the fittest`() async throws {
        let talking = Talking()
        try await talking.say(classes)
        func analysis() async throws -> NetworkAnalysis? {
            guard case .fittest(let report)? = try await talking.say("show fittest").last else { throw Missing() }
            return report.analysis
        }
        #expect(try await analysis() == nil)
        let trained = try trained(try await talking.say("train fittest epochs 5"))
        #expect(try await analysis() == trained.analysis)
        try await talking.say("genes clear; gene neurons0 in 7; evolve 1")
        #expect(try await analysis() == nil)
    }

    @Test func `numbers have residuals, and the greatest one is the worst mistake`() async throws {
        let talking = Talking()
        try await talking.say(numbers)
        let analysis = try #require(try trained(try await talking.say("train fittest epochs 20")).analysis)
        let residuals = try #require(analysis.residuals.first)
        #expect(analysis.residuals.count == 1 && residuals.name == "y" && analysis.mistakes == nil)
        let rows = try await talking.table("show mistakes")
        #expect(rows.count == 10)
        let worst = try #require(rows.first)
        #expect(abs(abs(Double(worst[3]) ?? 0) - residuals.greatest) < 1e-3)
        // Rows are numbered from 1, in the order of the file.
        let row = (Int(worst[0]) ?? 0) - 1
        #expect(Double(worst[1]) == Double(5 * (row % 11) + row * 7 % 13) + 0.5)
        #expect(worst[4] == "\(row % 11)" && worst[5] == "\(row * 7 % 13)")
        guard case .figure(let figure)? = try await talking.say("plot residuals").last else { throw Missing() }
        #expect(figure.below.count == 1)
        #expect(
            await talking.error("plot calibration")?.hasPrefix("`plot calibration` needs classes, and the targets")
                == true)
        #expect(await talking.error("show confusion")?.hasPrefix("`show confusion` needs classes") == true)
    }

    @Test func `images have mistakes with pictures, and their columns are not mentioned`() async throws {
        let talking = Talking()
        try await talking.say("load digits limit 400; training epochs 1; population size 2 litter 1; evolve 1")
        let report = try trained(try await talking.say("train fittest epochs 2"))
        #expect(report.analysis?.columns.isEmpty == true)
        guard case .mistakes(let mistakes)? = try await talking.say("show mistakes 3").last else { throw Missing() }
        #expect(mistakes.pictures.count == 3 && mistakes.table.table.rows.count == 3)
        #expect(mistakes.table.table.columns.first?.name == "sample")
        #expect(await talking.error("plot columns") == "digits holds images, which have no columns")
        #expect(await talking.error("plot residuals")?.hasPrefix("`plot residuals` needs numeric targets") == true)
        guard case .figure? = try await talking.say("plot calibration").last else { throw Missing() }
        try await talking.say("export csv '\(folder.path)/m.csv' of mistakes")
        let lines = try String(contentsOfFile: folder.path + "/m.csv", encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == (report.analysis?.mistakes ?? 0) + 1)
    }

    @Test func `columns are plotted, listed with their importance and sorted by it`() async throws {
        let talking = Talking()
        try await talking.say(classes)
        let plain = try await talking.table("show columns")
        let report = try trained(try await talking.say("train fittest epochs 30"))
        guard case .figure? = try await talking.say("plot columns").last else { throw Missing() }
        let rows = try await talking.table("show columns by importance")
        #expect(rows.first?.first == report.analysis?.columns.first?.name)
        #expect(rows.count == plain.count && rows[0].count == plain[0].count + 2)
    }

    @Test(arguments: ["show mistakes", "show confusion", "show calibration", "plot columns", "plot residuals"])
    func `without a network the error says how to get one`(command: String) async throws {
        let talking = Talking()
        try await talking.say(classes)
        let words = command.split(separator: " ")
        #expect(
            await talking.error(command)?.hasPrefix(
                "`\(words[0]) \(words[1])` needs a network, and none was trained or opened") == true)
    }

    @Test func `Ctrl-C leaves out the columns and keeps the trained network`() async throws {
        let talking = Talking()
        try await talking.say(classes)
        try await talking.say("train fittest epochs 2")
        // A network for the same data whose columns were not permuted yet.
        try await talking.say("save network '\(folder.path)/a'; open network '\(folder.path)/a'")
        await #expect(throws: SessionError.self) {
            try await talking.say("plot columns", isInterrupted: { true })
        }
        guard case .figure? = try await talking.say("plot columns").last else { throw Missing() }
    }
}
