import CommandLanguage
import Session

/// What Tab offers: what the grammar expects at the cursor, and what the session and the disk have where it expects
/// genes, their values, expressions or files.
struct Completer {
    let grammar: Grammar
    let knownNames: () -> KnownNames

    /// What may stand at the cursor of a line; `earlier` are the lines of the same command before it.
    func completion(_ line: String, _ cursor: Int, after earlier: String = "") -> Completion {
        let before = earlier + String(decoding: Array(line.utf8).prefix(cursor), as: UTF8.self)
        if let command = ForeignCommand(atEndOf: before) {
            return completion(of: command.lastWord, startingAt: cursor - command.lastWord.utf8.count, cursor)
        }
        guard let typed = TypedWord(atEndOf: before) else { return Completion(range: cursor..<cursor, candidates: []) }
        let start = typed.start - earlier.utf8.count
        // A word that began on an earlier line cannot be replaced on this one.
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
        for expectation in grammar.expectations(after: typed.words) { offers.add(offered(for: expectation, typed)) }
        // What is offered may begin inside the word: behind a comma, or a name in an expression.
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

    /// The files that a word for another shell may mean.
    private func completion(of word: String, startingAt start: Int, _ cursor: Int) -> Completion {
        let found = Files.beginning(with: word).filter { $0.value.hasPrefix(word) }
        return Completion(range: start..<cursor, candidates: found.map { $0.candidate(insideQuote: nil) })
    }

    private func offered(for expectation: Expectation, _ typed: TypedWord) -> Offers {
        switch expectation {
        case .word(let word, let help):
            // In quotes it would be a text, not a word of the language.
            return typed.quote == nil ? Offers([Offer(word, help: help)]) : Offers()
        case .value(let value):
            let help = value.help.isEmpty ? value.description : value.help
            let hint = Completion.Hint(placeholder: value.placeholder, help: help)
            switch value.kind {
            case .path: return Offers(Files.beginning(with: typed.text), hints: [hint])
            case .topic:
                let pages = grammar.vocabulary.words(.page).map { Offer($0.word, help: $0.summary) }
                return Offers(grammar.commands.map { Offer($0.grammar.name, help: $0.grammar.summary) } + pages)
            case .command(let first):
                // What may stand in a command of its own may stand here.
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
            case .geneValues: return geneValues(typed, hint)
            case .columns: return columns(typed, hint)
            case .genomes(let first): return genomes(typed, from: first, hint)
            case .row(let first): return row(typed, from: first, hint)
            case .expression(let first): return expression(typed, from: first, hint)
            case .other: return Offers(hints: [hint])
            }
        }
    }

    /// One value after another, parted by commas.
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

    /// Where in a word the last of several values begins.
    private static func afterComma(_ typed: TypedWord) -> Int? {
        typed.text.lastIndex(of: ",").map { typed.text.distance(from: typed.text.startIndex, to: $0) + 1 }
    }

    /// The columns of the table that the command names, but for those that were given.
    private func columns(_ typed: TypedWord, _ hint: Completion.Hint) -> Offers {
        // `load csv PATH label …`, `predict PATH keep …`
        let path = typed.words.first == "predict" ? 1 : 2
        guard typed.words.count > path + 1 else { return Offers(hints: [hint]) }
        let given = Set(
            (typed.words.dropFirst(path + 1) + [typed.text]).flatMap { $0.split(separator: ",") }.map(String.init))
        let columns = TableColumns(ofTableAt: typed.words[path]).names.filter {
            !given.contains($0) || $0 == typed.text
        }
        // With a label of its own a name of several words is quoted.
        return Offers(columns.map { Offer($0, label: $0) }, hints: [hint], beginning: Self.afterComma(typed))
    }

    /// Names of genes and their values in turn, a genome after each comma.
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

    /// Columns that the current network takes and their values in turn.
    private func row(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let words = Array(typed.words.dropFirst(first))
        let names = knownNames()
        if words.count % 2 == 1, let column = words.last {
            return Offers(names.values(ofColumn: column).map { Offer($0.text, label: $0.text) }, hints: [hint])
        }
        let given = Set(stride(from: 0, to: words.count, by: 2).map { words[$0] })
        // With a label of its own a name of several words is quoted.
        let columns = names.columns.filter { !given.contains($0.text) }.map {
            Offer($0.text, label: $0.text, help: $0.summary)
        }
        return Offers(columns, hints: [hint])
    }

    /// A name where an operand is due, an operator behind one.
    private func expression(_ typed: TypedWord, from first: Int, _ hint: Completion.Hint) -> Offers {
        let command = typed.words.first ?? ""
        let names = knownNames()
        let before = typed.words.dropFirst(first)
        if typed.text.isEmpty, let last = before.last, let end = last.last,
            end.isLetter || end.isNumber || "_)".contains(end),
            !["and", "or", "not", "mod", "is", "when"].contains(last)
        {
            let isCondition = !["maximize", "minimize"].contains(command)
            return Offers((isCondition ? Self.comparisons : Self.operators).map { Offer($0, help: $1) })
        }
        let name = typed.text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let beginning = typed.text.count - name.count
        if let operation = before.last, ["is", "="].contains(operation), let gene = before.dropLast().last {
            let values = names.values(of: gene)
            if !values.isEmpty { return Offers(values.map(Offer.init), beginning: beginning) }
        }
        let offers = names.namesInExpression(of: command).map { entry in
            Offer(entry.text, help: entry.summary, isComplete: !entry.text.hasSuffix("("))
        }
        return Offers(offers, hints: typed.text.isEmpty && before.isEmpty ? [hint] : [], beginning: beginning)
    }

    private static let operators = [
        ("+", "sum"), ("-", "difference"), ("*", "product"), ("/", "quotient"), ("^", "power"), ("mod", "remainder"),
    ]
    private static let comparisons = [
        ("is", "equal to a word"), ("=", "equal"), ("!=", "not equal"), ("<", "below"), ("<=", "at the most"),
        (">", "above"), (">=", "at least"), ("and", "both hold"), ("or", "one of them holds"),
    ]
}

/// `!ls fol`: a command for another shell, which is completed by files alone.
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
