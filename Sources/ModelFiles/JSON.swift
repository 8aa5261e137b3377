/// A JSON value, for the descriptions that Keras keeps beside the weights.
enum JSON {
    case null
    case truth(Bool)
    case whole(Int)
    case real(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    /// One line, its keys sorted, so that the same value is the same text. Nil for a number that is none.
    ///
    /// Foundation's encoder writes 0.0 as 0, which Python reads as an integer, and Keras refuses as a momentum.
    var line: String? {
        switch self {
        case .null: return "null"
        case .truth(let value): return value ? "true" : "false"
        case .whole(let value): return "\(value)"
        case .real(let value): return value.isFinite ? "\(value)" : nil
        case .text(let value): return Self.quoted(value)
        case .list(let values):
            let lines = values.compactMap(\.line)
            return lines.count == values.count ? "[\(lines.joined(separator: ","))]" : nil
        case .object(let members):
            let lines = members.sorted { $0.key < $1.key }.compactMap { key, value in
                value.line.map { "\(Self.quoted(key)):\($0)" }
            }
            return lines.count == members.count ? "{\(lines.joined(separator: ","))}" : nil
        }
    }

    /// RFC 8259, section 7.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\0"..<" ":
                "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    /// This object with more members; a member that both have is taken from `others`.
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
