import DataSources
import Datasets
import Support
import Testing

@Suite("CSV files")
struct CSVTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ options: CSVOptions = CSVOptions(label: "y")) throws -> ReadDataset {
        let path = try folder.write(Array(text.utf8), to: "table.csv")
        return try DataSource.csv(path: path, options).read()
    }

    private func message(_ text: String, _ options: CSVOptions = CSVOptions(label: "y")) throws -> String {
        let error = #expect(throws: DataError.self) { try read(text, options) }
        return (error?.description ?? "").replacing(folder.path + "/", with: "")
    }

    private func numbers(_ dataset: Dataset) -> [Float] {
        if case .floats(let numbers) = dataset.features { numbers } else { [] }
    }

    private func classes(_ dataset: Dataset) -> [String] {
        guard case .classes(let labels, let names) = dataset.targets else { return [] }
        return labels.map { names[Int($0)] }
    }

    private func amounts(_ dataset: Dataset) -> [Float] {
        if case .values(let values, _) = dataset.targets { values } else { [] }
    }

    private func columns(_ dataset: Dataset) -> [String] {
        if case .table(let columns) = dataset.layout { columns } else { [] }
    }

    /// Returns rows, each with a line end.
    private func rows(_ count: Int, _ row: (Int) -> String) -> String { (0..<count).map { row($0) + "\n" }.joined() }

    @Test("Text labels become classes sorted by name; numbers are unchanged")
    func classes() throws {
        let read = try read("a,b,y\n1,2.5,no\n-3,4e2,yes\n+0.125,.5,no\n7,8,yes\n")
        #expect(classes(read.dataset) == ["no", "yes", "no", "yes"])
        #expect(columns(read.dataset) == ["a", "b"])
        #expect(numbers(read.dataset) == [1, 2.5, -3, 400, 0.125, 0.5, 7, 8])
        #expect(read.remarks == ["\"y\" is text with 2 classes"])
        #expect(read.dataset.name == "table")
    }

    @Test("Numbers are read as by the standard library, in any notation")
    func spellings() throws {
        let spellings = [
            "0", "-0.0", "3.14159265358979323846264338327950288", "1e-45", "1.17549435E-38", "16777217", "0.1", "1e22",
            "123456789012345678901234567890", "0.000000000000000000000000001",
            "340282346638528859811704183484516925440",
            "4.9406564584124654e-10", "  12  ", "1.", "9007199254740993",
        ]
        let text = "x,y\n" + spellings.enumerated().map { "\($1),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()
        let found = numbers(try read(text).dataset)
        for (spelling, number) in zip(spellings, found) {
            let expected = Float(Double(spelling.trimmingPrefix { $0 == " " }.prefix { $0 != " " }) ?? .nan)
            #expect(number == expected, "\(spelling)")
        }
    }

    @Test(
        "Delimiters and line ends are detected; with semicolons numbers may have a decimal comma",
        arguments: [
            "a,b,y\n1.5,2,p\n2.5,4,q\n", "a;b;y\r\n1,5;2;p\r\n2,5;4;q\r\n", "a\tb\ty\n1.5\t2\tp\n2.5\t4\tq",
            "a|b|y\r1.5|2|p\r2.5|4|q\r", "\u{FEFF}a,b,y\n\n1.5,2,p\n\n2.5,4,q\n\n",
        ])
    func delimiters(text: String) throws {
        let dataset = try read(text).dataset
        #expect(numbers(dataset) == [1.5, 2, 2.5, 4])
        #expect(classes(dataset) == ["p", "q"])
    }

    @Test("Quoted fields can contain delimiters, line ends and doubled quotes")
    func quotes() throws {
        let read = try read(
            "\"x, 1\",y\n1,\"a \"\"b\"\", c\"\n2,\"two\nlines\"\n3,\"a \"\"b\"\", c\"\n4,\"two\nlines\"\n")
        #expect(columns(read.dataset) == ["x, 1"])
        #expect(classes(read.dataset) == ["a \"b\", c", "two\nlines", "a \"b\", c", "two\nlines"])
    }

    @Test("Without a header columns are numbered, and the label can be named by its number")
    func headerless() throws {
        let dataset = try read("1,2,a\n3,4,b\n", CSVOptions(label: "3")).dataset
        #expect(columns(dataset) == ["column1", "column2"])
        #expect(classes(dataset) == ["a", "b"])
        let text = try read("p,q\nr,q\np,s\np,s\nr,q\n", CSVOptions(label: "column2", hasHeader: false)).dataset
        #expect(text.count == 5)
    }

    @Test("Text is one-hot encoded; a missing value counts as the most frequent one")
    func oneHot() throws {
        let read = try read("colour,x,y\nred,1,a\nblue,2,b\n,3,a\nred,4,b\nred,5,a\nblue,6,b\n")
        #expect(columns(read.dataset) == ["colour=blue", "colour=red", "x"])
        #expect(numbers(read.dataset) == [0, 1, 1, 1, 0, 2, 0, 1, 3, 0, 1, 4, 0, 1, 5, 1, 0, 6])
        #expect(read.remarks.contains("missing values become the most frequent value: \"colour\" (1)"))
        #expect(
            read.dataset.encodings == [
                .oneHot(name: "colour", values: ["blue", "red"], usual: "red"), .number(name: "x"),
            ])
    }

    @Test(
        "Missing numbers are kept as NaN, and are replaced by the median of the training set",
        arguments: ["", "NA", "n/a", "NaN", "?", "null"])
    func missing(mark: String) throws {
        let read = try read("x,y\n1,a\n\(mark),b\n3,a\n100,b\n7,a\n9,b\n")
        #expect(numbers(read.dataset)[1].isNaN)
        #expect(read.remarks.contains("missing values become the median of the training set: \"x\" (1)"))
        let preprocessing = Preprocessing.centred(read.dataset, training: [0, 1, 2, 4, 5])
        // 1, 3, 7, 9: the lower of the two middle values.
        #expect(preprocessing.fills == [3])
    }

    @Test("Text that differs in over half of the rows is left out and reported")
    func identifiers() throws {
        let text = "name,x,y\n" + rows(40) { "person \($0),\($0),\($0 % 2 == 0 ? "a" : "b")" }
        let read = try read(text)
        #expect(columns(read.dataset) == ["x"])
        #expect(read.remarks.contains("left out, as the text differs in over half of the rows: \"name\""))
    }

    @Test("A column that becomes text after the first 1,000 rows is text from the first row on")
    func lateText() throws {
        let text =
            "x,z,y\n" + rows(6000) { "\($0 > 2999 ? "none at all" : "\($0 % 3)"),\($0 % 7),\($0 % 2 == 0 ? "a" : "b")" }
        let dataset = try read(text).dataset
        #expect(columns(dataset) == ["x=0", "x=1", "x=2", "x=none at all", "z"])
        #expect(numbers(dataset).prefix(10) == [1, 0, 0, 0, 0, 0, 1, 0, 0, 1])
        #expect(dataset.count == 6000)
    }

    @Test("A numeric label means regression, few integers mean classes, and the user can choose either")
    func tasks() throws {
        let prices = "x,y\n" + rows(30) { "\($0),\(Double($0) * 1.5)" }
        #expect(amounts(try read(prices).dataset).prefix(3) == [0, 1.5, 3])
        let grades = "x,y\n" + rows(30) { "\($0),\($0 % 3 + 3)" }
        #expect(classes(try read(grades).dataset).prefix(4) == ["3", "4", "5", "3"])
        #expect(amounts(try read(grades, CSVOptions(label: "y", task: .regression)).dataset).prefix(4) == [3, 4, 5, 3])
        #expect(
            classes(try read(prices, CSVOptions(label: "y", task: .classes)).dataset).prefix(3) == [
                "0.0", "1.5", "3.0",
            ])
        #expect(
            try read(grades).remarks == [
                "\"y\" has 3 classes, all integers; add `regression` for a numeric target"
            ])
        #expect(
            try read(prices).remarks == [
                "\"y\" has numbers from 0 to 43.5: regression; add `classes` to treat each value as a class"
            ])
    }

    @Test("Features and ignored columns are selected by name; rows without a label are left out")
    func choice() throws {
        let text = "a,b,c,y\n1,2,3,p\n4,5,6,\n7,8,9,q\n"
        let chosen = try read(text, CSVOptions(label: "y", features: ["c", "a"]))
        #expect(numbers(chosen.dataset) == [3, 1, 9, 7])
        #expect(chosen.remarks.contains("1 row without a \"y\" is left out"))
        #expect(columns(try read(text, CSVOptions(label: "y", ignored: ["b"])).dataset) == ["a", "c"])
    }

    @Test(
        "Error messages name the line and a remedy",
        arguments: [
            ("a,y\n1,p\n2,q,3\n", "table.csv:3: expected 2 fields as in the header, found 3"),
            ("a,y\n1,p\n\n\"2\n2\",q\n3\n", "table.csv:6: expected 2 fields as in the header, found 1"),
            (
                "a,y\n1,\"p\n2,q\n",
                "table.csv:2: expected a quoted field to end with a quote, found the end of the file"
            ),
            ("alpha,beta\n1,p\n2,q\n", "table.csv has no column \"y\"; it has alpha, beta"),
            ("a,y\n1,p\n2,p\n", "table.csv: the label \"y\" is \"p\" in every row: there is nothing to learn"),
            ("a,y\n1,5\n2,5\n", "table.csv: the label \"y\" is 5 in every row: there is nothing to learn"),
            ("a,y\n", "table.csv: expected rows with a \"y\", found only a header"),
            ("", "table.csv: expected rows of a table, found none"),
            ("y\n1\n2\n", "table.csv: no column is left to learn \"y\" from"),
            (
                "a,y\n1,p\n2,q\n3,r\n4,s\n",
                "table.csv: the label \"y\" differs in over half of the rows: it identifies them and cannot be learned"
            ),
        ])
    func mistakes(text: String, expected: String) throws {
        #expect(try message(text) == expected)
    }

    @Test("Regression of text is an error with the line of the first text")
    func textRegression() throws {
        let text = "x,y\n" + rows(2000) { "\($0 * 2),\($0 % 2 == 0 ? "many" : "\($0).5")" }
        #expect(
            try message(text, CSVOptions(label: "y", task: .regression))
                == "table.csv:2: the label \"y\" contains text, such as \"many\", but `regression` needs numbers; leave it "
                + "out to treat each text as a class")
    }

    @Test(
        "A label that should be a number and is text in every row is an error with an example and the remedy",
        arguments: [
            ("x,y\n1,p\n2,q\n", "`regression` needs numbers", CSVOptions(label: "y", task: .regression)),
            ("x,y\n1,many\n2,few\n3,\n", "`regression` needs numbers", CSVOptions(label: "y", task: .regression)),
        ])
    func textLabel(text: String, reason: String, options: CSVOptions) throws {
        let message = try message(text, options)
        #expect(message.hasPrefix("table.csv:2: the label \"y\" contains text, such as \""), "\(message)")
        #expect(message.contains(reason) && message.hasSuffix("leave it out to treat each text as a class"))
        var number = CSVOptions(label: "y")
        number.numbers = ["y"]
        #expect(
            try self.message("x,y\n1,p\n2,q\n", number)
                == "table.csv:2: the label \"y\" is listed after `number` but contains text, such as \"p\"; leave it out there "
                + "to treat each text as a class")
        #expect(
            try self.message("x,y\n1,inf\n2,inf\n", options)
                == "table.csv:2: expected a finite number as label \"y\", found \"inf\"")
    }

    @Test("Options that contradict each other about the label are an error")
    func contradictions() throws {
        var text = CSVOptions(label: "y", task: .regression)
        text.texts = ["y"]
        #expect(
            try message("x,y\n1,2\n", text)
                == "table.csv: the label \"y\" is text; leave out `regression` or `text`")
        var number = CSVOptions(label: "y", task: .classes)
        number.numbers = ["y"]
        #expect(
            try message("x,y\n1,2\n", number)
                == "table.csv: the label \"y\" is a number; leave out `classes` or `number`")
    }

    @Test("The error for a missing label lists the columns")
    func noLabel() throws {
        #expect(
            try message("a,b\n1,2\n", CSVOptions())
                == "table.csv: which column is the label? Add `label` and one of a, b")
    }

    @Test("Files of other kinds are not read as tables")
    func foreign() throws {
        let binary = try folder.write([0x89, 0x50, 0, 0, 1, 2], to: "picture.csv")
        let other = #expect(throws: DataError.self) { try DataSource.csv(path: binary, CSVOptions(label: "y")).read() }
        #expect(other?.description.contains("binary data") == true)
        let missing = #expect(throws: DataError.self) {
            try DataSource.csv(path: "/no/such.csv", CSVOptions(label: "y")).read()
        }
        #expect(missing?.description == "there is no /no/such.csv; expected a file")
    }

    @Test("A table of several blocks is read completely, wherever the blocks end")
    func blocks() throws {
        // 12 MB: three blocks, and records of changing length.
        let count = 300_000
        let text =
            "a,b,y\n"
            + rows(count) { "\($0 * 2),\"\(String(repeating: "x", count: $0 % 29)),\",\($0 % 2 == 0 ? "e" : "o")" }
        let read = try read(text)
        #expect(read.dataset.count == count)
        let numbers = numbers(read.dataset)
        let width = read.dataset.layout.width
        #expect(width == 30)
        #expect((0..<count).allSatisfy { numbers[$0 * width] == Float($0 * 2) })
    }

    @Test("A table with too many columns for memory is rejected early, with the column that becomes most of them")
    func tooWide() throws {
        let text = "word,x,y\n" + rows(2000) { "w\($0 % 1000),\($0 % 7),\($0 % 2 == 0 ? "a" : "b")" }
        let path = try folder.write(Array(text.utf8), to: "table.csv")
        let error = #expect(throws: DataError.self) {
            try DataSource.csv(path: path, CSVOptions(label: "y")).read(
                Monitor(memory: 5_000_000, report: { _ in }, isStopped: { false }))
        }
        #expect(
            error?.description
                == "\(path): 2000 rows of 1001 columns would take 0.0 GB of memory, but only 0.0 GB are available; "
                + "\"word\" alone is 1000 columns; leave it out: `ignore word`")
    }

    @Test("Reading stops on request")
    func stopping() throws {
        let path = try folder.write(Array("a,y\n1,p\n2,q\n".utf8), to: "table.csv")
        #expect(throws: DataError.stopped) {
            try DataSource.csv(path: path, CSVOptions(label: "y")).read(Monitor(report: { _ in }, isStopped: { true }))
        }
    }
}
