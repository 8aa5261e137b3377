import CommandLanguage
import CommandParsing
import Foundation
package import Reports

/// The reading of a learner's line as an answer to a question.
package enum TypedAnswer: Hashable {
    /// The learner passes.
    case pass
    /// The learner leaves the lesson.
    case leave
    /// An answer: of a choice its text.
    case answer(String)
    /// The learner wants to see the question again.
    case question
    /// No answer to this question: the kind of answer that is expected. The line may be a command.
    case other(expected: String, mayBeCommand: Bool = true)
}

extension Question {
    /// The kind of answer.
    package var kind: QuestionReport.Kind {
        if !choices.isEmpty { return .choice }
        if case .number? = expected { return .number }
        return .text
    }

    /// The question in one line.
    package var line: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The choices with their letters.
    package var lettered: [QuestionReport.Choice] {
        zip(Self.letters, choices).map { QuestionReport.Choice(letter: $0, text: $1) }
    }

    /// Reads a line.
    package func answer(_ line: String) -> TypedAnswer {
        let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
        switch text.lowercased() {
        case "", "skip": return .pass
        case "quit", "exit": return .leave
        case "answer" where !choices.contains { $0.lowercased() == "answer" }: return .question
        default: break
        }
        if let answer = named(text) { return answer }
        switch kind {
        case .text: return .answer(text)
        case .number: return Self.number(text) == nil ? .other(expected: "a number") : .answer(text)
        case .choice:
            // A choice that is itself a letter comes before the letters.
            if let same = choices.first(where: { $0.lowercased() == text.lowercased() }) { return .answer(same) }
            let letter = text.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ".)( "))
            if let index = Self.letters.prefix(choices.count).firstIndex(of: letter) { return .answer(choices[index]) }
            if let meant = choice(containing: text) { return .answer(meant) }
            let letters = Self.letters.prefix(choices.count)
            return .other(
                expected: letters.dropLast().joined(separator: ", ") + " or " + (letters.last ?? ""))
        }
    }

    /// Reads a line such as `answer 11`; nil if it does not begin with this word. A sentence may begin with it, too.
    private func named(_ text: String) -> TypedAnswer? {
        let word = AnswerCommand.grammar.name
        guard text.lowercased().hasPrefix(word + " "),
            !choices.contains(where: { $0.lowercased() == text.lowercased() })
        else { return nil }
        var rest = text.dropFirst(word.count).trimmingCharacters(in: .whitespaces)
        let quotes = rest.count > 1 && (rest.first == "'" || rest.first == "\"") && rest.first == rest.last
        if quotes { rest = String(rest.dropFirst().dropLast()) }
        guard kind != .text || quotes else { return nil }
        if case .other(let expected, _) = answer(rest) { return .other(expected: expected, mayBeCommand: false) }
        return answer(rest)
    }

    /// Returns the only choice that contains these words, one after another; nil if several do, or none.
    private func choice(containing text: String) -> String? {
        func words(_ text: String) -> [String] {
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        let wanted = words(text)
        guard !wanted.isEmpty else { return nil }
        let meant = choices.filter { choice in
            let words = words(choice)
            return words.indices.contains { words[$0...].starts(with: wanted) }
        }
        return meant.count == 1 ? meant[0] : nil
    }

    /// Returns the number that a text writes: `11`, `0.5`, `50%`, `1/2`, `about 8,5` or `11 ones`; nil if there is none.
    package static func number(_ text: String) -> Double? {
        let text = text.lowercased().replacing(/\s*\/\s*/, with: "/").replacing(/\s*(%|per ?cent\b)/, with: "%")
        if let number = plainNumber(text) { return number }
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if ["never", "none", "zero"].contains(words.joined(separator: " ")) { return 0 }
        if ["about", "approximately", "around", "roughly", "~"].contains(words.first) { words.removeFirst() }
        guard var first = words.first, words.dropFirst().allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "." } })
        else { return nil }
        if first.hasPrefix("~") { first.removeFirst() }
        // A comma before three digits may separate thousands.
        let parts = first.split(separator: ",", omittingEmptySubsequences: false)
        let isDecimal = parts.count == 2 && parts[1].count != 3 && !parts[1].isEmpty
        return plainNumber(isDecimal ? parts.joined(separator: ".") : first)
    }

    /// Returns the number, percentage or fraction that a text is; nil if it is not finite.
    private static func plainNumber(_ text: String) -> Double? {
        let isPercentage = text.hasSuffix("%")
        let parts = (isPercentage ? text.dropLast() : text[...])
            .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Literal($0.trimmingCharacters(in: .whitespaces)).number }
        guard numbers.count == parts.count, !(isPercentage && parts.count > 1) else { return nil }
        let value = numbers.dropFirst().reduce(numbers[0], /)
        guard value.isFinite else { return nil }
        return isPercentage ? value / 100 : value
    }

    /// Returns true if a word can only be an answer, and no command: a letter or a number.
    package static func isOnlyAnswer(_ word: some StringProtocol) -> Bool {
        word.count == 1 && word.allSatisfy(\.isLetter) || number(String(word)) != nil
    }

    /// Returns true if a number is right: within the error, or as exact as numbers are shown.
    package static func isRight(_ number: Double, expected: Double, within: Double?) -> Bool {
        let size = abs(expected)
        // Numbers are shown with four decimals, very small and very large ones with four digits.
        let shown = size >= 1e-3 && size < 1e6 ? 0.5e-4 : 0.5e-3 * size
        return abs(number - expected) <= (within ?? shown) + 1e-9 * max(1, size)
    }
}
