public import Datasets
import Foundation

/// Samples without labels, read so that they fit a network that was trained on others.
public struct NewSamples: Sendable {
    /// What each is called: its row in the file, from 1, or the picture's path.
    public let names: [String]
    /// What a name is: `row` or `picture`.
    public let noun: String
    /// One row a sample; what is missing is not a number.
    public let numbers: [Float]
    /// What was decided while they were read, a sentence each.
    public let remarks: [String]

    /// How many there are.
    public var count: Int { names.count }

    private static let pictureEndings = ["png", "jpg", "jpeg"]

    /// Reads a table, NumPy's arrays, images in MNIST's format, a picture or a folder of them.
    ///
    /// - Parameters:
    ///   - layout: what a sample is to be.
    ///   - encodings: how the columns of a table became numbers; empty where each is a number.
    ///   - fullScale: the number that means full brightness.
    /// - Throws: what is not there, or is no sample of that layout, with its place; `.stopped`.
    public init(
        path: String, layout: SampleLayout, encodings: [ColumnEncoding], fullScale: Float, _ monitor: Monitor = .none
    ) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path, expected: "a table, arrays, images or pictures")
        }
        let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let ending = file.split(separator: ".").last.map(String.init) ?? ""
        if isFolder.boolValue || Self.pictureEndings.contains(ending) {
            guard case .image(let height, let width, let channels) = layout else {
                throw .foreign(path: path, expected: "a table, as the network takes one", found: "pictures")
            }
            let pictures = try ImageFolder.unlabelled(
                path, isFolder: isFolder.boolValue, size: PictureSize(width: width, height: height),
                channels: channels, monitor)
            let scale = fullScale / 255
            self.init(
                names: pictures.names, noun: "picture", numbers: pictures.pixels.map { Float($0) * scale }, remarks: [])
        } else if ["npy", "npz"].contains(ending) {
            let (count, numbers) = try NumPyDataset.unlabelled(path, width: layout.width, monitor)
            self.init(names: (0..<count).map { "\($0 + 1)" }, noun: "row", numbers: numbers, remarks: [])
        } else if file.contains("idx") || file.contains("ubyte") {
            let images = try IDX.images(path: path)
            guard layout.width == images.height * images.width else {
                throw .mismatch(
                    path: path, expected: "images of \(layout.width) numbers", found: "\(images.height)×\(images.width)"
                )
            }
            self.init(
                names: (0..<images.count).map { "\($0 + 1)" }, noun: "image", numbers: images.pixels.map { Float($0) },
                remarks: [])
        } else {
            var columns = encodings
            if columns.isEmpty {
                guard case .table(let names) = layout else {
                    throw .foreign(
                        path: path, expected: "pictures or arrays, as the network takes them", found: "a table")
                }
                columns = names.map { .number(name: $0) }
            }
            self = try NewRows(columns, path: path).read(monitor)
        }
    }

    init(names: [String], noun: String, numbers: [Float], remarks: [String]) {
        self.names = names
        self.noun = noun
        self.numbers = numbers
        self.remarks = remarks
    }
}

/// Reads the rows of a table as another table was read.
private struct NewRows {
    let columns: [ColumnEncoding]
    let path: String

    init(_ columns: [ColumnEncoding], path: String) {
        self.columns = columns
        self.path = path
    }

    func read(_ monitor: Monitor) throws(DataError) -> NewSamples {
        let dialect = try CSVDialect(path: path, options: CSVOptions(features: columns.map(\.name)))
        let places = try places(dialect)
        let text = dialect.text
        let width = columns.reduce(0) { $0 + $1.width }
        var numbers: [Float] = []
        var names: [String] = []
        var unknown: [String: Int] = [:]
        var isHeader = dialect.hasHeader
        try CSVRecords(path: path, delimiter: dialect.delimiter).forEach(monitor) {
            (record, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            guard fields.count == dialect.names.count else {
                throw .mismatch(
                    path: "\(path):\(line)", expected: "\(dialect.names.count) fields as in the first line",
                    found: "\(fields.count)")
            }
            for (column, place) in zip(columns, places) {
                let field = fields[place]
                switch column {
                case .number(let name):
                    switch text.reading(record, field) {
                    case .number(let number): numbers.append(number)
                    case .missing: numbers.append(.nan)
                    case .text:
                        throw .mismatch(
                            path: "\(path):\(line)", expected: "a number in \"\(name)\"",
                            found: "\"\(text.text(record, field))\"")
                    }
                case .oneHot(let name, let values, let usual):
                    var found = text.isMissing(record, field) ? usual : text.text(record, field)
                    if !values.contains(found) {
                        unknown[name, default: 0] += 1
                        found = usual
                    }
                    numbers += values.map { $0 == found ? 1 : 0 }
                }
            }
            names.append("\(names.count + 1)")
            return true
        }
        guard !names.isEmpty else { throw .mismatch(path: path, expected: "rows", found: "a header alone") }
        precondition(numbers.count == names.count * width, "one number a column")
        let remarks = unknown.sorted { $0.key < $1.key }.map { name, count in
            "\"\(name)\" has a value in \(count == 1 ? "1 row" : "\(count) rows") that the network was not trained on: it "
                + "counts as missing"
        }
        return NewSamples(names: names, noun: "row", numbers: numbers, remarks: remarks)
    }

    /// Where each column lies: by its name, or by its place where the network knows no names.
    private func places(_ dialect: CSVDialect) throws(DataError) -> [Int] {
        let names = columns.map(\.name)
        let areCounted = names == names.indices.map { "column\($0 + 1)" }
        if areCounted, !names.contains(where: dialect.names.contains), dialect.names.count == names.count {
            return Array(names.indices)
        }
        var places: [Int] = []
        for name in names {
            guard let place = dialect.names.firstIndex(of: name) else {
                throw .unknownColumn(path: path, name: name, suggestion: nil, columns: dialect.names)
            }
            places.append(place)
        }
        return places
    }
}
