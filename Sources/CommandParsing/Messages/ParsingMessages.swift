// The errors of splitting a text into words, commands and blocks.

extension Diagnostic {
    // MARK: - Words

    static func nothingContinued(at position: Int, of source: Source) -> Diagnostic {
        Diagnostic(
            "a line that ends with `\\` must continue on the next line, but nothing follows",
            at: position..<position + 1, of: source)
    }

    static func nul(at position: Int, of source: Source) -> Diagnostic {
        Diagnostic(
            "a command cannot contain the character NUL (U+0000); remove it", at: position..<position + 1, of: source)
    }

    static func openQuote(_ quote: String, at position: Int, of source: Source) -> Diagnostic {
        Diagnostic("the quote \(quote) is never closed", at: position..<position + 1, of: source)
    }

    static func openBrace(at position: Int, of source: Source) -> Diagnostic {
        Diagnostic("expected } after ${", at: position..<position + 2, of: source)
    }

    static func noVariableName(_ found: String, at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("expected a name between { and }, found \"\(found)\"", at: range, of: source)
    }

    // MARK: - Variables

    static func noArgument(_ name: String, arguments: Int, at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic(
            "$\(name) has no value, because the script was given \(arguments) argument\(arguments == 1 ? "" : "s"); "
                + "`${\(name):-VALUE}` sets a default",
            at: range, of: source)
    }

    static func noFactYet(_ name: String, at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic(
            "$\(name) has no value yet; `${\(name):-none}` is \"none\" until then", at: range, of: source,
            suggestion: nil)
    }

    static func noValue(
        of name: String, nearest: String?, at range: Range<Int>, of source: Source
    ) -> Diagnostic {
        Diagnostic(
            "$\(name) has no value; `let \(name) VALUE` gives it one", at: range, of: source,
            suggestion: nearest.map { "$" + $0 })
    }

    // MARK: - Commands

    static func unknownCommand(_ word: PlainWord, nearest: String?, of source: Source) -> Diagnostic {
        let hint = nearest == nil ? "; `help` lists the commands" : ""
        return Diagnostic("unknown command \"\(word.text)\"\(hint)", at: word.range, of: source, suggestion: nearest)
    }

    static func ambiguous(_ word: PlainWord, _ candidates: [String], of source: Source) -> Diagnostic {
        Diagnostic(
            "\"\(word.text)\" is short for several words: \(candidates.joined(separator: ", "))", at: word.range,
            of: source)
    }

    static func abbreviated(_ word: PlainWord, _ full: String, of source: Source) -> Diagnostic {
        Diagnostic(
            "\"\(word.text)\" is abbreviated, but scripts need full words", at: word.range, of: source,
            suggestion: full)
    }

    static func incomplete(after word: PlainWord, expected: String, of source: Source) -> Diagnostic {
        // An example in the description is set off by commas on both sides.
        let comma = expected.contains(", such as ") ? "," : ""
        return Diagnostic(
            "expected \(expected)\(comma) after \"\(word.text)\"",
            at: word.range.upperBound..<word.range.upperBound + 1, of: source)
    }

    /// - Parameter command: The words of the complete command.
    static func afterEnd(of command: String, _ word: PlainWord, of source: Source) -> Diagnostic {
        Diagnostic(
            "nothing may follow `\(command)`; remove \"\(word.text)\"", at: word.range, of: source)
    }

    static func unexpected(
        _ word: PlainWord, expected: String, nearest: String?, of source: Source
    ) -> Diagnostic {
        Diagnostic(
            "expected \(expected), found \"\(word.text)\"", at: word.range, of: source, suggestion: nearest)
    }

    static func noComma(
        between before: PlainWord, _ word: PlainWord, expected: String, of source: Source
    ) -> Diagnostic {
        Diagnostic(
            "expected a comma between \"\(before.text)\" and \"\(word.text)\", or \(expected)", at: word.range,
            of: source)
    }

    // MARK: - Blocks

    static func blocksTooDeep(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("blocks can be nested at most \(Block.deepest) levels deep", at: range, of: source)
    }

    static func afterElse(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic(
            "nothing may follow `else` directly; begin the next command on a new line or after `;`", at: range,
            of: source)
    }

    static func strayElse(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("`else` without `if`", at: range, of: source)
    }

    static func afterEnd(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic(
            "nothing may follow `end` directly; begin the next command on a new line or after `;`", at: range,
            of: source)
    }

    static func strayEnd(at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("`end` without `if`, `for` or `experiment`", at: range, of: source)
    }

    static func openBlock(_ name: String, at range: Range<Int>, of source: Source) -> Diagnostic {
        Diagnostic("`\(name)` has no `end`", at: range, of: source)
    }
}
