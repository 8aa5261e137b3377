import DataSources
import Support
import Testing

/// The descriptions of the columns of a table.
@Suite struct TableColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ header: String?, _ count: Int, label: String, _ row: (Int) -> String) throws -> ReadDataset {
        let rows = (0..<count).map { "\(row($0)),\($0 * 7 % 5 < 2 ? "a" : "b")\n" }.joined()
        let path = try folder.write(Array(((header.map { $0 + "\n" } ?? "") + rows).utf8), to: "table.csv")
        return try DataSource.csv(path: path, CSVOptions(label: label)).read()
    }

    // Powers of two, which 32 bits hold; the second and the third lie between 10¹⁵ and 2 · 10¹⁵, or beyond.
    @Test(arguments: [
        ("562949953421312", "562949953421312"), ("1125899906842624", "1.1258999e+15"),
        ("2251799813685248", "2.2517998e+15"),
    ])
    func `the range of a column has its digits below ten to the fifteenth, and a power of ten from there`(
        greatest: String, words: String
    ) throws {
        let read = try read("width,y", 12, label: "y") { ["0.5", "3", greatest][$0 % 3] }
        let column = try #require(read.columns.first { $0.name == "width" })
        #expect(column.values == "0.5 to \(words)")
    }

    private func warnsOfNumbering(_ name: String, _ read: ReadDataset) -> Bool {
        read.warnings.contains(
            "\"\(name)\" increases by one from row to row; if it only numbers the rows, add `ignore \(name)`")
    }

    @Test func `ns warns of a column that numbers the rows from another number than 0 or 1`() throws {
        let read = try read("length,width,y", 12, label: "y") { "\($0 + 5),\($0 * 5 % 7)" }
        #expect(read.columns.first { $0.name == "length" }?.role == .input)
        #expect(warnsOfNumbering("length", read), "\(read.warnings)")
        #expect(!warnsOfNumbering("width", read), "\(read.warnings)")
    }

    @Test func `a short table, a table without a header, and a column of times do not warn of numbering`() throws {
        let short = try read("length,width,y", 9, label: "y") { "\($0 + 5),\($0 * 5 % 7)" }
        #expect(!warnsOfNumbering("length", short), "\(short.warnings)")
        let headless = try read(nil, 12, label: "3") { "\($0 + 5),\($0 * 5 % 7)" }
        #expect(Set(headless.columns.map(\.name)) == ["column1", "column2", "column3"])
        #expect(!warnsOfNumbering("column1", headless), "\(headless.warnings)")
        let times = try read("year,width,y", 12, label: "y") { "\($0 + 1990),\($0 * 5 % 7)" }
        #expect(!warnsOfNumbering("year", times), "\(times.warnings)")
    }
}
