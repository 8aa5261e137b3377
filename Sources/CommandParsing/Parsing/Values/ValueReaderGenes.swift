import Notation

/// Names and values of genes.
extension ValueReader {
    /// Returns true for letters, digits and `_`, not beginning with a digit; `*` at the end or `..` between two names
    /// stands for several.
    static func isGeneName(_ text: String) -> Bool {
        let parts = text.split(separator: "..", omittingEmptySubsequences: false)
        if parts.count == 2 { return parts.allSatisfy { isPlainName($0) } }
        return isPlainName(text.hasSuffix("*") ? text.dropLast() : text[...])
    }

    private static func isPlainName(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Returns true if a comma or space inside the word does not separate values, because it is quoted or a
    /// variable's.
    func isOneValue(_ word: PlainWord) -> Bool {
        word.isQuoted || word.isVariable && word.value.contains { $0 == "," || $0.isWhitespace }
    }

    /// Returns true if the word is a variable whose value is not a number.
    func isWordOfCondition(_ word: PlainWord) -> Bool { word.isVariable && Literal(word.value).number == nil }

    /// Reads a list or a range.
    ///
    /// - Returns: The values, each value of a list as it was written, and the index of the next word.
    func values(from start: Int) throws(Mismatch) -> (ValueList, [String], Int) {
        let first = words[start]
        if !isOneValue(first), first.text.contains("..") {
            let (range, next) = try range(from: start)
            return (range, [], next)
        }
        var literals: [Literal] = []
        var written: [String] = []
        var index = start
        var expectsMore = true
        while index < words.count {
            let word = words[index]
            if isOneValue(word) {
                guard expectsMore else { break }
                literals.append(.text(word.value))
                written.append(word.value)
                expectsMore = word.endsWithComma
            } else {
                guard expectsMore || word.text.hasPrefix(",") else { break }
                for (position, part) in word.text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
                    if position > 0 {
                        guard !expectsMore else {
                            throw .noValueBeforeComma(in: word, at: index)
                        }
                        expectsMore = true
                    }
                    if !part.isEmpty {
                        literals.append(Literal(String(part)))
                        written.append(String(part))
                        expectsMore = false
                    }
                }
            }
            index += 1
        }
        guard !expectsMore else {
            throw .noValue(after: words[index - 1], at: index)
        }
        return (.list(literals), written, index)
    }

    private func range(from start: Int) throws(Mismatch) -> (ValueList, Int) {
        let word = words[start]
        let isUpperIncluded = !word.text.contains("..<")
        let parts = word.text.split(separator: isUpperIncluded ? ".." : "..<", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw .notRange(word, at: start)
        }
        let bounds = parts.map { Literal(String($0)) }
        for (bound, part) in zip(bounds, parts) where bound.number == nil {
            throw .boundNotNumber(part.isEmpty ? word.text : String(part), at: start)
        }
        var next = start + 1
        var step: Literal?
        var isLogarithmic = false
        if next < words.count, words[next].text == "by" {
            guard next + 1 < words.count, case let literal = Literal(words[next + 1].text), let number = literal.number,
                number > 0
            else {
                throw .noStep(next + 1 < words.count ? words[next + 1] : nil, at: next + 1)
            }
            step = literal
            next += 2
        }
        if next < words.count, words[next].text == "log" {
            isLogarithmic = true
            next += 1
        }
        return (
            .range(
                lower: bounds[0], upper: bounds[1], isUpperIncluded: isUpperIncluded, step: step,
                isLogarithmic: isLogarithmic), next
        )
    }
}
