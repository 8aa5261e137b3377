import DataSources
import Datasets
import Support
import Testing

/// Numbers with an exponent, written as other programs do not.
@Suite struct CSVExponentsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func numbers(_ fields: [String]) throws -> [Float] {
        let rows = fields.enumerated().map { "\($1),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
        let path = try folder.write(Array(("x,y\n" + rows).utf8), to: "table.csv")
        let dataset = try DataSource.csv(path: path, CSVOptions(label: "y")).read().dataset
        #expect(dataset.layout == .table(columns: ["x"]))
        if case .floats(let numbers) = dataset.features { return numbers }
        return []
    }

    @Test(arguments: ["e-3", "E-3", "e+3", "e3"])
    func `a number with many digits may have an exponent of either sign`(exponent: String) throws {
        let zeros = String(repeating: "0", count: 70)
        let values = (0..<20).map { $0 * 7 % 20 + 2 }
        let found = try numbers(values.map { "\($0).\(zeros)\(exponent)" })
        #expect(found == values.map { Float(exponent.contains("-") ? Double($0) / 1000 : Double($0) * 1000) })
    }
}
