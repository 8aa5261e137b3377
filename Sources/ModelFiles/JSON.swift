import Foundation
import Notation

/// A JSON value, for the descriptions that Keras stores beside the weights.
enum JSON {
    case null
    case truth(Bool)
    case whole(Int)
    case real(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    /// Returns the value on one line with sorted keys, so that equal values give equal texts.
    ///
    /// Foundation's encoder writes 0.0 as 0, which Python reads as an integer and Keras rejects as a momentum.
    ///
    /// - Throws: `LibraryFailure` for a number that is NaN or infinite.
    func line() throws(LibraryFailure) -> String {
        switch self {
        case .null: return "null"
        case .truth(let value): return value ? "true" : "false"
        case .whole(let value): return "\(value)"
        case .real(let value):
            guard value.isFinite else {
                throw .unwritable("\(value)")
            }
            return "\(value)"
        case .text(let value): return JSONText.quoted(value)
        case .list(let values):
            var lines: [String] = []
            for value in values { lines.append(try value.line()) }
            return JSONText.array(lines)
        case .object(let members):
            var lines: [(name: String, value: String)] = []
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { lines.append((name, try value.line())) }
            return JSONText.object(lines)
        }
    }

    /// Returns this object with more members; for duplicate names, those of `others` are used.
    func with(_ others: [String: JSON]) -> JSON {
        guard case .object(let members) = self else { return .object(others) }
        return .object(members.merging(others) { $1 })
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .whole(value) }
    init(floatLiteral value: Double) { self = .real(value) }
    init(booleanLiteral value: Bool) { self = .truth(value) }
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Dictionary(elements) { $1 }) }
}

extension JSON: Decodable {
    /// Decodes a text; nil if it is not JSON.
    init?(text: some Sequence<UInt8>) {
        guard let read = try? JSONDecoder().decode(JSON.self, from: Data(text)) else { return nil }
        self = read
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .real(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let values = try? container.decode([JSON].self) {
            self = .list(values)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// Returns a member of an object.
    subscript(_ key: String) -> JSON? { if case .object(let members) = self { members[key] } else { nil } }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var list: [JSON]? { if case .list(let values) = self { values } else { nil } }
    var truth: Bool? { if case .truth(let value) = self { value } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }

    var number: Double? {
        switch self {
        case .whole(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    var whole: Int? {
        switch self {
        case .whole(let value): value
        case .real(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The integers of a list; nil if an element is not an integer.
    var wholes: [Int]? {
        guard let list else { return nil }
        let wholes = list.compactMap(\.whole)
        return wholes.count == list.count ? wholes : nil
    }

    /// All numbers in nested lists, in order; a single number counts as a list.
    var numbers: [Float]? {
        if let number { return [Float(number)] }
        guard let list else { return nil }
        let parts = list.compactMap(\.numbers)
        return parts.count == list.count ? parts.flatMap { $0 } : nil
    }
}
