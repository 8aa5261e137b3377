import Foundation

extension Dataset {
    /// The header before the numbers.
    private struct Header: Codable {
        enum Kind: String, Codable { case bytes, floats }
        enum Aim: String, Codable { case classes, values }

        let name: String
        let layout: SampleLayout
        let features: Kind
        let targets: Aim
        let names: [String]
        let count: Int
        let officialTestCount: Int
        let fullScale: Float
        let encodings: [ColumnEncoding]
        let split: SplitHeader?

        /// Returns true if the numbers of a dataset of this shape may fit into so many bytes. It is checked before the
        /// numbers are multiplied as integers, which might overflow.
        func fits(_ bytes: Int) -> Bool {
            let sides: [Int] =
                switch layout {
                case .image(let height, let width, let channels): [height, width, channels]
                case .table(let columns): [columns.count]
                }
            return (sides + [count]).allSatisfy { 0...bytes ~= $0 } && names.count <= bytes
                && (sides + [count]).reduce(1.0) { $0 * Double($1) } <= Double(bytes)
        }
    }

    /// The split columns, whose values follow the targets.
    private struct SplitHeader: Codable {
        struct Column: Codable {
            let name: String
            let count: Int
        }

        let group: Column?
        let time: String?
        let clock: SplitColumns.Clock?
        let stratified: Column?

        init(_ columns: SplitColumns) {
            group = columns.groups.map { Column(name: $0.name, count: $0.names.count) }
            time = columns.times?.name
            clock = columns.times?.clock
            stratified = columns.stratified.map { Column(name: $0.name, count: $0.count) }
        }

        /// Reads the values of the columns.
        func columns(rows: Int, from rest: inout ByteReader) throws(DatasetError) -> SplitColumns? {
            var groups: SplitColumns.Groups?
            if let group {
                guard 0...rows ~= group.count else { throw .damaged }
                // The names are for messages, which another machine does not write.
                groups = SplitColumns.Groups(
                    name: group.name, ids: try rest.numbers(rows, Int32.self),
                    names: [String](repeating: "", count: group.count))
            }
            var times: SplitColumns.Times?
            if let time {
                times = SplitColumns.Times(
                    name: time, values: try rest.numbers(rows, Double.self), clock: clock ?? .number)
            }
            var values: SplitColumns.Values?
            if let stratified {
                // Missing values are one more.
                guard 0...rows + 1 ~= stratified.count else { throw .damaged }
                values = SplitColumns.Values(
                    name: stratified.name, ids: try rest.numbers(rows, Int32.self), count: stratified.count)
            }
            return SplitColumns(groups: groups, times: times, stratified: values)
        }
    }

    private static let mark = Array("nsdata 1\n".utf8)

    /// Returns the whole dataset as bytes, for another machine with the same byte order: a mark, the length of the
    /// header in eight bytes, the header as JSON, the features and the targets.
    ///
    /// - Throws: `DatasetError.unwritable` if the header contains numbers that JSON cannot represent.
    /// - Complexity: O(bytes)
    public func bytes() throws(DatasetError) -> [UInt8] {
        let kind: Header.Kind = if case .bytes = features { .bytes } else { .floats }
        let (aim, names): (Header.Aim, [String]) =
            switch targets {
            case .classes(_, let names): (.classes, names)
            case .values(_, let names): (.values, names)
            }
        let header = Header(
            name: name, layout: layout, features: kind, targets: aim, names: names, count: count,
            officialTestCount: officialTest?.count ?? 0, fullScale: fullScale, encodings: encodings,
            split: splitting.map(SplitHeader.init))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text: Data
        do { text = try encoder.encode(header) } catch { throw .unwritable(name: name, reason: "\(error)") }
        var bytes = Self.mark
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { bytes += $0 }
        bytes += text
        switch features {
        case .bytes(let values): bytes += values
        case .floats(let values): values.withUnsafeBytes { bytes += $0 }
        }
        switch targets {
        case .classes(let labels, _): labels.withUnsafeBytes { bytes += $0 }
        case .values(let values, _): values.withUnsafeBytes { bytes += $0 }
        }
        splitting?.groups?.ids.withUnsafeBytes { bytes += $0 }
        splitting?.times?.values.withUnsafeBytes { bytes += $0 }
        splitting?.stratified?.ids.withUnsafeBytes { bytes += $0 }
        return bytes
    }

    /// Creates a dataset from the result of `bytes()`, checking every shape.
    ///
    /// - Throws: `DatasetError.damaged` for any other bytes; the errors of the other initializer.
    /// - Complexity: O(bytes)
    public init(bytes: [UInt8]) throws(DatasetError) {
        var rest = ByteReader(bytes)
        guard Array(try rest.take(Self.mark.count)) == Self.mark else { throw .damaged }
        let length = try rest.numbers(1, UInt64.self)[0].littleEndian
        guard let length = Int(exactly: length),
            let header = try? JSONDecoder().decode(Header.self, from: Data(try rest.take(length)))
        else { throw .damaged }
        guard header.fits(bytes.count) else { throw .damaged }
        let cells = header.count * header.layout.width
        let features: Features =
            switch header.features {
            case .bytes: .bytes(Array(try rest.take(cells)))
            case .floats: .floats(try rest.numbers(cells, Float.self))
            }
        let targets: Targets =
            switch header.targets {
            case .classes: .classes(labels: try rest.numbers(header.count, UInt16.self), names: header.names)
            case .values:
                .values(try rest.numbers(header.count * header.names.count, Float.self), names: header.names)
            }
        let splitting = try header.split?.columns(rows: header.count, from: &rest)
        guard rest.isEmpty else { throw .damaged }
        try self.init(
            name: header.name, layout: header.layout, features: features, targets: targets,
            officialTestCount: header.officialTestCount, fullScale: header.fullScale, encodings: header.encodings,
            splitting: splitting)
    }
}

/// The bytes of a dataset that were not read yet.
private struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    mutating func take(_ count: Int) throws(DatasetError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw .damaged }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func numbers<Number: BitwiseCopyable>(_ count: Int, _: Number.Type) throws(DatasetError) -> [Number] {
        let (size, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.stride)
        guard count >= 0, !overflows else { throw .damaged }
        let (part, stride) = (try take(size), MemoryLayout<Number>.stride)
        return part.withUnsafeBytes { bytes in
            (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Number.self) }
        }
    }
}
