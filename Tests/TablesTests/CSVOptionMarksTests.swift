import DataSources
import Datasets
import Support
import Testing

/// The marks of numbers that the user names.
@Suite struct CSVOptionMarksTests {
    private func options(decimal: String?, thousands: String?) -> CSVOptions {
        var options = CSVOptions(label: "y")
        (options.decimal, options.thousands) = (decimal, thousands)
        return options
    }

    @Test(
        arguments: [
            (";", nil, "table.csv: expected `.` or `,` as decimal mark, found \";\""),
            (nil, "_", "table.csv: expected `,`, `.`, \"'\", ' ' or none as thousands separator, found \"_\""),
            (".", ".", "table.csv: \".\" cannot be both the decimal mark and the thousands separator"),
        ] as [(String?, String?, String)])
    func `invalid or contradicting marks are refused`(
        decimal: String?, thousands: String?, expected: String
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("x,y\n1,a\n2,b\n3,a\n4,b\n".utf8), to: "table.csv")
        let error = #expect(throws: DataError.self) {
            try DataSource.csv(path: path, options(decimal: decimal, thousands: thousands)).read()
        }
        #expect(error?.description.replacing(folder.path + "/", with: "") == expected)
    }
}
