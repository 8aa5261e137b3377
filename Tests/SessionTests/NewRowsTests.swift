import Foundation
import Messages
import Reports
import Support
import Testing

/// Predictions for rows of tables: unusual values, kept columns, and typed rows.
@Suite struct NewRowsTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    private func train() async throws {
        let rows = (0..<90).map { row in
            "\(row % 3 == 0 ? "red" : "blue"),\(row % 10 + 1),\(row % 3 == 0 ? "hot" : "cold")\n"
        }
        try folder.write(Array(("colour,size mm,kind\n" + rows.joined()).utf8), to: "a.csv")
        try await talking.say(
            "load csv '\(folder.path)/a.csv' label kind; training epochs 5; population size 2 litter 1; evolve 1")
        try await talking.say("train fittest epochs 60")
    }

    private func predicted(_ command: String) async throws -> PredictedReport {
        guard case .predicted(let report)? = try await talking.say(command).last else {
            throw SessionError.unusable("no predictions")
        }
        return report
    }

    @Test func `unknown categories and numbers far outside the training range are reported with their lines`()
        async throws
    {
        try await train()
        try folder.write(
            Array("size mm,colour\n3,green\n15,red\n1200,green\n-40,pink\n,\n5,blue\n".utf8), to: "new.csv")
        let report = try await predicted("predict '\(folder.path)/new.csv'")
        #expect(
            report.remarks == [
                "\"colour\" has categories that were not in the training table: \"green\" (2 rows, first in line 2), "
                    + "\"pink\" (1 row, line 5); they count as missing",
                "\"size mm\" is far outside its training range (1 to 10): 1200 in line 4, -40 in line 5",
            ])
        #expect(report.table.rows.count == 6)
    }

    @Test func `columns of the table are kept beside the predictions, exactly as written`() async throws {
        try await train()
        try folder.write(
            Array("id,colour,note,size mm\n007,red,\"a, b\",3\n1e3,blue,,4\n".utf8), to: "new.csv")
        let report = try await predicted("predict '\(folder.path)/new.csv' keep id, note to '\(folder.path)/out.csv'")
        #expect(report.table.columns.map(\.name) == ["row", "id", "note", "class", "output"])
        let lines = try String(contentsOfFile: "\(folder.path)/out.csv", encoding: .utf8).split(separator: "\n")
        #expect(lines[0] == "row,id,note,class,cold,hot")
        #expect(lines[1].hasPrefix("1,007,\"a, b\",hot,") && lines[2].hasPrefix("2,1e3,,cold,"))
        #expect(
            await talking.error("predict '\(folder.path)/new.csv' keep idd")?.contains("did you mean \"id\"?") == true)
    }

    @Test func `a row can be typed as columns with values`() async throws {
        try await train()
        let report = try await predicted("predict colour red 'size mm' 4")
        #expect(report.table.rows.count == 1 && report.table.rows[0][1] == "hot" && report.remarks == [])
        #expect(try await predicted("predict 'size mm' NA, colour blue").table.rows[0][1] == "cold")
        #expect(
            try await predicted("predict 'size mm' 400 colour green").remarks == [
                "\"colour\" has a category that was not in the training table: \"green\" (1 row); it counts as missing",
                "\"size mm\" is far outside its training range (1 to 10): 400",
            ])
    }

    @Test func `the beginning of a category is an error that lists the categories it may be`() async throws {
        try await train()
        #expect(
            await talking.error("predict 'size mm' 4 colour re")
                == "\"re\" is not a category of \"colour\"; did you mean \"red\"?")
    }

    @Test func `a first word is a file or a column, whichever exists`() async throws {
        let rows = (0..<90).map { "\(["keep", "replace", "to", "toe"][$0 % 4]),\($0 % 4 == 0 ? "hot" : "cold")\n" }
        try folder.write(Array(("act,kind\n" + rows.joined()).utf8), to: "b.csv")
        try await talking.say("load csv '\(folder.path)/b.csv' label kind; training epochs 2")
        try await talking.say("population size 2 litter 1; evolve 1; train fittest epochs 2")
        // The exact value of a category is never a setting, with or without quotes.
        #expect(try await predicted("predict act replace").table.rows.count == 1)
        #expect(try await predicted("predict act 'replace'").table.rows.count == 1)
        #expect(try await predicted("predict act to").table.rows.count == 1)
        #expect(
            await talking.error("predict act t") == "\"t\" is not a category of \"act\"; it may be to or toe")
        #expect(
            await talking.error("predict '\(folder.path)/b.csv' re")
                == "expected `keep`, `to`, `replace` or `ensemble` after the file \"\(folder.path)/b.csv\", found \"re\"; did you mean "
                + "\"replace\"?")
        #expect(
            await talking.error("predict act to act.csv")
                == "\"act\" is a column of the network, not a file; to predict a row, quote a value that is keep, to, "
                + "replace or ensemble: `predict act 'keep'`")
    }

    @Test func `errors in typed rows say which columns the network takes`() async throws {
        try await train()
        #expect(
            await talking.error("predict colour red 'size m' 4")
                == "the network has no column \"size m\"; it has colour, size mm; did you mean \"size mm\"?")
        #expect(
            await talking.error("predict 'size mm' 4")
                == "expected a value for each column; missing: colour (`NA` for an unknown value)")
        #expect(
            await talking.error("predict 'size mm' large colour red")
                == "expected a number as the value of \"size mm\", found \"large\"")
    }
}
