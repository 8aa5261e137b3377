import DataSources
import Datasets
import Support
import Testing

@Suite struct CSVNumbersTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> ReadDataset {
        let path = try folder.write(Array(text.utf8), to: "table.csv")
        return try DataSource.csv(path: path, CSVOptions(label: "y")).read()
    }

    private func numbers(_ fields: [String]) throws -> [Float] {
        let rows = fields.enumerated().map { "\($1),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
        guard case .floats(let numbers) = try read("x,y\n" + rows).dataset.features else { return [] }
        return numbers
    }

    @Test func `every power of ten is read exactly`() throws {
        let fields = (-45...38).flatMap { power in ["1e\(power)", "-7E\(power - 1)", "+123456789.5e\(power - 9)"] }
        for (field, number) in zip(fields, try numbers(fields)) {
            let wanted = Float(Double(field) ?? .nan)
            #expect(number.bitPattern == wanted.bitPattern, "\(field): \(number), expected \(wanted)")
        }
    }

    @Test func `zeros, decimal points and long fractions are read exactly`() throws {
        let fields = (1...24).flatMap { digits in
            let nines = String(repeating: "9", count: digits)
            let zeros = String(repeating: "0", count: digits)
            return ["0.\(nines)", "\(nines).5", "0.\(zeros)1234567", "1\(zeros)", "1\(zeros).25", "\(zeros)7"]
        }
        for (field, number) in zip(fields, try numbers(fields)) {
            let wanted = Float(Double(field) ?? .nan)
            #expect(number.bitPattern == wanted.bitPattern, "\(field): \(number), expected \(wanted)")
        }
    }

    @Test(arguments: ["5:", "1e", "1e+", "e5", "1.2.3", "--1", "+-1", "0x10", "1e5x"])
    func `text that contains digits is not a number`(field: String) throws {
        let read = try read("x,y\n1,a\n2,b\n\(field),a\n\(field),b\n1,a\n2,b\n")
        #expect(read.dataset.layout == .table(columns: ["x=1", "x=2", "x=\(field)"].sorted()))
    }

    @Test func `values beyond the range of a float are missing`() throws {
        let found = try numbers(["1", "1e39", "-1e39", "1e-60", "3.4e38", "inf", "-Infinity", "2"])
        #expect(found.map(\.isNaN) == [false, true, true, false, false, true, true, false])
        #expect(found[3] == 0)
    }

    @Test func `values beyond the range of a float are reported with their lines`() throws {
        let read = try read("x,y\n1,a\n1e400,b\n3,a\ninf,b\n5,a\n9,b\n")
        #expect(
            read.remarks.contains(
                "\"x\": 4 of 6 cells are numbers; treated as missing: \"1e400\" (line 3), \"inf\" (line 5)"),
            "\(read.remarks)")
    }

    @Test func `inf is a word in a column without numbers`() throws {
        let read = try read("x,y\n" + (0..<10).map { "\($0 % 5 == 4 ? "sup" : "inf"),\($0 % 2)\n" }.joined())
        #expect(read.dataset.layout == .table(columns: ["x=inf", "x=sup"]))
    }

    @Test func `one sign is read in any position, and two signs are not a number`() throws {
        let fields = ["-$5", "$-5", "($5)", "+5", "-(5)", "(-5)", "--5"]
        let found = try numbers(fields + (6..<30).map { "\($0)" })
        #expect(found.prefix(4) == [-5, -5, -5, 5])
        #expect(found.map(\.isNaN).prefix(8) == [false, false, false, false, true, true, true, false])
    }

    @Test func `eight of many columns with missing values are named`() throws {
        for count in [8, 9, 11] {
            let names = (0..<count).map { "x\($0)" }.joined(separator: ",")
            func row(_ value: (Int) -> String, _ label: String) -> String {
                (0..<count).map(value).joined(separator: ",") + ",\(label)\n"
            }
            let read = try read(
                names + ",y\n" + row({ "\($0)" }, "a") + row({ _ in "" }, "b") + row({ "\($0 + 1)" }, "a")
                    + row({ "\($0)" }, "b"))
            let remark = try #require(read.remarks.first { $0.contains("\"x0\" (1)") })
            let named = (0..<8).map { "\"x\($0)\" (1)" }.joined(separator: ", ")
            #expect(remark.hasSuffix(count == 8 ? named : "\(named) and \(count - 8) more columns"), "\(remark)")
        }
    }
}
