/// A value of JSON (RFC 8259).
enum JSONValue: Hashable, Codable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The value without the names that Swift gives to the values of an enumeration's case: `{"line": {"_0": [1]}}` is
    /// `{"line": [1]}`, `{"fitness": {"_0": 1, "size": 2}}` is `{"fitness": 1, "size": 2}`, and `{"none": {}}` is
    /// `"none"`.
    var plain: JSONValue {
        switch self {
        case .list(let values): return .list(values.map(\.plain))
        case .object(let fields):
            if fields.count == 1, case (let name, .object(let payload))? = fields.first {
                if payload.isEmpty { return .text(name) }
                if let plain = Self.plain(name, payload) { return .object(plain) }
            }
            return .object(fields.mapValues(\.plain))
        default: return self
        }
    }

    /// Returns the fields of a case whose values Swift has numbered; nil if they have names.
    private static func plain(_ name: String, _ payload: [String: JSONValue]) -> [String: JSONValue]? {
        guard let first = payload["_0"] else { return nil }
        var numbered = [first.plain]
        while let next = payload["_\(numbered.count)"] { numbered.append(next.plain) }
        var fields = payload.filter { !$0.key.hasPrefix("_") }.mapValues(\.plain)
        guard fields[name] == nil else { return nil }
        fields[name] = numbered.count == 1 ? numbered[0] : .list(numbered)
        return fields
    }
}
