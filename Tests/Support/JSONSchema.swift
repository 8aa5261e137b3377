import Foundation

/// A value of JSON.
private enum SchemaValue: Hashable, Decodable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([SchemaValue])
    case object([String: SchemaValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([SchemaValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: SchemaValue].self))
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    var list: [SchemaValue] { if case .list(let list) = self { list } else { [] } }

    var object: [String: SchemaValue] { if case .object(let object) = self { object } else { [:] } }

    var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// A JSON Schema, as far as the schema of the reports needs it: `$ref` to `$defs`, `anyOf`, `oneOf`, `const`, `enum`,
/// `type`, `minimum`, `required`, `properties`, `additionalProperties` and `items`.
///
/// Unlike in JSON Schema, an object has no other properties than those named, unless `additionalProperties` allows
/// them: an undocumented field is an error.
package struct JSONSchema {
    private let root: SchemaValue
    private let definitions: [String: SchemaValue]

    /// Reads a schema.
    package init(path: String) throws {
        root = try JSONDecoder().decode(SchemaValue.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        definitions = root.object["$defs"]?.object ?? [:]
    }

    /// The names of the definitions that the whole schema chooses from.
    package var alternatives: [String] {
        (root.object["oneOf"]?.list ?? []).compactMap { $0.object["$ref"]?.text.map(Self.name) }
    }

    /// Returns the errors of a text in JSON against a definition; empty if it is valid.
    package func errors(of text: some StringProtocol, as definition: String) throws -> [String] {
        let value = try JSONDecoder().decode(SchemaValue.self, from: Data(text.utf8))
        guard let schema = definitions[definition]?.object else { return ["there is no definition \(definition)"] }
        return errors(value, schema, definition)
    }

    private static func name(_ reference: String) -> String {
        reference.split(separator: "/").last.map(String.init) ?? reference
    }

    private func errors(_ value: SchemaValue, _ schema: [String: SchemaValue], _ path: String) -> [String] {
        if let name = schema["$ref"]?.text.map(Self.name) {
            guard let other = definitions[name]?.object else { return ["\(path): there is no definition \(name)"] }
            return errors(value, other, path)
        }
        for keyword in ["anyOf", "oneOf"] {
            guard let choices = schema[keyword]?.list else { continue }
            let fitting = choices.count { errors(value, $0.object, path).isEmpty }
            if keyword == "oneOf" ? fitting != 1 : fitting == 0 { return ["\(path): \(fitting) of \(keyword) fit"] }
        }
        if let constant = schema["const"], constant != value {
            return ["\(path): expected \(constant), found \(value)"]
        }
        if let words = schema["enum"]?.list, !words.contains(value) { return ["\(path): \(value) is none of \(words)"] }
        guard let type = schema["type"]?.text else { return [] }
        guard Self.isType(type, value) else { return ["\(path): expected \(type), found \(value)"] }
        if let minimum = schema["minimum"]?.number, let number = value.number, number < minimum {
            return ["\(path): \(number) is below \(minimum)"]
        }
        switch value {
        case .object(let object): return errors(of: object, schema, path)
        case .list(let list):
            guard let items = schema["items"]?.object else { return [] }
            return list.enumerated().flatMap { errors($1, items, "\(path)[\($0)]") }
        default: return []
        }
    }

    private func errors(of object: [String: SchemaValue], _ schema: [String: SchemaValue], _ path: String) -> [String] {
        let required = (schema["required"]?.list ?? []).compactMap(\.text)
        let properties = schema["properties"]?.object ?? [:]
        var errors = required.filter { object[$0] == nil }.map { "\(path): \($0) is missing" }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            if let known = properties[key] {
                errors += self.errors(value, known.object, "\(path).\(key)")
                continue
            }
            switch schema["additionalProperties"] {
            case .boolean(true)?: continue
            case .object(let other)?: errors += self.errors(value, other, "\(path).\(key)")
            default: errors.append("\(path): \(key) is not in the schema")
            }
        }
        return errors
    }

    private static func isType(_ type: String, _ value: SchemaValue) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .list), ("string", .text), ("null", .null), ("boolean", .boolean),
            ("number", .number):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}
