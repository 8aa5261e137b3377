import Foundation
import ReportPage
import Testing

@Suite struct PageDataTests {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    /// Reads a packed column as the page's script does.
    private func unpacked(_ value: Any?) throws -> [Int] {
        let column = try #require(value as? [String: Any])
        let (width, text) = (try #require(column["w"] as? Int), Array(try #require(column["s"] as? String)))
        return try stride(from: 0, to: text.count, by: width).map { start in
            try text[start..<start + width].reduce(0) { value, letter in
                value * 64 + (try #require(Self.letters.firstIndex(of: letter)))
            } - 1
        }
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `columns are read as they were written`() throws {
        let columns = SampleDocument.columns(500)
        let data = try object(PageData(columns).text)
        var previous = -1
        let births = try unpacked(data["births"]).map { gap in
            previous += gap + 1
            return previous
        }
        #expect(births == columns.rows.map(\.birth))
        #expect(try unpacked(data["generations"]) == columns.rows.map(\.generation))
        #expect(
            try unpacked(data["mothers"]) == columns.rows.map { row in row.mother.map { row.birth - $0 } ?? -1 })
        let fitness = try #require(data["fitness"] as? [Any])
        #expect(fitness.map { ($0 as? NSNumber)?.doubleValue } == columns.rows.map(\.fitness))
        let genes = try #require(data["genes"] as? [[String: Any]])
        guard case .listed(let texts, _, let indices) = columns.genes[0].values else { return }
        #expect(genes[0]["values"] as? [String] == texts)
        #expect(try unpacked(genes[0]["column"]) == indices.map { $0 ?? -1 })
        guard case .interval(_, _, _, let positions) = columns.genes[1].values else { return }
        let steps = try #require(genes[1]["steps"] as? Double)
        for (step, position) in zip(try unpacked(genes[1]["column"]), positions) {
            #expect(abs(Double(step) / steps - (position ?? -1)) < 1e-7)
        }
    }

    @Test func `numbers of every width are kept`() throws {
        for greatest in [0, 1, 62, 63, 64, 4_094, 4_095, 262_142, 262_143, 16_777_215, Int(Int32.max)] {
            let numbers = [0, nil, greatest, greatest / 2]
            let column = try JSONSerialization.jsonObject(with: Data(PageData.packed(numbers).utf8))
            #expect(try unpacked(column) == numbers.map { $0 ?? -1 })
        }
    }

    @Test func `names are safe within a script element`() {
        let text = PageData(SampleDocument.columns(100)).text
        #expect(!text.contains("<") && !text.contains(">") && !text.contains("&"))
        #expect(text.contains("\\u003cscript\\u003ealert(1)"))
    }
}
