import CommandLanguage
import Evolution
import Messages
import Reports
import SearchCommands
import Session
import SessionState
import Teaching

extension Session {
    /// Shows the parents and the cut of the first child, or compares a guess of its genes with the child.
    ///
    /// - Parameter guess: The genes as they were typed; nil to show the parents.
    /// - Throws: `.unusable` if the genomes are too long to type, or the guess has another number of genes.
    func guessedChild(_ guess: String?, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let before = state.evolution else { return .nothing }
        guard let words = GenomeWords(before.genus, maximum: PhaseExplanation.longestGenome) else {
            throw .childTooLong
        }
        // The draws are part of the evolution, so that a copy has the same child.
        var copy = before
        let event: PhaseEvent
        do { event = try copy.step() } catch { throw .failed(error.description) }
        guard case .bred(let children) = event, let child = children.first, let mother = child.mother else {
            throw .noParents
        }
        let parents = [mother] + (child.father.map { [$0] } ?? [])
        guard let guess else {
            return .table(
                TableReport(
                    title: "which genes does the first child get? Type `guess child` with its genes",
                    table: Table(
                        columns: [.init("parent"), .init("birth", .right), .init("genes")],
                        rows: zip(["mother", "father"], parents).map { name, birth in
                            [name, "\(birth)", words.words(of: before.history.genome(birth), cut: child.cut)]
                        })))
        }
        let truth = words.items(of: child.genome)
        let typed = words.typed(guess)
        guard typed.count == truth.count else {
            throw .childOfOtherLength(found: typed.count, genes: truth.count)
        }
        let moment = Teaching.Moment(
            phase: before.phase, evaluations: before.evaluations, seed: state.seed, settings: before.settings)
        context.report(try StepCommand(phases: 1).execute(in: self, context))
        let right = zip(typed, truth).count { $0 == $1 }
        let chance = Self.chance(of: truth, from: parents.map { words.items(of: before.history.genome($0)) })
        var teaching = state.teaching ?? Teaching()
        let isCounted = !teaching.guesses.contains { $0.moment == moment }
        if isCounted {
            teaching.guesses.append(.init(moment: moment, right: right, count: truth.count, expected: chance))
            state.teaching = teaching
            keepGuess(
                "child after \(Numbers.counted(moment.evaluations, "evaluation"))", guess, right: right,
                count: truth.count, chance: chance, context)
        }
        let wrong = truth.indices.filter { typed[$0] != truth[$0] }.map { before.genus.genes[$0].name }
        return .guess(
            GuessReport(
                phase: moment.phase.rawValue, right: right, count: truth.count, expected: chance, isCounted: isCounted,
                lines: [
                    "\(right) of \(truth.count) genes right; taking each from either parent gets "
                        + "\(Numbers.score(chance, decimals: 1)) right on average"
                        + (wrong.isEmpty ? "" : "; wrong: \(wrong.prefix(6).joined(separator: ", "))")
                ],
                table: Table(
                    columns: [.init("", .left), .init("genes")],
                    rows: [
                        ["guess", typed.joined(separator: words.isSpaced ? " " : "")],
                        ["child", words.words(of: child.genome)],
                    ]),
                score: score ?? .init(right: 0, count: 0, expected: 0)))
    }

    /// Returns the number of right genes that someone has on average who takes each gene from either parent.
    private static func chance(of genes: [String], from parents: [[String]]) -> Double {
        genes.indices.reduce(0.0) { sum, gene in
            sum + Double(parents.count { $0[gene] == genes[gene] }) / Double(parents.count)
        }
    }
}

extension GenomeWords {
    /// Returns the genes in a line that someone typed, with or without the mark of the cut.
    fileprivate func typed(_ line: String) -> [String] {
        let plain = line.replacing("|", with: isSpaced ? " " : "")
        return isSpaced
            ? plain.split(whereSeparator: \.isWhitespace).map(String.init)
            : plain.filter { !$0.isWhitespace }.map(String.init)
    }
}

extension SessionError {
    fileprivate static var childTooLong: SessionError {
        .unusable("the genomes are too long to type; `guess child` is for short ones, such as twenty bits")
    }

    fileprivate static func childOfOtherLength(found: Int, genes: Int) -> SessionError {
        .unusable("expected \(Numbers.counted(genes, "gene")), found \(found); `guess child` shows the parents")
    }
}
