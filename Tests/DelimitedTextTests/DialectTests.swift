import DataSources
import Datasets
import Foundation
import Randomness
import Support
import Testing

/// One table, written in many random dialects.
@Suite("CSV dialects")
struct DialectTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A thousand dialects give the same numbers, or else an error or a warning", arguments: 0..<10)
    func dialects(hundred: Int) throws {
        var generator = Generator(seed: 7, stream: UInt64(hundred))
        var right = 0
        for number in 0..<100 {
            let dialect = Dialect(&generator)
            let path = try folder.write(dialect.bytes, to: "table\(hundred)-\(number).csv")
            defer { try? FileManager.default.removeItem(atPath: path) }
            var options = CSVOptions(label: dialect.hasHeader ? "price" : "5")
            options.missing = dialect.named
            do {
                let read = try DataSource.csv(path: path, options).read()
                let wrong = dialect.differences(from: read.dataset)
                if wrong.isEmpty { right += 1 }
                // Every column that is read differently has to be reported.
                for name in wrong {
                    let isReported = (read.warnings + read.remarks).contains { $0.contains("\"\(name)\"") }
                    #expect(
                        isReported,
                        "\(name) of \(dialect): \(read.remarks) \(read.warnings)\n\(dialect.text.prefix(400))")
                }
            } catch {
                #expect(error.description.contains("csv"), "\(dialect): \(error)")
            }
        }
        #expect(right >= 95, "only \(right) of 100 are read as intended")
    }
}

/// A way of writing the table.
private struct Dialect: CustomStringConvertible {
    let delimiter: Character
    let decimal: String
    let thousands: String
    let encoding: String.Encoding
    let hasMark: Bool
    let lineEnd: String
    let missing: String
    let hasHeader: Bool
    let titles: Int
    let hasUnits: Bool
    let hasTotal: Bool
    let quotes: Int
    let endsWithDelimiter: Bool
    let namesDelimiter: Bool
    let comments: Int
    let hasLastLineEnd: Bool

    init(_ generator: inout Generator) {
        func one<Element>(_ elements: [Element]) -> Element { elements[generator.below(elements.count)] }
        delimiter = one([",", ";", "\t", "|"])
        decimal = one([".", ","])
        thousands = one(["", "", ",", ".", "'", " ", "\u{A0}"].filter { [decimal] in $0 != decimal })
        let encodings: [(String.Encoding, Bool)] = [
            (.utf8, false), (.utf8, true), (.utf16LittleEndian, true), (.utf16BigEndian, true), (.windowsCP1252, false),
        ]
        (encoding, hasMark) = one(encodings)
        lineEnd = one(["\n", "\r\n", "\r"])
        missing = one(["", "NA", "NULL", "?", "-", "n.d."])
        hasHeader = generator.chance(0.8)
        titles = hasHeader && generator.chance(0.2) ? 1 + generator.below(2) : 0
        hasUnits = hasHeader && generator.chance(0.15)
        hasTotal = generator.chance(0.1)
        quotes = generator.below(3)
        endsWithDelimiter = generator.chance(0.1)
        namesDelimiter = titles == 0 && generator.chance(0.1)
        comments = hasHeader && generator.chance(0.1) ? 1 : 0
        hasLastLineEnd = generator.chance(0.8)
    }

    /// Words for missing values that nobody could guess.
    var named: [String] { ["-", "n.d."].contains(missing) ? [missing] : [] }

    var description: String {
        "delimiter \(delimiter), decimal \(decimal), thousands \"\(thousands)\", \(encoding), missing \"\(missing)\", "
            + "header \(hasHeader), titles \(titles), units \(hasUnits), total \(hasTotal), quotes \(quotes)"
    }

    // MARK: - The table

    private static let places = ["Köln", "Ulm; Süd", "A, B", "the \"old\" town", "Zürich"]
    private static let count = 60

    /// The area, the weight, the share and the price of a row; nil for missing values.
    private static func numbers(_ row: Int) -> [Double?] {
        [
            row % 11 == 3 ? nil : Double(400 + row * 37 % 1800) + 0.25 * Double(row % 4),
            Double(1001 + row * 137 % 6000), Double(1 + row * 29 % 97) / 100,
            row % 13 == 5 ? nil : Double(row * 7919 % 900) + 1_000_000.75 + 1000 * Double(row % 50),
        ]
    }

    private func text(of number: Double?, digits: Int) -> String {
        guard let number else { return missing }
        let plain = String(format: "%.\(digits)f", number)
        let parts = plain.split(separator: ".")
        var whole = ""
        for (index, digit) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index) % 3 == 0 { whole += thousands }
            whole.append(digit)
        }
        return parts.count > 1 ? whole + decimal + parts[1] : whole
    }

    private func quoted(_ text: String, isText: Bool) -> String {
        let needsQuotes = text.contains(delimiter) || text.contains("\"")
        guard needsQuotes || quotes == 1 && !text.isEmpty && text != missing || quotes == 2 && isText else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    var text: String {
        var lines: [String] = []
        if namesDelimiter { lines.append("sep=\(delimiter)") }
        for title in 0..<titles { lines.append("Houses and prices \(title)") }
        for _ in 0..<comments { lines.append("# made by hand") }
        func line(_ fields: [String], isText: [Bool]) -> String {
            zip(fields, isText).map { quoted($0, isText: $1) }.joined(separator: "\(delimiter)")
                + (endsWithDelimiter ? "\(delimiter)" : "")
        }
        let kinds = [true, false, false, false, false]
        if hasHeader { lines.append(line(["place", "area", "weight", "share", "price"], isText: kinds)) }
        if hasUnits { lines.append(line(["", "m2", "kg", "of all", "EUR"], isText: kinds)) }
        for row in 0..<Self.count {
            let numbers = Self.numbers(row)
            lines.append(
                line(
                    [
                        Self.places[row % 5], text(of: numbers[0], digits: 2), text(of: numbers[1], digits: 0),
                        text(of: numbers[2], digits: 2), text(of: numbers[3], digits: 2),
                    ], isText: kinds))
        }
        if hasTotal { lines.append(line(["Total", text(of: 9999.5, digits: 2), "", "", ""], isText: kinds)) }
        return lines.joined(separator: lineEnd) + (hasLastLineEnd ? lineEnd : "")
    }

    var bytes: [UInt8] {
        let data = text.data(using: encoding) ?? Data()
        let marks: [String.Encoding: [UInt8]] = [
            .utf8: [0xEF, 0xBB, 0xBF], .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
        ]
        return (hasMark ? marks[encoding] ?? [] : []) + data
    }

    // MARK: - Comparing

    /// The columns that are not read as intended.
    func differences(from dataset: Dataset) -> [String] {
        let rows = (0..<Self.count).filter { Self.numbers($0)[3] != nil }
        let names = hasHeader ? ["place", "area", "weight", "share", "price"] : (1...5).map { "column\($0)" }
        guard case .floats(let inputs) = dataset.features, case .table(let columns) = dataset.layout,
            case .values(let prices, _) = dataset.targets, dataset.count == rows.count
        else { return ["price", "column5"] }
        var expected: [String: [Float]] = [:]
        for place in Set(Self.places) {
            expected["\(names[0])=\(place)"] = rows.map { Self.places[$0 % 5] == place ? 1 : 0 }
        }
        for (index, name) in names[1...3].enumerated() {
            expected[name] = rows.map { Self.numbers($0)[index].map { Float($0) } ?? .nan }
        }
        func same(_ left: [Float], _ right: [Float]) -> Bool {
            left.count == right.count && zip(left, right).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
        }
        var wrong = expected.filter { name, values in
            guard let column = columns.firstIndex(of: name) else { return true }
            return !same(values, stride(from: column, to: inputs.count, by: columns.count).map { inputs[$0] })
        }.map { String($0.key.split(separator: "=")[0]) }
        if columns.count != expected.count { wrong.append(names[0]) }
        if !same(prices, rows.map { Self.numbers($0)[3].map { Float($0) } ?? .nan }) { wrong.append(names[4]) }
        return wrong
    }
}
