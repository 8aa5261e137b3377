import CommandLanguage
import Foundation
import Session

/// What Tab offers: what the grammar expects at the cursor, and files, genes and commands where it expects those.
struct Completer {
    let grammar: Grammar
    let geneNames: () -> [String]

    func completion(_ line: String, _ cursor: Int) -> Completion {
        let before = String(decoding: Array(line.utf8).prefix(cursor), as: UTF8.self)
        let source = Source(name: "", text: before)
        guard case .statements(let statements)? = try? Lexer.read(source) else {
            return Completion(range: cursor..<cursor, candidates: [])
        }
        var words = statements.last?.words.map { $0.literal ?? "" } ?? []
        var start = cursor
        let isInWord = !(before.isEmpty || before.last?.isWhitespace == true || before.last == ";")
        if isInWord, let last = statements.last?.words.last {
            words.removeLast()
            start = last.range.lowerBound
        } else if before.split(separator: ";", omittingEmptySubsequences: false).last?.allSatisfy(\.isWhitespace)
            == true
        {
            words = []
        }
        let part = isInWord ? statements.last?.words.last?.literal ?? "" : ""
        var seen: Set<String> = []
        let candidates = grammar.expectations(after: words).flatMap { offered(for: $0, part) }
            .filter { $0.text.hasPrefix(part) && seen.insert($0.text).inserted }
        return Completion(range: start..<cursor, candidates: candidates)
    }

    private func offered(for expectation: Expectation, _ part: String) -> [Completion.Candidate] {
        switch expectation {
        case .word(let word, let help): [.init(word, help: help)]
        case .value(_, .path): files(part)
        case .value(_, .geneName): geneNames().map { .init($0) }
        case .value(_, .command): grammar.commands.map { .init($0.grammar.name, help: $0.grammar.summary) }
        case .value(_, .topic):
            grammar.commands.map { .init($0.grammar.name, help: $0.grammar.summary) }
                + grammar.vocabulary.words(.page).map { .init($0.word, help: $0.summary) }
        case .value(_, .other): []
        }
    }

    /// The files whose path begins so; a folder is not complete, its files may follow.
    private func files(_ part: String) -> [Completion.Candidate] {
        let folder =
            part.contains("/")
            ? part.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" : ""
        let place = folder.hasPrefix("~/") ? NSHomeDirectory() + folder.dropFirst() : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.isEmpty ? "." : place)) ?? []
        let isHiddenWanted = part.split(separator: "/", omittingEmptySubsequences: false).last?.hasPrefix(".") == true
        return names.sorted().filter { isHiddenWanted || !$0.hasPrefix(".") }.map { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: place + name, isDirectory: &isFolder)
            return exists && isFolder.boolValue
                ? .init(folder + name + "/", isComplete: false) : .init(folder + name)
        }
    }
}
