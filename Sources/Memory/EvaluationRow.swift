import Foundation
import GRDB

/// An evaluation as stored in a table: the names are separate from the numbers, because a million evaluations share a
/// few lists of names.
///
/// `names` is `a,b|c,d`: the names of the scores, then those of an epoch of the curve. `numbers` are eight bytes each,
/// little-endian: the scores, then epoch after epoch. SQLite detects damaged pages but not flipped bits in values: the
/// checksum does.
struct EvaluationRow {
    let fingerprint: Data
    let names: String
    let numbers: Data
    let failure: String?
    let seconds: Double
    /// The outcome of each row, which is stored in its own table.
    var rows: Data?

    /// The 64-bit FNV-1a hash of the other columns.
    var checksum: Int64 {
        var hash = Checksum()
        hash.add(fingerprint)
        hash.add(Data(names.utf8))
        hash.add(numbers)
        hash.add(Data((failure ?? "").utf8))
        hash.add(seconds.bitPattern)
        return hash.value
    }

    init(fingerprint: Data, names: String, numbers: Data, failure: String?, seconds: Double) {
        self.fingerprint = fingerprint
        self.names = names
        self.numbers = numbers
        self.failure = failure
        self.seconds = seconds
    }

    /// Reads the columns `fingerprint, list, numbers, failure, seconds, checksum`; nil if their types or the checksum
    /// are wrong.
    init?(_ row: Row) {
        guard let fingerprint: Data = row.checked(0), let names: String = row.checked(1),
            let numbers: Data = row.checked(2), let seconds: Double = row.checked(4)
        else { return nil }
        self.init(
            fingerprint: fingerprint, names: names, numbers: numbers, failure: row.checked(3), seconds: seconds)
        guard checksum == row.checked(5) else { return nil }
    }

    init(_ evaluation: RememberedEvaluation, as fingerprint: [UInt8]) {
        var scores: [String: Double] = [:]
        var failure: String?
        switch evaluation.result {
        case .scores(let found): scores = found
        case .failure(let reason): failure = reason
        }
        let scoreNames = scores.keys.sorted()
        // Numbers missing in an epoch are stored as NaN.
        let curveNames = Set(evaluation.curve.flatMap(\.keys)).sorted()
        var numbers = Data(capacity: 8 * (scoreNames.count + curveNames.count * evaluation.curve.count))
        func add(_ number: Double) {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { numbers.append(contentsOf: $0) }
        }
        for name in scoreNames { add(scores[name] ?? .nan) }
        for epoch in evaluation.curve { for name in curveNames { add(epoch[name] ?? .nan) } }
        self.init(
            fingerprint: Data(fingerprint),
            names: [scoreNames, curveNames].map { $0.map(Self.escaped).joined(separator: ",") }.joined(separator: "|"),
            numbers: numbers,
            failure: failure, seconds: evaluation.seconds)
        rows = evaluation.rows.map { Data($0) }
    }

    /// The characters that separate names, and the one that escapes them. The name of a class may contain them.
    private static let escapes = [("%", "%25"), (",", "%2C"), ("|", "%7C")]

    private static func escaped(_ name: String) -> String {
        guard name.unicodeScalars.contains(where: "%,|".unicodeScalars.contains) else { return name }
        return escapes.reduce(name) { replaced($0, $1.0, by: $1.1) }
    }

    private static func unescaped(_ name: String) -> String {
        guard name.unicodeScalars.contains("%") else { return name }
        return escapes.reversed().reduce(name) { replaced($0, $1.1, by: $1.0) }
    }

    private static func replaced(_ text: String, _ part: String, by other: String) -> String {
        String(text.unicodeScalars.replacing(part.unicodeScalars, with: other.unicodeScalars))
    }

    /// The evaluation; nil if names and numbers do not fit together.
    var evaluation: RememberedEvaluation? {
        let lists = names.unicodeScalars.split(separator: "|", omittingEmptySubsequences: false).map { list in
            list.split(separator: ",").map { Self.unescaped(String($0)) }
        }
        guard lists.count == 2, numbers.count.isMultiple(of: 8) else { return nil }
        let values = numbers.withUnsafeBytes { bytes in
            (0..<numbers.count / 8).map { index in
                Double(
                    bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)))
            }
        }
        let (scoreNames, curveNames) = (lists[0], lists[1])
        let rest = values.count - scoreNames.count
        guard rest >= 0, curveNames.isEmpty ? rest == 0 : rest.isMultiple(of: curveNames.count) else { return nil }
        func named(_ names: [String], from start: Int) -> [String: Double] {
            var named: [String: Double] = [:]
            for (index, name) in names.enumerated() where !values[start + index].isNaN {
                named[name] = values[start + index]
            }
            return named
        }
        let epochs = curveNames.isEmpty ? 0 : rest / curveNames.count
        return RememberedEvaluation(
            result: failure.map { .failure($0) } ?? .scores(named(scoreNames, from: 0)),
            curve: (0..<epochs).map { named(curveNames, from: scoreNames.count + $0 * curveNames.count) },
            seconds: seconds)
    }
}

/// A 64-bit FNV-1a hash (Fowler, Noll, Vo): against accidents, not against forgery.
struct Checksum {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    var value: Int64 { Int64(bitPattern: hash) }

    mutating func add(_ bytes: Data) {
        add(UInt64(bytes.count))
        bytes.withUnsafeBytes { add(bytes: $0) }
    }

    /// Adds bytes without their number.
    mutating func add(bytes: UnsafeRawBufferPointer) {
        var hash = hash
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.hash = hash
    }

    mutating func add(_ number: UInt64) {
        for index in 0..<8 { hash = (hash ^ (number >> UInt64(8 * index) & 255)) &* 0x100_0000_01B3 }
    }
}

extension Row {
    /// Returns a column's value; nil if a damaged file has another type there. Subscripts would end the process.
    func checked<Value: DatabaseValueConvertible>(_ column: Int) -> Value? {
        Value.fromDatabaseValue(self[column] as DatabaseValue)
    }
}
