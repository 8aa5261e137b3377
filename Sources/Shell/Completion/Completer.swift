import CommandLanguage
import CommandParsing
import Scripts
import Session
import Terminal

/// The completion by Tab: the words that the grammar expects at the cursor, and where it expects genes, values,
/// expressions or files, those of the session and the disk.
struct Completer {
    let grammar: Grammar
    let knownNames: () -> KnownNames
    /// Returns the columns of a table file.
    let columns: (_ path: String) -> [String]
    /// Returns the columns of a table of `show`.
    var shownColumns: (String) -> [String] = { _ in [] }

    /// Returns the candidates at the cursor of a line; `earlier` holds the previous lines of the same command.
    func completion(_ line: String, _ cursor: Int, after earlier: String = "") -> Completion {
        let before = earlier + String(decoding: Array(line.utf8).prefix(cursor), as: UTF8.self)
        if let command = ForeignCommand(atEndOf: before) {
            return completion(of: command.lastWord, startingAt: cursor - command.lastWord.utf8.count, cursor)
        }
        guard let typed = TypedWord(atEndOf: before) else { return Completion(range: cursor..<cursor, candidates: []) }
        let start = typed.start - earlier.utf8.count
        // A word that began on an earlier line cannot be replaced here.
        guard start >= 0 else { return Completion(range: cursor..<cursor, candidates: []) }
        if let name = typed.variable {
            let candidates = knownNames().variables.filter { $0.text.hasPrefix(name) }.map {
                Completion.Candidate("$" + $0.text, help: $0.summary)
            }
            return Completion(range: cursor - name.utf8.count - 1..<cursor, candidates: candidates)
        }
        return completion(of: typed, startingAt: start, cursor)
    }

    private func completion(of typed: TypedWord, startingAt start: Int, _ cursor: Int) -> Completion {
        var offers = Offers()
        for expectation in expectations(after: typed) { offers.add(offered(for: expectation, typed)) }
        // An offer may replace only the end of the word: after a comma, or a name in an expression.
        let part = offers.beginning.map { String(typed.text.dropFirst($0)) } ?? typed.text
        let from = offers.beginning.map { cursor - typed.text.dropFirst($0).utf8.count } ?? start
        var fitting = offers.candidates.filter { $0.value.hasPrefix(part) }
        if fitting.isEmpty, part.count > 1 {
            fitting = offers.candidates.filter { $0.value.lowercased().contains(part.lowercased()) }
        }
        let candidates = fitting.map { $0.candidate(insideQuote: typed.quote) }
        return Completion(
            range: from..<cursor, candidates: candidates, hints: fitting.isEmpty || part.isEmpty ? offers.hints : [])
    }

    /// Returns the words and values that may follow. After a column of the current network only values and columns do,
    /// not the settings of a file of that name.
    private func expectations(after typed: TypedWord) -> [ExpectedWord] {
        let all = grammar.expectations(after: typed.words)
        for case .value(let value) in all {
            guard case .row(let first) = value.kind, typed.words.count > first,
                knownNames().columns.contains(where: { $0.text == typed.words[first] })
            else { continue }
            return [.value(value)]
        }
        return all
    }

    /// Returns the files that a word for the system shell may mean.
    private func completion(of word: String, startingAt start: Int, _ cursor: Int) -> Completion {
        let found = Files.beginning(with: word).filter { $0.value.hasPrefix(word) }
        return Completion(range: start..<cursor, candidates: found.map { $0.candidate(insideQuote: nil) })
    }

    private func offered(for expectation: ExpectedWord, _ typed: TypedWord) -> Offers {
        switch expectation {
        case .word(let word, let help):
            // A quoted word is a text, not a word of the language.
            return typed.quote == nil ? Offers([Offer(word, help: help)]) : Offers()
        case .value(let value):
            let help = value.help.isEmpty ? value.description : value.help
            let hint = Completion.Hint(placeholder: value.placeholder, help: help)
            switch value.kind {
            case .path(let kind): return Offers(Files.beginning(with: typed.text, first: kind), hints: [hint])
            case .topic:
                let pages = grammar.vocabulary.words(.page).map { Offer($0.word, help: $0.summary) }
                let commands = grammar.commands.map { Offer($0.grammar.name, help: $0.grammar.summary) }
                return Offers(commands + pages)
            case .command(let first):
                // A nested command offers what it would offer on its own.
                let inner = TypedWord(typed, from: first)
                var offers = Offers()
                for expectation in grammar.expectations(after: inner.words) {
                    offers.add(offered(for: expectation, inner))
                }
                return offers
            case .geneName:
                let names = knownNames()
                let others = typed.words.last == "remove" ? [] : names.otherGenes
                return Offers((names.genes + others).map(Offer.init), hints: [hint])
            case .geneNames: return geneNames(typed, hint)
            case .objectiveName: return objectiveNames(typed, hint)
            case .birth: return Offers(knownNames().births.map(Offer.init), hints: [hint])
            case .geneValues: return geneValues(typed, hint)
            case .columns: return columns(typed, hint)
            case .genomes(let first): return genomes(typed, from: first, hint)
            case .classWeights(let first): return classWeights(typed, from: first, hint)
            case .row(let first): return row(typed, from: first, hint)
            case .expression(let first): return expression(typed, from: first, hint)
            case .other: return Offers(hints: [hint])
            }
        }
    }

    /// Returns offers of values separated by commas.
    private func geneValues(_ typed: TypedWord, _ hint: Completion.Hint) -> Offers {
        let gene = typed.words.dropFirst().first ?? ""
        let isFirst = typed.words.last == "in" && !typed.text.contains(",")
        let listed = Set(
            typed.words.dropFirst(3).joined(separator: " ").split { $0 == "," || $0 == " " }.map(String.init))
        let values = knownNames().valuesToChoose(for: gene).filter { entry in
            (isFirst || !entry.text.contains { ",.".contains($0) }) && !listed.contains(entry.text)
        }
        return Offers(values.map(Offer.init), hints: [hint], beginning: Self.afterComma(typed))
    }

    /// Returns the offset at which the last of several values in a word begins.
    private static func afterComma(_ typed: TypedWord) -> Int? {
        typed.text.lastIndex(of: ",").map { typed.text.distance(from: typed.text.startIndex, to: $0) + 1 }
    }

    /// Returns offers of objectives, except those whose goal was given, and of the hypervolume in their place.
    private func objectiveNames(_ typed: TypedWord, _ hint: Completion.Hint) -> Offers {
        let start = typed.words.lastIndex(of: "goal").map { $0 + 1 } ?? typed.words.count
        let given = typed.words[start...]
        let objectives = knownNames().objectives.filter { !given.contains($0.text) }
        var offers = objectives.map { Offer($0.text, help: $0.summary, quoting: .word) }
        if given.isEmpty, typed.words.last == "goal", objectives.count > 1 {
            offers.append(Offer("hypervolume", help: "the part of the space that the front dominates"))
        }
        return Offers(offers, hints: [hint])
    }

    /// Returns offers of gene names separated by commas, except those already given.
    private func geneNames(_ typed: TypedWord, _ hint: Completion.Hint) -> Offers {
        let start = typed.words.lastIndex(of: "of").map { $0 + 1 } ?? typed.words.count
        let words = typed.words[start...].joined(separator: " ") + " " + typed.text.prefix(Self.afterComma(typed) ?? 0)
        let given = Set(words.split { $0 == "," || $0 == " " }.map(String.init))
        let genes = knownNames().genes.filter { !given.contains($0.text) }
        return Offers(genes.map(Offer.init), hints: [hint], beginning: Self.afterComma(typed))
    }

    /// Returns the columns of the table that a command shows, or whose file it names, except those already given.
    private func columns(_ typed: TypedWord, _ hint: Completion.Hint) -> Offers {
        let command = typed.words.first.flatMap(grammar.command(beginning:))?.grammar.name
        if command == "show" || command == "export" {
            // `show TABLE by …`, `export csv PATH of TABLE by …`
            let table = command == "show" ? 1 : typed.words.lastIndex(of: "of").map { $0 + 1 } ?? typed.words.count
            guard table < typed.words.count else { return Offers(hints: [hint]) }
            return Offers(shownColumns(typed.words[table]).map { Offer($0, label: $0) }, hints: [hint])
        }
        // `load csv PATH label …`, `predict PATH keep …`
        let path = command == "predict" ? 1 : 2
        guard typed.words.count > path + 1 else { return Offers(hints: [hint]) }
        let given = Set(
            (typed.words.dropFirst(path + 1) + [typed.text]).flatMap { $0.split(separator: ",") }.map(String.init))
        let columns = columns(typed.words[path]).filter { !given.contains($0) || $0 == typed.text }
        return Offers(columns.map { Offer($0, quoting: .value) }, hints: [hint], beginning: Self.afterComma(typed))
    }

    /// Returns offers of gene names and values in turn; a comma begins another genome.
    private func genomes(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let genome = typed.words.dropFirst(first).reduce(into: [String]()) { genome, word in
            genome.append(word)
            if word.hasSuffix(",") { genome = [] }
        }
        let names = knownNames()
        if genome.count % 2 == 1, let gene = genome.last { return Offers(names.values(of: gene).map(Offer.init)) }
        let given = Set(stride(from: 0, to: genome.count, by: 2).map { genome[$0] })
        let genes = names.genes.filter { !given.contains($0.text) }.map(Offer.init)
        let isFirst = typed.words.count == first
        return Offers(
            isFirst ? genes + Files.beginning(with: typed.text) : genes, hints: isFirst ? [hint] : [])
    }

    /// Returns offers of classes that have no weight yet; none for a weight.
    private func classWeights(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let words = Array(typed.words.dropFirst(first))
        guard words.count.isMultiple(of: 2) else { return Offers(hints: [hint]) }
        let given = Set(stride(from: 0, to: words.count, by: 2).map { words[$0] })
        let settings = knownNames().trainingSettings
        let classes = knownNames().classes.filter { !given.contains($0.text) }
        return Offers(
            classes.map { Offer($0.text, quoting: settings.contains($0.text) ? .always : .word) }, hints: [hint])
    }

    /// Returns offers of the current network's columns and their values in turn.
    private func row(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let words = Array(typed.words.dropFirst(first))
        let names = knownNames()
        if words.count % 2 == 1, let column = words.last {
            // The second word could be a setting of a file instead.
            let settings = words.count == 1 ? ["keep", "to", "replace"] : []
            return Offers(
                names.values(ofColumn: column).map {
                    Offer($0.text, quoting: settings.contains($0.text) ? .always : .word)
                }, hints: [hint])
        }
        let given = Set(stride(from: 0, to: words.count, by: 2).map { words[$0] })
        let columns = names.columns.filter { !given.contains($0.text) }.map {
            Offer($0.text, help: $0.summary, quoting: .word)
        }
        return Offers(columns, hints: [hint])
    }

    /// Returns offers of names where the expression needs an operand, and of operators after one.
    private func expression(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let command = typed.words.first ?? ""
        let names = knownNames()
        let before = typed.words.dropFirst(first)
        if before.last == "of", let score = before.dropLast().last, KnownNames.scoresOfClasses.contains(score) {
            return Offers(names.classes.map { Offer($0.text, help: $0.summary, quoting: .className) })
        }
        if typed.text.isEmpty, let last = before.last, let end = last.last,
            end.isLetter || end.isNumber || "_)]".contains(end),
            !["and", "or", "not", "mod", "is", "when", "where", "in"].contains(last)
        {
            let symbols =
                switch command {
                case "maximize", "minimize": Self.operators
                case "require": Self.comparisons + Self.operators
                default: Self.comparisons
                }
            let ofClass = KnownNames.scoresOfClasses.contains(last) ? [("of", "the score of one class")] : []
            return Offers((ofClass + symbols).map { Offer($0, help: $1) })
        }
        let name = typed.text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let beginning = typed.text.count - name.count
        if let operation = before.last, ["is", "="].contains(operation), let gene = before.dropLast().last {
            let values = names.values(of: gene)
            let offers = values.map { Offer($0.text, help: $0.summary, quoting: $0.isValue ? .operand : .none) }
            if !offers.isEmpty { return Offers(offers, beginning: beginning) }
        }
        let offers = names.namesInExpression(of: command).map { entry in
            Offer(entry.text, help: entry.summary, isComplete: !entry.text.hasSuffix("("))
        }
        return Offers(offers, hints: typed.text.isEmpty && before.isEmpty ? [hint] : [], beginning: beginning)
    }

    private static let operators = [
        ("+", "sum"), ("-", "difference"), ("*", "product"), ("/", "quotient"), ("^", "power"), ("mod", "remainder"),
        ("where", "names parts of the expression"),
    ]
    private static let comparisons = [
        ("is", "equal to a word"), ("=", "equal"), ("!=", "not equal"), ("<", "less than"), ("<=", "at most"),
        (">", "greater than"), (">=", "at least"), ("and", "both hold"), ("or", "at least one holds"),
    ]
}

/// `!ls fol`: a command for the system shell, for which only files are completed.
private struct ForeignCommand {
    let lastWord: String

    init?(atEndOf text: String) {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        guard line.drop(while: \.isWhitespace).hasPrefix("!") else { return nil }
        lastWord = String(
            line.drop(while: \.isWhitespace).dropFirst().split(separator: " ", omittingEmptySubsequences: false).last
                ?? "")
    }
}
