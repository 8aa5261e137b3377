extension CommandText {
    /// Returns the name of a class as it is written after `of`, as in `f1 of setosa`, `recall of 2` and
    /// `auc of 'a b'`; quoted unless it is a plain name or a number in its standard spelling.
    ///
    /// - Complexity: O(text)
    public static func className(_ text: String) -> String {
        if let number = Double(text), number.isFinite, text == numberText(number) { return text }
        return operand(text)
    }

    /// Returns the name of a class that `className` wrote; nil for any other text.
    ///
    /// - Complexity: O(text)
    public static func className(written text: String) -> String? {
        var name = text
        let scalars = text.unicodeScalars
        if scalars.count >= 2, let quote = scalars.first, scalars.last == quote {
            let inside = scalars.dropFirst().dropLast()
            if quote == "'" { name = String(inside) }
            if quote == "\"" { name = unescaped(inside) }
        }
        return className(name) == text ? name : nil
    }

    /// Returns a number in its standard spelling, without a decimal point if it is whole.
    public static func numberText(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    private static func unescaped(_ text: Substring.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text {
            if isEscaped {
                result.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
