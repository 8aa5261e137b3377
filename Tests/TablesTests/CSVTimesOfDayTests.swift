import DataSources
import Datasets
import Support
import Testing

/// Hours of twelve-hour clocks, and of others.
@Suite struct CSVTimesOfDayTests {
    private func hours(_ name: String, _ cells: [String]) throws -> [Float] {
        let folder = try TemporaryFolder()
        let rows = cells.enumerated().map { "\($1),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
        let path = try folder.write(Array(("t,y\n" + rows).utf8), to: "table.csv")
        let dataset = try DataSource.csv(path: path, CSVOptions(label: "y")).read().dataset
        guard case .floats(let numbers) = dataset.features, case .table(let columns) = dataset.layout else { return [] }
        let index = try #require(columns.firstIndex(of: name), "\(columns)")
        return stride(from: index, to: numbers.count, by: columns.count).map { numbers[$0] }
    }

    @Test func `am and pm count twelve hours from midnight and from noon`() throws {
        // 12 am is midnight, 12 pm is noon.
        let cells = ["12:30 am", "1:15 AM", "11:45am", "12:00 pm", "1:30 PM", "11:59pm"]
        let found = try hours("t hour", cells)
        let wanted: [Float] = [0.5, 1.25, 11.75, 12, 13.5, 23 + 59 / 60.0]
        #expect(found.count == wanted.count)
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-5 }, "\(found)")
    }

    @Test func `am and pm are also read after a date`() throws {
        let cells = ["2020-01-31 11:30 pm", "2020-02-01 12:30 am", "2020-02-01 12:30 pm", "2020-02-02 6:00 am"]
        let found = try hours("t hour", cells)
        #expect(found.count == 4)
        #expect(zip(found, [23.5, 0.5, 12.5, 6] as [Float]).allSatisfy { abs($0 - $1) < 1e-5 }, "\(found)")
    }
}
