import Foundation
import Reports
import Support
import Testing

@Suite("The user's own data")
struct OwnDataTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, to name: String) throws -> String {
        try folder.write(Array(text.utf8), to: name)
    }

    /// Writes a table of prices that follow from two numbers and a word, without noise.
    private func houses(_ count: Int = 400) throws -> String {
        var text = "id,area,rooms,place,price\n"
        for row in 0..<count {
            let (area, rooms, isTown) = (40 + row * 37 % 160, 1 + row * 7 % 5, row * 13 % 3 == 0)
            let price = 3000 * area + 20_000 * rooms + (isTown ? 250_000 : 0)
            text += "house \(row),\(row % 50 == 7 ? "" : "\(area)"),\(rooms),\(isTown ? "town" : "land"),\(price)\n"
        }
        return try write(text, to: "houses.csv")
    }

    private func data(_ reports: [Report]) throws -> DataReport {
        let found = reports.compactMap { report -> DataReport? in
            switch report {
            case .loaded(let data), .data(let data): data
            default: nil
            }
        }
        return try #require(found.last)
    }

    @Test("Regression learns a table of prices, with r2 and a scaled label")
    func regression() async throws {
        let loaded = try data(try await talking.say("load csv '\(try houses())' label price ignore id"))
        #expect(loaded.name == "houses" && loaded.count == 400)
        #expect(loaded.amounts.map(\.name) == ["price"])
        #expect(loaded.notes == ["the 15 default genes", "maximize r2"])
        let reports = try await talking.say(
            "training epochs 20; population size 6; evolve 2; train fittest epochs 60 save '\(folder.path)/price'")
        let trained = try #require(
            reports.compactMap { report -> TrainedReport? in
                if case .trained(let trained) = report { trained } else { nil }
            }.last)
        #expect(trained.score == "r2")
        #expect(trained.validation > 0.8, "\(trained)")
        #expect((trained.test ?? 0) > 0.8, "\(trained)")
        #expect(folder.names.contains("price.h5"))
    }

    @Test("The default objective follows the data, and a chosen objective stays")
    func objectives() async throws {
        let path = try houses()
        #expect(try data(try await talking.say("load digits")).notes.contains("maximize accuracy"))
        #expect(try data(try await talking.say("load csv '\(path)' label price")).notes == ["maximize r2"])
        #expect(try data(try await talking.say("load digits")).notes == ["maximize accuracy"])
        try await talking.say("minimize loss")
        #expect(try data(try await talking.say("load csv '\(path)' label price")).notes == [])
    }

    @Test("Each column is shown with its role, type, values, inputs and the decisions about it")
    func columns() async throws {
        let path = try houses()
        try await talking.say("load csv '\(path)' label price")
        let rows = try await talking.table("show columns")
        #expect(rows.map { $0[0] } == ["price", "id", "area", "rooms", "place"])
        #expect(rows.map { $0[1] } == ["label", "left out", "input", "input", "input"])
        #expect(rows.map { $0[2] } == ["number", "text", "number", "number", "text"])
        #expect(rows[2][3] == "8" && rows[2][5] == "40 to 199" && rows[2][6] == "1")
        #expect(rows[3][4] == "5")
        #expect(rows[4][5] == "\"land\" (266), \"town\" (134)" && rows[4][6] == "2")
        #expect(rows[1][7].contains("differs in over half of the rows"))
        let shown = try data(try await talking.say("show data"))
        #expect(shown.columns == ["price", "id", "area", "rooms", "place"])
        #expect(
            shown.columnSummary
                == "columns: 2 numbers, 1 text (2 inputs); left out: id; `show columns` shows the details")
        try await talking.say("load wine")
        #expect(try await talking.table("show columns").count == 13)
        #expect(await talking.error("load digits; show columns") == "digits holds images, which have no columns")
    }

    @Test("Counts after a limit are those of the rows in use")
    func limits() async throws {
        let loaded = try data(try await talking.say("load digits limit 300"))
        #expect(loaded.count == 300 && loaded.total == 1797)
        #expect(loaded.classCounts.reduce(0, +) == 300)
        let prices = try data(try await talking.say("load csv '\(try houses())' label price limit 100"))
        #expect(prices.count == 100 && prices.total == 400)
    }

    @Test("A saved network reads new rows in the number format of its table")
    func decimalCommas() async throws {
        let text = "x;y\n" + (0..<60).map { "\($0 % 20),5;\($0 % 20 < 10 ? "low" : "high")\n" }.joined()
        let path = try write(text, to: "train.csv")
        try await talking.say("load csv '\(path)' label y; training epochs 3; population size 4; evolve 1")
        try await talking.say("train fittest epochs 3 save '\(folder.path)/commas.keras'")
        let new = try write("x\n0,5\n19,5\n", to: "new.csv")
        let plain = Talking()
        let reports = try await plain.say("open network '\(folder.path)/commas.keras'; predict '\(new)'")
        let predicted = try #require(
            reports.compactMap { report -> PredictedReport? in
                if case .predicted(let predicted) = report { predicted } else { nil }
            }.last)
        #expect(predicted.samples == 2 && predicted.remarks.isEmpty, "\(predicted.remarks)")
        let wrong = try write("x\n0.5\n", to: "wrong.csv")
        #expect(await plain.error("predict '\(wrong)'")?.contains("a number with a decimal comma") == true)
    }

    @Test("A failed load does not change the session")
    func failures() async throws {
        try await talking.say("load digits limit 200; training epochs 1; population size 4; evolve 1")
        let before = try data(try await talking.say("show data"))
        let path = try houses()
        #expect(
            await talking.error("load csv '\(path)' label prize")
                == "\(path) has no column \"prize\"; did you mean \"price\"?")
        #expect(
            await talking.error("load csv '\(path)'")
                == "\(path): which column is the label? Add `label` and one of id, area, rooms, place, price")
        let ragged = try write("a,b\n1,2\n3\n", to: "ragged.csv")
        #expect(
            await talking.error("load csv '\(ragged)' label b")
                == "\(ragged):3: expected 2 fields as in the header, found 1")
        #expect(try data(try await talking.say("show data")) == before)
        #expect(try await talking.table("show history").count == 1)
    }

    @Test("A saved session reads its table again, from another folder too")
    func reopening() async throws {
        try await talking.say("load csv '\(try houses())' label price ignore id validation 20%; training epochs 3")
        try await talking.say("population size 4; evolve 1; save session '\(folder.path)/mine.session'")
        let before = try await talking.table("show history")
        let other = Talking()
        try await other.say("open session '\(folder.path)/mine.session' trust; evolve 1")
        #expect(try await other.table("show history").first == before.first)
        #expect(try data(try await other.say("show data")).amounts.first?.name == "price")
    }

    @Test("Networks with a bounded output learn unscaled targets")
    func boundedOutputs() async throws {
        let text = "x,y\n" + (0..<200).map { "\($0),\(Double($0) / 200)\n" }.joined()
        let path = try write(text, to: "shares.csv")
        try await talking.say("load csv '\(path)' label y; training epochs 30 output sigmoid loss binary_crossentropy")
        let reports = try await talking.say("population size 4; evolve 1; show fittest")
        let fittest = try #require(
            reports.compactMap { report -> FittestReport? in
                if case .fittest(let fittest) = report { fittest } else { nil }
            }.last)
        #expect(fittest.value > 0.5, "\(fittest.value)")
    }
}
