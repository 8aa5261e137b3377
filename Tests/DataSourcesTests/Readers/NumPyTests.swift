import DataSources
import Datasets
import Support
import Testing

@Suite("NumPy files")
struct NumPyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func array(_ type: String, _ shape: String, _ bytes: [UInt8], order: String = "False") -> [UInt8] {
        NumPyFile.array(type, shape, bytes, order: order)
    }

    private func floats(_ values: [Float]) -> [UInt8] { NumPyFile.floats(values) }

    private func integers(_ values: [Int]) -> [UInt8] { NumPyFile.integers(values) }

    private func read(_ arrays: [(String, [UInt8])], task: LearningTask? = nil) throws -> ReadDataset {
        let path = try folder.write(ZipFile.bytes(arrays.map { ("\($0.0).npy", $0.1) }), to: "mine.npz")
        return try DataSource.npz(path: path, task).read()
    }

    private typealias LearningTask = CSVOptions.LearningTask

    private func message(_ arrays: [(String, [UInt8])], task: LearningTask? = nil) throws -> String {
        let error = #expect(throws: DataError.self) { try read(arrays, task: task) }
        return (error?.description ?? "").replacing(folder.path + "/", with: "")
    }

    @Test("Rows of numbers with integer labels are a table with classes")
    func table() throws {
        let read = try read([
            ("x", array("<f4", "10, 2", floats((0..<20).map(Float.init)))),
            ("y", array("<i8", "10,", integers([3, 5, 3, 5, 3, 5, 3, 5, 3, 5]))),
        ])
        #expect(read.dataset.layout == .table(columns: ["x1", "x2"]))
        guard case .floats(let numbers) = read.dataset.features,
            case .classes(let labels, let names) = read.dataset.targets
        else {
            Issue.record("numbers and classes were expected")
            return
        }
        #expect(numbers == (0..<20).map(Float.init))
        #expect(names == ["3", "5"] && labels.prefix(3) == [0, 1, 0])
    }

    @Test("Three-dimensional arrays of bytes are pictures; four arrays include the official test set")
    func pictures() throws {
        let read = try read([
            ("x_train", array("|u1", "6, 2, 2", (0..<24).map { UInt8($0 * 10) })),
            ("y_train", array("|u1", "6,", [0, 1, 0, 1, 0, 1])),
            ("x_test", array("|u1", "4, 2, 2", (0..<16).map { UInt8($0) })),
            ("y_test", array("|u1", "4,", [0, 1, 0, 1])),
        ])
        #expect(read.dataset.layout == .image(height: 2, width: 2, channels: 1))
        #expect(read.dataset.officialTest == 6..<10)
        #expect(read.dataset.fullScale == 255)
        guard case .bytes(let bytes) = read.dataset.features else {
            Issue.record("bytes were expected")
            return
        }
        #expect(bytes.prefix(5) == [0, 10, 20, 30, 40] && bytes.suffix(2) == [14, 15])
    }

    @Test("Texts, one-hot rows and numbers can be labels too")
    func labels() throws {
        let x = ("x", array("<f4", "4, 1", floats([1, 2, 3, 4])))
        let letters: [UInt8] = ["a", "b", "a", "b"].flatMap { Array(($0 as String).utf8) + [0, 0, 0] + [0, 0, 0, 0] }
        let texts = try read([x, ("y", array("<U2", "4,", letters))]).dataset.targets
        if case .classes(let labels, let names) = texts {
            #expect(labels == [0, 1, 0, 1] && names == ["a", "b"])
        } else {
            Issue.record("classes were expected")
        }
        let rows = try read([x, ("y", array("<f4", "4, 2", floats([1, 0, 0, 1, 0, 1, 1, 0])))]).dataset.targets
        if case .classes(let labels, let names) = rows {
            #expect(labels == [0, 1, 1, 0] && names == ["0", "1"])
        } else {
            Issue.record("no classes")
        }
        let pairs = try read([x, ("y", array("<f4", "4, 2", floats([1, 2, 0, 1, 0, 1, 1, 0])))]).dataset.targets
        if case .values(let values, let names) = pairs {
            #expect(values == [1, 2, 0, 1, 0, 1, 1, 0] && names == ["y1", "y2"])
        } else {
            Issue.record("numbers were expected")
        }
        let amounts = try read([x, ("y", array("<f4", "4,", floats([1, 0, 1, 0])))], task: .regression).dataset.targets
        if case .values(let values, _) = amounts {
            #expect(values == [1, 0, 1, 0])
        } else {
            Issue.record("no amounts")
        }
    }

    @Test("16-bit and 64-bit numbers are read")
    func widths() throws {
        let doubles = [1.5, -2.25].flatMap { integers([Int(bitPattern: UInt($0.bitPattern))]) }
        let halves: [UInt8] = [0x00, 0x3E, 0x01, 0x00, 0x00, 0xC0, 0xFF, 0x7B]
        let y = ("y", array("<i8", "2,", integers([0, 1])))
        let wide = try read([("x", array("<f8", "2, 1", doubles)), y], task: .classes).dataset
        if case .floats(let numbers) = wide.features { #expect(numbers == [1.5, -2.25]) }
        let narrow = try read([("x", array("<f2", "2, 2", halves)), y], task: .classes).dataset
        if case .floats(let numbers) = narrow.features { #expect(numbers == [1.5, 0x1p-24, -2, 65_504]) }
    }

    @Test("Errors name the array")
    func mistakes() throws {
        let x = ("x", array("<f4", "4, 1", floats([1, 2, 3, 4])))
        let y = ("y", array("<i8", "4,", integers([0, 1, 0, 1])))
        #expect(
            try message([x, ("z", y.1)])
                == "mine.npz: expected arrays x and y, or x_train, y_train, x_test "
                + "and y_test, found x, z")
        #expect(
            try message([x, ("y", array("<i8", "3,", integers([0, 1, 0])))])
                == "mine.npz: y: expected 4 rows, as in x, found 3")
        #expect(
            try message([("x", array("<f4", "4, 1", floats([1, 2]))), y])
                == "mine.npz: x is cut off: expected 16 bytes, found 8; fetch it again")
        #expect(try message([("x", array("<c8", "4, 1", [])), y]).contains("found elements of the type <c8"))
        #expect(
            try message([("x", array("<f4", "2, 2", floats([1, 2, 3, 4]), order: "True")), y]).contains("Fortran order")
        )
        #expect(try message([("x", Array("not an array".utf8)), y]).contains("expected a NumPy array"))
        #expect(
            try message([("x", array("<f4", "4, 1", floats([1, .infinity, 3, 4]))), y]).contains(
                "row 2 has an infinite number, or one too large for 32 bits, in \"x1\""))
        #expect(
            try message([x, ("y", array("<i8", "4,", integers([1, 1, 1, 1])))])
                == "mine.npz: the label \"y\" is 1 in every row: there is nothing to learn")
        let path = try folder.write(Array("no zip file".utf8), to: "mine.npz")
        #expect(throws: DataError.self) { try DataSource.npz(path: path, nil).read() }
    }

    @Test("Missing numbers are reported with their count and columns; a missing label is an error with its row")
    func missing() throws {
        let x = ("x", array("<f4", "4, 2", floats([1, .nan, 3, 4, 5, .nan, 7, 8])))
        let y = ("y", array("<i8", "4,", integers([0, 1, 0, 1])))
        let read = try read([x, y], task: .classes)
        #expect(
            read.remarks.contains(
                "2 of 8 numbers are missing (NaN), in \"x2\"; replaced by the median of the training set"))
        #expect(
            try message([x, ("y", array("<f4", "4,", floats([0, 1, .nan, 1])))])
                == "mine.npz: y: 1 label is missing or infinite, the first in row 3; remove these rows")
    }

    @Test("A column of NaN alone is reported as having no value")
    func empty() throws {
        let y = ("y", array("<i8", "4,", integers([0, 1, 0, 1])))
        let alone = try read(
            [("x", array("<f4", "4, 2", floats([1, .nan, 3, .nan, 5, .nan, 7, .nan]))), y], task: .classes)
        #expect(
            alone.remarks.filter { $0.contains("NaN") } == [
                "\"x2\" has no value in any row (all NaN); its input is always 0"
            ])
        let both = try read(
            [("x", array("<f4", "4, 2", floats([.nan, .nan, 3, .nan, 5, .nan, 7, .nan]))), y], task: .classes)
        #expect(
            both.remarks.filter { $0.contains("NaN") } == [
                "1 of 8 numbers is missing (NaN), in \"x1\"; replaced by the median of the training set",
                "\"x2\" has no value in any row (all NaN); its input is always 0",
            ])
    }

    @Test("Regression of texts is an error with an example and the remedy")
    func textRegression() throws {
        let letters: [UInt8] = ["a", "b", "a", "b"].flatMap { (letter: String) in
            letter.unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }
        }
        let x = ("x", array("<f4", "4, 1", floats([1, 2, 3, 4])))
        let error = #expect(throws: DataError.self) {
            try read([x, ("y", array("<U1", "4,", letters))], task: .regression)
        }
        #expect(
            error?.description.hasSuffix(
                "y: the labels are texts, such as \"a\", but `regression` needs numbers; leave it out to treat each text "
                    + "as a class") == true)
    }

    @Test("Arrays in big-endian and little-endian byte order are read alike")
    func bigEndian() throws {
        func reversed(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
            stride(from: 0, to: bytes.count, by: size).flatMap { bytes[$0..<$0 + size].reversed() }
        }
        let numbers = floats([1.5, -2.25, 1e-20, 7])
        let labels = integers([-3, 70_000, -3, 70_000])
        let letters: [UInt8] = ["a", "ä", "a", "ä"].flatMap { (letter: String) in
            letter.unicodeScalars.flatMap { [UInt8($0.value), 0, 0, 0] }
        }
        let little = try read(
            [("x", array("<f4", "4, 1", numbers)), ("y", array("<i8", "4,", labels))], task: .classes)
        let big = try read(
            [("x", array(">f4", "4, 1", reversed(numbers, 4))), ("y", array(">i8", "4,", reversed(labels, 8)))],
            task: .classes)
        #expect(big.dataset.digest == little.dataset.digest)
        let texts = try read([
            ("x", array(">f4", "4, 1", reversed(numbers, 4))), ("y", array(">U1", "4,", reversed(letters, 4))),
        ])
        if case .classes(let labels, let names) = texts.dataset.targets {
            #expect(labels == [0, 1, 0, 1] && names == ["a", "ä"])
        } else {
            Issue.record("classes were expected")
        }
        let doubles = [0.1, 1e300].flatMap { integers([Int(bitPattern: UInt($0.bitPattern))]) }
        #expect(
            try message([
                ("x", array(">f8", "2, 1", reversed(doubles, 8))), ("y", array(">u2", "2,", [0, 1, 1, 0])),
            ]).contains("row 2 has an infinite number, or one too large for 32 bits"))
    }

    @Test("Integer labels beyond 16,777,216 are distinguished, in arrays of integers and of 64-bit floats")
    func largeLabels() throws {
        let x = ("x", array("<f4", "120, 1", floats((0..<120).map(Float.init))))
        let labels = (0..<120).map { 1_700_000_000 + $0 % 3 }
        for y in [
            array("<i8", "120,", integers(labels)),
            array("<f8", "120,", integers(labels.map { Int(bitPattern: UInt(Double($0).bitPattern)) })),
        ] {
            guard case .classes(let ranks, let names) = try read([x, ("y", y)]).dataset.targets else {
                Issue.record("classes were expected")
                return
            }
            #expect(names == ["1700000000", "1700000001", "1700000002"])
            #expect(ranks.prefix(4) == [0, 1, 2, 0])
        }
        let huge = [Int.max, Int.max - 1, .min, .max] + (0..<36).map { [Int.max, .max - 1, .min, .max][$0 % 4] }
        let y = ("y", array("<i8", "40,", integers(huge)))
        let wide = try read([("x", array("<f4", "40, 1", floats((0..<40).map(Float.init)))), y]).dataset
        #expect(wide.targets.outputs == 3)
        #expect(
            try message([("x", x.1), ("y", array("<i8", "120,", integers((0..<120).map { 1_700_000_000 + $0 })))])
                .contains("equal when rounded to 32 bits; subtract a constant"))
        #expect(
            try message([
                ("x", array("<f4", "2, 1", floats([1, 2]))),
                ("y", array("<u8", "2,", [0, 0, 0, 0, 0, 0, 0, 128] + [1, 0, 0, 0, 0, 0, 0, 0])),
            ]).contains("expected integers up to 9223372036854775807, found 9223372036854775808"))
    }

    @Test("Features with integers that become equal with 32 bits are rejected; others are rounded and reported")
    func largeFeatures() throws {
        let y = ("y", array("<i8", "4,", integers([0, 1, 0, 1])))
        let times = [1_700_000_000, 1_700_000_001, 1_700_000_002, 1_700_000_003]
        #expect(
            try message([("x", array("<i8", "4, 1", integers(times))), y]).contains(
                "\"x1\" has integers such as 1700000000 and 1700000001, which become equal when rounded"))
        let people = [331_002_651, 1_439_323_776, 1_380_004_385, 83_783_942]
        let read = try read([("x", array("<i8", "4, 1", integers(people))), y], task: .classes)
        #expect(read.remarks.contains("integers beyond 16777216 are rounded to 7 digits in \"x1\""))
        let exact = try self.read(
            [("x", array("<i8", "4, 1", integers([1 << 30, 3, 1 << 25, 5]))), y], task: .classes)
        #expect(!exact.remarks.contains { $0.contains("rounded") })
    }

    @Test("A header that states more than the file contains reserves no memory")
    func promises() throws {
        let y = ("y", array("|u1", "2,", [0, 1]))
        #expect(
            try message([("x", array("<f4", "17179869184,", [0, 0, 0, 0])), y])
                == "mine.npz: x is cut off: expected 68719476736 bytes, found 4; fetch it again")
        #expect(try message([("x", array("<f4", "4611686018427387904, 4", [])), y]).contains("found the shape"))
        #expect(try message([("x", array("<f4", "-1, 4", [])), y]).contains("found the shape"))
        #expect(try message([("x", array("<f4", "2, x", [])), y]).contains("found the shape"))
        // In a file of its own, plain and compressed: 17,179,869,184 numbers in a few bytes.
        let alone = array("<f4", "17179869184,", [0, 0, 0, 0])
        for (bytes, name) in [(alone, "big.npy"), (GzipFile.bytes(alone), "gzip.npy")] {
            let path = try folder.write(bytes, to: name)
            let error = #expect(throws: DataError.self) {
                try NewSamples(path: path, layout: .table(columns: ["a"]), encodings: [], reading: nil, numbers: nil)
            }
            let message = error?.description ?? ""
            #expect(message.contains("is cut off: expected 68719476736 bytes") || message.contains(" GB"), "\(message)")
        }
    }

    @Test("Files that macOS adds to a zip file are not arrays")
    func systemFiles() throws {
        let x = ("x", array("<f4", "4, 1", floats([1, 2, 3, 4])))
        let y = ("y", array("<i8", "4,", integers([0, 1, 0, 1])))
        let read = try read([x, y, ("__MACOSX/._x", [0, 5, 22, 7]), ("._y", [0])], task: .classes)
        #expect(read.dataset.count == 4)
    }
}
