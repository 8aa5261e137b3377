import DataSources
import Datasets
import Support
import Testing

/// Categories of new rows that the training table did not have.
@Suite struct UnknownCategoriesTests {
    private func remarks(_ colours: [String]) throws -> [String] {
        let folder = try TemporaryFolder()
        let rows = (0..<20).map { "\(["red", "blue"][$0 % 2]),\($0 * 3 % 7),\($0 % 3 == 0 ? "a" : "b")\n" }.joined()
        let path = try folder.write(Array(("colour,width,y\n" + rows).utf8), to: "table.csv")
        let trained = try DataSource.csv(path: path, CSVOptions(label: "y")).read().dataset
        #expect(trained.layout == .table(columns: ["colour=blue", "colour=red", "width"]))
        let new = "colour,width\n" + colours.map { "\($0),1\n" }.joined()
        return try NewSamples(
            path: try folder.write(Array(new.utf8), to: "new.csv"), layout: trained.layout,
            encodings: trained.encodings, reading: trained.reading, numbers: nil
        ).remarks
    }

    @Test func `a folder for a network of tables is an error that says what is in it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        func message() -> String? {
            let error = #expect(throws: DataError.self) {
                try NewSamples(path: path, layout: .table(columns: ["a"]), encodings: [], reading: nil, numbers: nil)
            }
            return error?.description
        }
        #expect(message() == "\(path): expected a table for this network, found a folder without images")
        try folder.write(Array("any".utf8), to: "a.png")
        #expect(message() == "\(path): expected a table for this network, found a folder of images")
    }

    @Test func `known categories cause no remark`() throws {
        #expect(try remarks(["red", "blue", "red"]) == [])
    }

    @Test func `one unknown category is reported in the singular`() throws {
        let start = "\"colour\" has a category that was not in the training table: "
        #expect(try remarks(["red", "green"]) == [start + "\"green\" (1 row, line 3); it counts as missing"])
        let twice = try remarks(["green", "red", "green"])
        #expect(twice == [start + "\"green\" (2 rows, first in line 2); it counts as missing"])
    }

    @Test func `several unknown categories are reported in the plural, five of them by name`() throws {
        let start = "\"colour\" has categories that were not in the training table: "
        let two = try remarks(["pink", "red", "green"])
        #expect(two == [start + "\"pink\" (1 row, line 2), \"green\" (1 row, line 4); they count as missing"])
        let seven = try remarks((1...7).map { "shade \($0)" })
        let named = (1...5).map { "\"shade \($0)\" (1 row, line \($0 + 1))" }.joined(separator: ", ")
        #expect(seven == [start + "\(named) and 2 more; they count as missing"])
    }
}
