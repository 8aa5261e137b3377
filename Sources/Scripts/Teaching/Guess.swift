package import CommandLanguage
import Evolution
package import Messages
import Objectives
package import Reports
import SearchCommands
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Teaching

extension GuessCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard let subject else { return session.score.map { .message($0.description) } ?? .noGuesses }
        _ = try session.search()
        guard let evolution = session.state.evolution, let objective = session.state.objective else { return .nothing }
        guard subject.phases.contains(evolution.phase) else {
            throw evolution.settings.strategy.phases.contains(where: subject.phases.contains)
                ? .otherPhase(subject.phases.map(\.rawValue).joined(separator: " or "), next: evolution.phase)
                : .phaseless(evolution.settings.strategy, subject.rawValue)
        }
        if subject == .child { return try session.guessedChild(genes, context) }
        let candidates =
            subject == .mutants
            ? evolution.brood.map { (id: $0, fitness: Double?.none) }
            : evolution.ranked.map { (id: $0.id, fitness: $0.outcome?.fitness) }
        guard !births.isEmpty else {
            return .table(Self.question(subject, candidates, objective.direction))
        }
        let known = Set(candidates.map(\.id))
        if let stranger = births.first(where: { !known.contains($0) }) {
            throw .strangerGuessed(stranger, phase: subject.rawValue)
        }
        let moment = Teaching.Moment(
            phase: evolution.phase, evaluations: evolution.evaluations, seed: session.state.seed,
            settings: evolution.settings)
        let report = try StepCommand(phases: 1).execute(in: session, context)
        guard case .step(let step) = report else { return report }
        context.report(report)
        return .guess(
            session.judged(CheckedGuess(self, step.event, of: evolution), subject, births, at: moment, context))
    }

    /// Returns the table of candidates, without the answer.
    private static func question(
        _ subject: Subject, _ candidates: [(id: Int, fitness: Double?)], _ direction: Direction
    ) -> TableReport {
        // A loop: a closure in a closure here crashes the optimizer of Swift 6.3.
        var rows: [[String]] = []
        for organism in candidates.prefix(PhaseExplanation.rows) {
            var value = "–"
            if let fitness = organism.fitness { value = Numbers.score(direction.oriented(fitness)) }
            rows.append(["\(organism.id)", value])
        }
        let question =
            switch subject {
            case .elites:
                "which organisms survive unchanged? Type `guess elites` with one or several births: `guess elites 1, 2`"
            case .mutants: "which children mutate? Type `guess mutants` with their numbers: `guess mutants 11, 12`"
            case .gone: "which organisms leave? Type `guess gone` with one or several births: `guess gone 1, 2`"
            case .breeders, .child:
                "which organisms are drawn as parents? Type `guess breeders` with births: `guess breeders 1, 2`; "
                    + "or guess how often one is drawn: `guess breeders 1 times 2`"
            }
        return TableReport(
            title: question,
            table: Table(
                columns: [.init("birth", .right), .init("fitness", .right)], rows: rows, total: candidates.count))
    }
}

extension GuessCommand.Subject {
    /// The phases before which it can be guessed.
    fileprivate var phases: [Phase] {
        switch self {
        case .elites: [.elites]
        case .breeders: [.breeders]
        case .child: [.breed]
        case .mutants: [.mutate]
        case .gone: [.replace, .evaluate]
        }
    }
}

extension Session {
    /// The score of all guesses; nil before the first.
    var score: GuessReport.Score? {
        guard let guesses = state.teaching?.guesses, !guesses.isEmpty else { return nil }
        return .init(
            right: guesses.reduce(0) { $0 + $1.right }, count: guesses.reduce(0) { $0 + $1.count },
            expected: guesses.reduce(0) { $0 + $1.expected })
    }

    /// Compares a guess with the outcome of the phase, and updates the score.
    fileprivate func judged(
        _ answer: CheckedGuess, _ subject: GuessCommand.Subject, _ births: [Int], at moment: Teaching.Moment,
        _ context: ExecutionContext
    ) -> GuessReport {
        var teaching = state.teaching ?? Teaching()
        let isCounted = !teaching.guesses.contains { $0.moment == moment }
        if isCounted {
            teaching.guesses.append(
                .init(moment: moment, right: answer.right, count: answer.count, expected: answer.expected))
            state.teaching = teaching
            keepGuess(
                "\(subject.rawValue) after \(Numbers.counted(moment.evaluations, "evaluation"))",
                births.map { "\($0)" }.joined(separator: ", "), right: answer.right, count: answer.count,
                chance: answer.expected, context)
        }
        return GuessReport(
            phase: moment.phase.rawValue, right: answer.right, count: answer.count, expected: answer.expected,
            isCounted: isCounted, lines: answer.lines, table: answer.table,
            score: score ?? .init(right: 0, count: 0, expected: 0))
    }
}

extension Session {
    /// Keeps a guess with the answers of the learner; that of a script only when the script has succeeded.
    func keepGuess(
        _ subject: String, _ guess: String, right: Int, count: Int, chance: Double, _ context: ExecutionContext
    ) {
        let kept = KeptAnswer(
            lesson: askingScript, number: 0, question: "guess \(subject)", answer: guess, expected: nil,
            right: right, count: count, chance: chance, tries: 1, seed: state.seed, student: state.student)
        if let script = running.last, script.lesson == nil {
            running[running.count - 1].guesses.append(kept)
        } else {
            keep(kept, context)
        }
    }
}

/// The correct answer to a guess, and the number of right guesses.
private struct CheckedGuess {
    private(set) var right = 0
    private(set) var count = 0
    private(set) var expected = 0.0
    private(set) var lines: [String] = []
    private(set) var table = Table(columns: [], rows: [])

    init(_ command: GuessCommand, _ event: PhaseEvent, of evolution: Evolution) {
        let named = command.births.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
        switch event {
        case .breeders(let wheel, let draws):
            table = judgeBreeders(
                named, times: command.times, wheel, draws,
                isSpunOnce: evolution.settings.parentSelection == .stochasticUniversal)
        case .elites(let chosen, let wheel): table = judgeElites(named, chosen, wheel, of: evolution)
        case .mutated(let mutants, _):
            let children = evolution.brood
            let chosen = Set(mutants.map { children.lowerBound + $0.child })
            table = mark(
                named, among: chosen, chance: Double(chosen.count) / Double(max(1, children.count)), yes: "mutant")
        case .replaced(_, let gone, _):
            table = mark(
                named, among: Set(gone), chance: Double(gone.count) / Double(max(1, evolution.population.count)),
                yes: "gone")
        case .evaluated(_, let discarded):
            table = mark(
                named, among: Set(discarded),
                chance: Double(discarded.count) / Double(max(1, evolution.population.count)), yes: "gone")
        case .bred: table = Table(columns: [], rows: [])
        }
        lines = [
            "\(right) of \(count) right; by chance, \(Numbers.score(expected, decimals: 1)) of them would be right on "
                + "average"
        ]
    }

    /// Judges guesses of the organisms that are drawn as parents.
    ///
    /// - Parameters:
    ///   - times: How often each of them was guessed to be drawn; nil for at least once.
    ///   - isSpunOnce: True if all draws come from one turn of the wheel.
    private mutating func judgeBreeders(
        _ named: [Int], times: Int?, _ wheel: [WheelShare], _ draws: [Int], isSpunOnce: Bool
    ) -> Table {
        let probabilities = Dictionary(wheel.map { ($0.organism, $0.share) }) { first, _ in first }
        var rows: [[String]] = []
        for id in named {
            let (fraction, drawn) = (probabilities[id] ?? 0, draws.count { $0 == id })
            let mean = fraction * Double(draws.count)
            let chance =
                times.map {
                    Chances.ofTimes($0, fraction: fraction, draws: draws.count, isSpunOnce: isSpunOnce)
                } ?? Chances.ofBeingDrawn(fraction: fraction, draws: draws.count, isSpunOnce: isSpunOnce)
            let isRight = times.map { abs($0 - drawn) <= 1 } ?? (drawn > 0)
            right += isRight ? 1 : 0
            expected += chance
            rows.append([
                "\(id)", times.map { "\($0)" } ?? "drawn", "\(drawn)", Numbers.score(mean, decimals: 1),
                Numbers.chance(chance), isRight ? "right" : "wrong",
            ])
        }
        count = named.count
        return Table(
            columns: [
                .init("birth", .right), .init("guessed", .right), .init("drawn", .right),
                .init("on average", .right), .init("chance to be right", .right), .init(""),
            ], rows: rows)
    }

    /// Judges guesses of the organisms that survive as elites.
    ///
    /// - Parameter wheel: The shares of chance in the choice; empty without chance.
    private mutating func judgeElites(
        _ named: [Int], _ chosen: [Int], _ wheel: [WheelShare], of evolution: Evolution
    ) -> Table {
        let probabilities = wheel.map(\.share)
        var rows: [[String]] = []
        // If chance only decided among equals, each of the equals is a right answer.
        let outcomes = wheel.isEmpty ? chosen.compactMap(evolution.history.outcome) : []
        let answers = evolution.population.births.count { id in
            chosen.contains(id) || evolution.history.outcome(id).map(outcomes.contains) ?? false
        }
        for id in named {
            let isElite = chosen.contains(id)
            let isRight = isElite || evolution.history.outcome(id).map(outcomes.contains) ?? false
            let index = wheel.firstIndex { $0.organism == id }
            // Without a wheel, the chance is that of a blind guess.
            let chance =
                index.map { Chances.ofBeingAmongFirst(chosen.count, fractions: probabilities, at: $0) }
                ?? Double(answers) / Double(max(1, evolution.population.count))
            right += isRight ? 1 : 0
            expected += chance
            rows.append([
                "\(id)", isElite ? "elite" : isRight ? "equal" : "not", Numbers.chance(chance),
                isRight ? "right" : "wrong",
            ])
        }
        count = named.count
        return Table(
            columns: [
                .init("birth", .right), .init("truth"),
                .init(wheel.isEmpty ? "by blind guessing" : "chance to be right", .right), .init(""),
            ],
            rows: rows)
    }

    /// Marks the guessed births.
    ///
    /// - Parameter chance: The probability that a birth chosen at random is right.
    private mutating func mark(_ named: [Int], among chosen: Set<Int>, chance: Double, yes: String) -> Table {
        count = named.count
        right = named.count(where: chosen.contains)
        expected = chance * Double(count)
        return Table(
            columns: [
                .init("birth", .right), .init("truth"), .init("by blind guessing", .right), .init(""),
            ],
            rows: named.map { id in
                let isRight = chosen.contains(id)
                return ["\(id)", isRight ? yes : "not", Numbers.chance(chance), isRight ? "right" : "wrong"]
            })
    }
}
