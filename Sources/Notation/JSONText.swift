/// JSON values as text (RFC 8259): the one place that knows how strings and numbers are escaped.
public enum JSONText {
    /// A string in quotes (section 7): what must be escaped is, by its short form where it has one. O(text).
    ///
    ///     JSONText.quoted("a \"b\"\n")  // "a \"b\"\n"
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

    /// A number (section 6), an integer without a fraction; `null` for NaN and infinities, which JSON lacks.
    public static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// An object with its members in order.
    ///
    /// - Parameter members: names, and values that are JSON already.
    public static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\(quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    /// An array.
    ///
    /// - Parameter values: values that are JSON already.
    public static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}
