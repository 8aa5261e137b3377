/// A value in Keras's description of a layer: what JSON can hold.
public enum KerasValue: Hashable, Sendable {
    case null
    case truth(Bool)
    case whole(Int)
    case real(Double)
    case text(String)
    case list([KerasValue])
    case object([String: KerasValue])

    /// Creates a number as it was typed, not the exact value of the nearest Float: 0.1 stays 0.1.
    public init(typed value: Float) { self = .real(Double("\(value)") ?? Double(value)) }

    /// Returns this object with more members; for duplicate names, those of `others` are used.
    public func with(_ others: [String: KerasValue]) -> KerasValue {
        guard case .object(let members) = self else { return .object(others) }
        return .object(members.merging(others) { $1 })
    }
}

extension KerasValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Creates a text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Creates an integer.
    public init(integerLiteral value: Int) { self = .whole(value) }
    /// Creates a number.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// Creates true or false.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    /// Creates null.
    public init(nilLiteral: ()) { self = .null }
    /// Creates a list.
    public init(arrayLiteral elements: KerasValue...) { self = .list(elements) }
    /// Creates an object; of duplicate names the last counts.
    public init(dictionaryLiteral elements: (String, KerasValue)...) { self = .object(Dictionary(elements) { $1 }) }
}

extension KerasValue {
    /// Returns a member of an object.
    public subscript(_ key: String) -> KerasValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The text; nil for other values.
    package var text: String? { if case .text(let value) = self { value } else { nil } }
    /// The elements of a list; nil for other values.
    package var list: [KerasValue]? { if case .list(let values) = self { values } else { nil } }
    /// True or false; nil for other values.
    package var truth: Bool? { if case .truth(let value) = self { value } else { nil } }
    /// True for null.
    package var isNull: Bool { if case .null = self { true } else { false } }

    /// The number; nil for other values.
    package var number: Double? {
        switch self {
        case .whole(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    /// The integer; nil for other values.
    package var whole: Int? {
        switch self {
        case .whole(let value): value
        case .real(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The integers of a list; nil if an element is not an integer.
    public var wholes: [Int]? {
        guard let list else { return nil }
        let wholes = list.compactMap(\.whole)
        return wholes.count == list.count ? wholes : nil
    }

    /// All numbers in nested lists, in order; a single number counts as a list.
    public var numbers: [Float]? {
        if let number { return [Float(number)] }
        guard let list else { return nil }
        let parts = list.compactMap(\.numbers)
        return parts.count == list.count ? parts.flatMap { $0 } : nil
    }
}

extension KerasValue: Decodable {
    /// Decodes any value.
    ///
    /// - Throws: The errors of the decoder.
    public init(from decoder: any Decoder) throws {
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
        } else if let values = try? container.decode([KerasValue].self) {
            self = .list(values)
        } else {
            self = .object(try container.decode([String: KerasValue].self))
        }
    }
}
