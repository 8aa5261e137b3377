import DataSources
import Datasets
import Foundation
import Support
import Testing

/// The types of table columns, and the reports about them.
@Suite("Decisions about a table")
struct TableDecisionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ options: CSVOptions = CSVOptions(label: "y")) throws -> ReadDataset {
        try read(Array(text.utf8), options)
    }

    private func read(_ bytes: [UInt8], _ options: CSVOptions = CSVOptions(label: "y")) throws -> ReadDataset {
        try DataSource.csv(path: try folder.write(bytes, to: "table.csv"), options).read()
    }

    private func message(_ text: String, _ options: CSVOptions = CSVOptions(label: "y")) -> String {
        do {
            _ = try read(text, options)
            return "no error"
        } catch { return "\(error)".replacing(folder.path + "/", with: "") }
    }

    private func columns(_ read: ReadDataset) -> [String] {
        if case .table(let columns) = read.dataset.layout { columns } else { [] }
    }

    /// The numbers of an input.
    private func input(_ name: String, _ read: ReadDataset) throws -> [Float] {
        guard case .floats(let numbers) = read.dataset.features else { return [] }
        let columns = columns(read)
        let index = try #require(columns.firstIndex(of: name), "\(columns)")
        return stride(from: index, to: numbers.count, by: columns.count).map { numbers[$0] }
    }

    private func names(_ read: ReadDataset) -> [String] {
        if case .classes(_, let names) = read.dataset.targets { names } else { [] }
    }

    /// Returns a header, and rows that consist of the given beginning and an alternating label.
    private func table(_ header: String, _ count: Int, delimiter: String = ",", _ row: (Int) -> String) -> String {
        ([header + "\(delimiter)y"] + (0..<count).map { "\(row($0))\(delimiter)\($0 % 2 == 0 ? "a" : "b")" })
            .joined(separator: "\n") + "\n"
    }

    // MARK: - Delimiters

    @Test("Semicolons and tabs are detected beside decimal commas")
    func delimiters() throws {
        let plain = try read("0,5;0,25;a\n1,5;0,75;b\n2,5;1,25;a\n", CSVOptions(label: "3"))
        #expect(try input("column1", plain) == [0.5, 1.5, 2.5])
        #expect(names(plain) == ["a", "b"])
        let header = try read("Preis, netto;Menge, kg;art\n1,5;2;a\n2,5;3;b\n3,5;5;a\n", CSVOptions(label: "art"))
        #expect(columns(header) == ["Preis, netto", "Menge, kg"])
        let tabs = try read("0,5\t1,25\ta\n1,5\t2,25\tb\n", CSVOptions(label: "3"))
        #expect(try input("column2", tabs) == [1.25, 2.25])
        let named = try read("sep=;\nx;y\n1,5;a\n2,5;b\n")
        #expect(try input("x", named) == [1.5, 2.5])
    }

    // MARK: - Numbers

    @Test(
        "The number format is determined by the whole column",
        arguments: [
            ("\t", ["1,000", "2,500", "12,000"], [1000, 2500, 12000]),
            (";", ["1.234,50", "0,25", "12.000,00"], [1234.5, 0.25, 12000]),
            (",", ["1'000", "2'500", "999"], [1000, 2500, 999]),
            (",", ["\"1,100\"", "\"2,200\"", "17"], [1100, 2200, 17]),
            (",", ["$5", "$7.50", "$12"], [5, 7.5, 12]), (",", ["12%", "7.5%", "3%"], [12, 7.5, 3]),
            (";", ["1 000,5", "22 000", "3,5"], [1000.5, 22000, 3.5]), (",", ["(5)", "7", "-3"], [-5, 7, -3]),
            (";", ["1.5", "2.5", "1e3"], [1.5, 2.5, 1000]),
        ] as [(String, [String], [Float])])
    func marks(delimiter: String, cells: [String], expected: [Float]) throws {
        let read = try read(table("x", 30, delimiter: delimiter) { cells[$0 % 3] })
        #expect(try input("x", read).prefix(3) == expected[...])
    }

    @Test("An ambiguous number format gives a warning with the option that decides it")
    func doubt() throws {
        let text = table("x", 9, delimiter: ";") { "\($0 + 1).000" }
        let plain = try read(text)
        #expect(try input("x", plain).prefix(2) == [1, 2])
        #expect(plain.warnings.contains { $0.contains("\"x\"") && $0.contains("`thousands '.'`") }, "\(plain.warnings)")
        var options = CSVOptions(label: "y")
        options.thousands = "."
        let grouped = try read(text, options)
        #expect(try input("x", grouped).prefix(2) == [1000, 2000])
        #expect(grouped.warnings.isEmpty)
        // Another column resolves it.
        let shown = try read(table("x;z", 9, delimiter: ";") { "\($0 + 1).000;\($0 * 3),5" })
        #expect(try input("x", shown).prefix(2) == [1000, 2000])
        #expect(shown.warnings.isEmpty)
    }

    @Test("Integers beyond 2^24 remain different, as inputs and as classes; as regression targets they are rejected")
    func large() throws {
        let times = try read(table("x", 120) { "\(1_700_000_000 + $0 * 7 % 120)" })
        #expect(Set(try input("x", times)).count == 120)
        let classes = try read(
            "x,y\n" + (0..<120).map { "\($0 * 3),\(1_700_000_000 + $0 % 4)\n" }.joined(),
            CSVOptions(label: "y", task: .classes))
        #expect(names(classes) == (0..<4).map { "\(1_700_000_000 + $0)" })
        #expect(message("x,y\n" + (0..<120).map { "\($0 * 3),\(1_700_000_000 + $0)\n" }.joined()).contains("subtract"))
        // Numbers that are alike when rounded are shown with all of their digits.
        #expect(
            message("x,y\n" + (0..<120).map { "\($0 * 3),\((1 << 53) + $0 * 2)\n" }.joined())
                .contains(
                    "from 9007199254740992 to 9007199254741230, which 32-bit numbers cannot distinguish; subtract 9007")
        )
    }

    @Test("An infinite label is an error with its line", arguments: ["inf", "1e400", "-Infinity"])
    func infinite(cell: String) {
        let text = "x,y\n" + (0..<40).map { "\($0 * 3),\($0 == 7 ? cell : "\($0).5")\n" }.joined()
        #expect(message(text) == "table.csv:9: expected a finite number as label \"y\", found \"\(cell)\"")
    }

    // MARK: - Missing values

    @Test("A column with a few odd cells remains numeric, and they are reported with value, count and line")
    func oddCells() throws {
        let read = try read(table("area", 490) { $0 % 70 == 4 ? "-" : $0 == 9 ? "n.d." : "\($0 % 50).5" })
        let area = try input("area", read)
        #expect(area.count { $0.isNaN } == 8)
        #expect(
            read.remarks.contains(
                "\"area\": 482 of 490 cells are numbers; treated as missing: \"-\" (7, first in line 6), "
                    + "\"n.d.\" (line 11)"
            ),
            "\(read.remarks)")
        var options = CSVOptions(label: "y")
        options.missing = ["-", "n.d."]
        let named = try self.read(
            table("area", 490) { $0 % 70 == 4 ? "-" : $0 == 9 ? "n.d." : "\($0 % 50).5" }, options)
        #expect(!named.remarks.contains { $0.contains("treated as missing") })
        #expect(try input("area", named).count { $0.isNaN } == 8)
    }

    @Test("Rows of units and of totals are left out and reported")
    func noRows() throws {
        var text = table("area,price", 40) { "\($0 * 3 % 17).5,\($0 * 7 % 23)" }
        text = text.replacing("area,price,y\n", with: "area,price,y\nm2,EUR,\n") + "Total,900,a\n"
        let read = try read(text)
        #expect(read.dataset.count == 40)
        #expect(read.remarks.contains("line 43 left out, as it contains totals"), "\(read.remarks)")
        let units = try self.read(text.replacing("m2,EUR,\n", with: "m2,EUR,a\n"))
        #expect(units.remarks.contains("line 2 left out, as it contains units"), "\(units.remarks)")
        #expect(units.dataset.count == 40)
    }

    @Test("A quoted none is a value; a missing-value word that is the most frequent text becomes a category")
    func missingWords() throws {
        let quoted = try read(table("c", 40) { $0 % 4 == 0 ? "\"none\"" : "red" })
        #expect(columns(quoted) == ["c=none", "c=red"])
        let frequent = try read(table("fence", 40) { $0 % 4 == 0 ? "wood" : $0 % 8 == 1 ? "" : "None" })
        #expect(columns(frequent) == ["fence=None", "fence=wood"])
        #expect(frequent.remarks.contains { $0.contains("\"None\" is a value") }, "\(frequent.remarks)")
        let rare = try read(table("fence", 40) { $0 % 10 == 0 ? "None" : $0 % 3 == 0 ? "iron" : "wood" })
        #expect(columns(rare) == ["fence=iron", "fence=wood"])
        let label = try read("x,y\n" + (0..<40).map { "\($0 * 3),\($0 % 4 == 0 ? "some" : "None")\n" }.joined())
        #expect(names(label) == ["None", "some"])
        #expect(label.dataset.count == 40)
    }

    // MARK: - Identity

    @Test("Class names and categories are the texts in the file")
    func identity() throws {
        let labels = ["01", "1", "007", "7", "1e3", "1000"]
        let read = try read("x,y\n" + (0..<60).map { "\($0 * 3),\(labels[$0 % 6])\n" }.joined())
        #expect(Set(names(read)) == Set(labels))
        #expect(read.warnings.contains { $0.contains("\"01\" and \"1\"") }, "\(read.warnings)")
        var options = CSVOptions(label: "y")
        options.texts = ["code"]
        let codes = try self.read(table("code", 40) { ["007", "7", "08"][$0 % 3] }, options)
        #expect(columns(codes) == ["code=007", "code=08", "code=7"])
    }

    @Test("Composed and decomposed letters are the same value")
    func composed() throws {
        let read = try read(table("c", 40) { $0 % 3 == 0 ? "caf\u{E9}" : $0 % 3 == 1 ? "cafe\u{301}" : "tea" })
        #expect(columns(read).count == 2)
    }

    @Test("UTF-16 is recognized by its byte-order mark; other text that is not UTF-8 is read as Windows-1252")
    func encodings() throws {
        let text = table("place", 40) { $0 % 2 == 0 ? "K\u{F6}ln" : "K\u{FC}ln" }
        let wide = try #require(text.data(using: .utf16LittleEndian))
        #expect(columns(try read([0xFF, 0xFE] + wide)) == ["place=K\u{F6}ln", "place=K\u{FC}ln"])
        let western = try #require(text.data(using: .windowsCP1252))
        let read = try read(Array(western))
        #expect(columns(read) == ["place=K\u{F6}ln", "place=K\u{FC}ln"])
        #expect(read.remarks.contains { $0.contains("Windows-1252") })
        // After four megabytes of ASCII.
        let late = table("place", 200_000) { $0 == 199_000 ? "K\u{F6}ln" : "\(["a", "b"][$0 % 2])nother place" }
        let found = try self.read(Array(try #require(late.data(using: .windowsCP1252))))
        #expect(columns(found).contains("place=K\u{F6}ln"))
        let foreign = Array("x,y\n1,\u{41}\n2,".utf8) + [0x81, 0x0A]
        #expect(throws: DataError.self) { try self.read(foreign) }
    }

    // MARK: - Structure

    @Test("Text after a closing quote is an error with its line")
    func strayQuote() {
        let text = "a,y\n1,p\n2,q\n\"3,p\n4,q\n5,\"p\n6,q\n"
        #expect(
            message(text)
                == "table.csv:6: expected a delimiter after the closing quote of the field that begins in line 4, "
                + "found text; to include a quote in a quoted field, write it twice")
    }

    @Test("Delimiters at the ends of rows, title lines and comments are skipped and reported")
    func structure() throws {
        let ends = try read("a,b,y\n1,2,p,\n3,5,q,\n")
        #expect(columns(ends) == ["a", "b"])
        #expect(ends.remarks.contains { $0.contains("ends with a delimiter") })
        let title = try read("Report of 2020\n" + table("a", 20) { "\($0 % 7).5" })
        #expect(columns(title) == ["a"])
        #expect(title.remarks.contains { $0.hasPrefix("left out 1 line before the header") })
        let comments = try read(
            "# made by hand\n" + table("a,b", 20) { $0 == 7 ? "# a comment\n1,2" : "\($0 % 7),\($0 % 3)" })
        #expect(columns(comments) == ["a", "b"])
        #expect(comments.dataset.count == 20)
        var options = CSVOptions(label: "y")
        options.skip = 2
        #expect(columns(try read("one, two, three\nfour\n" + table("a", 20) { "\($0 % 7)" }, options)) == ["a"])
    }

    @Test("A duplicate name is replaced by a new one, and the other columns keep theirs")
    func doubledNames() throws {
        let text =
            "a,a,a_2,y\n" + (0..<20).map { "\($0 % 3),\($0 % 5),\($0 % 7),\($0 % 2 == 0 ? "p" : "q")\n" }.joined()
        let read = try read(text, CSVOptions(label: "y", ignored: ["a_2"]))
        #expect(columns(read) == ["a", "a_3"])
        #expect(try input("a_3", read).prefix(5) == [0, 1, 2, 3, 4])
        #expect(read.remarks.contains { $0.contains("\"a_3\"") })
    }

    // MARK: - Columns without information, or with too much

    @Test("Columns that count the rows and constant columns are left out and reported")
    func leftOut() throws {
        let text =
            ",id,unit,x,y\n"
            + (0..<40).map { "\($0 + 1),\(1000 + $0),kg,\($0 % 7),\($0 % 2 == 0 ? "p" : "q")\n" }
            .joined()
        let read = try read(text)
        #expect(columns(read) == ["x"])
        #expect(read.remarks.contains("left out, as it numbers the rows: \"column1\", \"id\""), "\(read.remarks)")
        #expect(read.remarks.contains("left out, as all rows have the same value: \"unit\""))
        let years = try self.read(table("year,x", 40) { "\(1960 + $0),\($0 % 7)" })
        #expect(columns(years) == ["year", "x"])
        let wanted = try self.read(
            table("id,x", 40) { "\($0),\($0 % 7)" }, CSVOptions(label: "y", features: ["id", "x"]))
        #expect(columns(wanted) == ["id", "x"])
    }

    @Test("A column that reveals the label gives a warning")
    func leaks() throws {
        let copy = try read(table("code,x", 40) { "\($0 % 2 + 5),\($0 % 7)" })
        #expect(copy.warnings.contains { $0.hasPrefix("\"code\" alone predicts \"y\"") }, "\(copy.warnings)")
        #expect(copy.warnings.count == 1)
        let line = try read(
            "euro,x,y\n" + (0..<40).map { "\(Double($0 * 17 % 41) * 1.5),\($0 % 7),\($0 * 17 % 41)\n" }.joined())
        #expect(line.warnings.contains { $0.hasPrefix("\"euro\" alone predicts \"y\"") }, "\(line.warnings)")
    }

    // MARK: - Dates

    @Test(
        "Dates become year, month, day of the week and days since the first date",
        arguments: [
            ["2020-01-31", "2020-02-29", "2021-12-01"], ["31.01.2020", "29.02.2020", "01.12.2021"],
            ["1/31/2020", "2/29/2020", "12/1/2021"], ["31 Jan 2020", "29 Feb 2020", "1 Dec 2021"],
            ["2020-01-31T00:00:00Z", "2020-02-29T00:00:00Z", "2021-12-01T00:00:00Z"],
        ])
    func dates(cells: [String]) throws {
        let read = try read(table("day", 30) { cells[$0 % 3] })
        #expect(columns(read) == ["day year", "day month", "day weekday", "day days"])
        // Friday, Saturday, Wednesday; by Python's datetime.
        #expect(try input("day year", read).prefix(3) == [2020, 2020, 2021])
        #expect(try input("day month", read).prefix(3) == [1, 2, 12])
        #expect(try input("day weekday", read).prefix(3) == [5, 6, 3])
        #expect(try input("day days", read).prefix(3) == [0, 29, 670])
        #expect(read.remarks.contains { $0.hasPrefix("\"day\" contains dates") })
    }

    @Test("Times over more than half a year are exact, and nothing is said about rounding")
    func exactTimes() throws {
        let read = try read(table("day", 30) { ["1999-01-01 10:00:01", "2024-05-06 11:30:00"][$0 % 2] })
        #expect(!read.remarks.contains { $0.contains("rounded") }, "\(read.remarks)")
        // 9257.062488… days, by Python's datetime.
        #expect(try input("day days", read).prefix(2) == [0, Float(9257.062488425926)])
    }

    @Test("Dates whose day and month cannot be distinguished are read as text, with a warning")
    func ambiguousDates() throws {
        let read = try read(table("day", 30) { ["01/02/2020", "03/04/2020", "05/06/2021"][$0 % 3] })
        #expect(columns(read).count == 3)
        #expect(read.warnings.contains { $0.contains("\"day\" looks like dates") }, "\(read.warnings)")
    }

    @Test("A first line with numbers is a header if they are years, or if texts are above numbers")
    func numbersInHeader() throws {
        let countries = (0..<30).map { "land \($0 % 7),\($0 % 3),4.\($0),\(Double($0) / 7),2.\($0)\n" }.joined()
        let byCountry = try read("country,code,1960,1961,1962\n" + countries, CSVOptions(label: "2"))
        #expect(columns(byCountry).contains("1961"))
        let flowers = (0..<30).map { "5.\($0),3.\($0 % 9),1.\($0 % 4),0.\($0 % 5),\($0 % 3)\n" }.joined()
        let byFlower = try read("150,4,setosa,versicolor,virginica\n" + flowers, CSVOptions(label: "5"))
        #expect(columns(byFlower) == ["150", "4", "setosa", "versicolor"])
        // A row with one text is a row.
        let rows = (0..<30).map { "\($0 * 7 % 11),\($0 % 7).5,\($0 % 2)\n" }.joined()
        #expect(columns(try read("7,n.d.,1\n" + rows, CSVOptions(label: "3"))) == ["column1", "column2"])
    }

    @Test("Text behind a delimiter that ends all rows before is an error with its line, never lost")
    func lateField() throws {
        let rows = (0..<2_000).map { "\($0 % 7),\($0 % 3),\($0 % 2 == 0 ? "p" : "q"),\n" }
        #expect(columns(try read("a,b,y,\n" + rows.joined())) == ["a", "b"])
        for header in ["a,b,y,\n", "a,b,y\n"] {
            #expect(
                message(header + rows.joined() + "1,2,p,61.5\n").hasSuffix(
                    ":2002: expected nothing after the last delimiter, as in the first rows, found \"61.5\"; "
                        + "to read it, give that column a name in a header"))
        }
    }

    // MARK: - Limits

    @Test("A table with too many columns is rejected before it takes memory")
    func tooManyColumns() {
        let header = (0..<100_001).map { "c\($0)" }.joined(separator: ",")
        #expect(message(header + "\n").contains("100001 columns; at most 100000"))
    }

    @Test("Rows that do not fit into memory are rejected while they are read")
    func tooManyRows() throws {
        let path = try folder.write(Array(table("x", 200_000) { "\($0 % 7)" }.utf8), to: "table.csv")
        let error = #expect(throws: DataError.self) {
            try DataSource.csv(path: path, CSVOptions(label: "y")).read(
                Monitor(memory: 500_000, report: { _ in }, isStopped: { false }))
        }
        #expect(error?.description.contains("do not fit into") == true)
    }

    // MARK: - New rows

    @Test("New rows are read with the number format, dates and missing values of the training table")
    func newRows() throws {
        let text = table("preis;tag;menge", 60, delimiter: ";") {
            "\($0 % 9 + 1).\($0 % 10)00,5;\($0 % 28 + 1).\($0 % 12 + 1).\(2020 + $0 % 2);\($0 == 5 ? "k.A." : "\($0 % 13)")"
        }
        let read = try read(text)
        let reading = try #require(read.dataset.reading)
        let path = try folder.write(Array("preis;tag;menge\n1.500,5;24.12.2021;k.A.\n".utf8), to: "new.csv")
        func samples(_ path: String) throws -> NewSamples {
            try NewSamples(
                path: path, layout: read.dataset.layout, encodings: read.dataset.encodings, reading: reading,
                numbers: nil)
        }
        let names = columns(read)
        let numbers = try samples(path).numbers
        #expect(numbers[try #require(names.firstIndex(of: "preis"))] == 1500.5)
        #expect(numbers[try #require(names.firstIndex(of: "tag year"))] == 2021)
        #expect(numbers[try #require(names.firstIndex(of: "menge"))].isNaN)
        let wrong = try folder.write(Array("preis;tag;menge\n1.5;24.12.2021;3\n".utf8), to: "wrong.csv")
        let error = #expect(throws: DataError.self) { _ = try samples(wrong) }
        #expect(error?.description.contains("a number with a decimal comma") == true)
    }

    @Test("A new table with one column of decimal commas is read like the training table")
    func oneColumn() throws {
        let read = try read(table("x", 20, delimiter: ";") { "\($0 % 7),5" })
        let path = try folder.write(Array("x\n0,5\n1,5\n".utf8), to: "new.csv")
        let samples = try NewSamples(
            path: path, layout: read.dataset.layout, encodings: read.dataset.encodings, reading: read.dataset.reading,
            numbers: nil)
        #expect(samples.numbers == [0.5, 1.5])
    }

    @Test("Options saved by an older version are read")
    func olderWishes() throws {
        let data = Data(#"{"label":"y","ignored":["id"],"delimiter":";"}"#.utf8)
        let options = try JSONDecoder().decode(CSVOptions.self, from: data)
        #expect(options == CSVOptions(label: "y", ignored: ["id"], delimiter: ";"))
    }
}
