/// JSON values as text (RFC 8259). All escaping of strings and formatting of numbers is done here.
public enum JSONText {
    /// Returns a quoted string (section 7), escaped where necessary, with the short form where there is one.
    ///
    ///     JSONText.quoted("a \"b\"\n")  // "a \"b\"\n"
    ///
    /// - Complexity: O(text)
    public static func quoted(_ text: some StringProtocol) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Returns a number (section 6), integers without a fraction; `null` for NaN and infinities, which JSON lacks.
    public static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Returns an object with its members in order.
    ///
    /// - Parameter members: The names, and the values as JSON.
    public static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\(quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    /// Returns an array.
    ///
    /// - Parameter values: The values as JSON.
    public static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
