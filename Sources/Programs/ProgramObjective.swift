import ChildProcesses
import Datasets
public import Evolution
import Expressions
import Foundation
public import Networks
public import Objectives
public import Time

/// An objective whose value is the number that a user's program prints for a genome.
///
/// The program is started for each genome, or once per worker and sent genomes line by line. Its processes run in
/// groups that end with the evolution and with this process.
public struct ProgramObjective: Objective {
    /// The name of the number among an evaluation's scores.
    public static let score = "output"

    let settings: ProgramSettings
    let direction: Direction
    private let genus: Genus
    let seed: Int
    private let spellings: Spellings
    let seats: ProgramSeats
    let time: TimeSource
    /// The folders of programs that continue.
    let checkpoints: CheckpointFolders
    /// The writer of keys; nil if answers are not cached.
    private let key: ProgramKey?
    private let workingFolder: String

    /// Prepares everything that the evaluations share. Nothing is started yet.
    ///
    /// - Parameters:
    ///   - seed: the seed of the first call for each genome; the others follow.
    ///   - spellings: the numbers that the program gets as they were written.
    ///   - time: the clock for timeouts.
    ///   - workingFolder: the folder in which programs run, part of the keys of their answers.
    ///   - checkpoints: the folders of programs that continue; by default below the system's temporary folder.
    ///   - mostPaused: the maximum number of programs that pause at a rung; others begin anew if they go on.
    /// - Throws: `.expression` if the command names an unknown gene; `.noProgram` if the program does not exist;
    ///   `.unreadableFile` if answers are cached that depend on an unreadable file; `.geneOfBudget` if a gene has the name of a
    ///   placeholder.
    public init(
        _ settings: ProgramSettings, direction: Direction, genus: Genus, seed: Int, spellings: Spellings = [:],
        time: TimeSource = .machine, workingFolder: String = Machine.workingFolder,
        checkpoints: CheckpointFolders? = nil, mostPaused: Int = 16
    ) throws(ObjectiveError) {
        self.settings = settings
        self.direction = direction
        self.genus = genus
        self.seed = seed
        self.spellings = spellings
        self.time = time
        self.checkpoints = checkpoints ?? CheckpointFolders(in: "\(NSTemporaryDirectory())/ns-checkpoints")
        seats = ProgramSeats(time: time, outputs: settings.outputs, mostPaused: mostPaused)
        try Self.check(settings, genus)
        do {
            try settings.command.check(names: genus.defined.map(\.name) + Self.placeholders(of: settings))
            try settings.command.checkFlags { name in
                genus.defined.first { $0.name == name }?.canBeOn ?? true
            }
        } catch {
            throw .expression(error)
        }
        if let program = settings.command.program {
            let found = Self.resolved(program, settings.folder)
            guard ProgramSearch.isThere(found) else {
                throw .noProgram(program, suggestion: ProgramSearch.suggestion(for: program))
            }
        }
        self.workingFolder = workingFolder
        key = try settings.isRemembered ? Self.key(of: settings, workingFolder) : nil
    }

    static let seedName = "seed"

    /// The names in braces that are not genes.
    private static func placeholders(of settings: ProgramSettings) -> [String] {
        settings.budget == nil ? [seedName] : [seedName, ProgramBudget.epochsName, ProgramBudget.checkpointName]
    }

    private static func key(of settings: ProgramSettings, _ workingFolder: String) throws(ObjectiveError) -> ProgramKey
    {
        try ProgramKey(of: settings, workingFolder: workingFolder) { resolved($0, settings.folder) }
    }

    /// The genes that the command does not mention: the program may still read them from its environment.
    public var unnamedGenes: [String] {
        guard !settings.isKeptRunning else { return [] }
        let names = settings.command.names
        return genus.defined.map(\.name).filter { !names.contains($0) && !settings.command.mentions("NS_\($0)") }
    }

    /// True if answers are valid for later sessions.
    public var isRemembered: Bool { settings.isRemembered }

    /// The end of the standard error of the last failed program, line by line.
    public var lastError: [String] { seats.lastError }

    /// Returns the last lines of the standard error of a failure with this reason; empty if there are none.
    public func errorOutput(for reason: String) -> [String] { seats.error(for: reason).suffix(Self.shownErrorLines) }

    /// The number of lines of standard error that a report shows.
    private static let shownErrorLines = 8

    /// The first answer with more than one number, of which the last one counts; nil if there was none.
    public var ambiguousAnswer: String? { seats.ambiguousAnswer }

    /// True if a program with a budget ended without a report, although ns waited for one.
    public var lacksReports: Bool { seats.lacksReports }

    /// Ends all programs that were started.
    public func close() { seats.close() }

    /// The number of calls for each genome.
    public var parts: Int { settings.repeats ?? 1 }

    /// Prepares a genome. Its fingerprints are those of the command, the files it names, the genome and the seed, if
    /// results are remembered. Its cost is the same as that of every other, because the cost of programs is unknown.
    public func prepare(_ genome: Genome) -> PreparedGenome {
        let budgets: [Int?] = rungs?.budgets.dropLast() ?? []
        let fingerprints = key.map { key in
            let values = values(of: genome)
            return (budgets + [nil]).map { epochs in
                (0..<parts).map { Fingerprint(of: key.text(values, spellings, seed: seed + $0, epochs: epochs)) }
            }
        }
        return PreparedGenome(
            genome, cost: 1, fingerprints: fingerprints?.last ?? [], lower: fingerprints?.dropLast() ?? [])
    }

    /// Measures a genome on the caller's thread.
    ///
    /// - Throws: `.failed` if the program fails, exceeds its time limit or prints no finite number; `.cancelled`.
    public func measure(
        _ prepared: PreparedGenome, part: Int, span: RungSpan?, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        PipeEnd.keepThreadFromBrokenPipes()
        if let budget = settings.budget {
            return try measure(prepared.genome, part: part, span: span, of: budget, cancellation, progress)
        }
        let start = time.now
        let values = values(of: prepared.genome)
        let numbers = try seats.withSeat { (seat) throws(ObjectiveError) in
            do throws(ObjectiveError) {
                return try answer(values, seed: seed + part, of: &seat, cancellation)
            } catch {
                if case .failed(let reason) = error { seats.note(reason, error: seat.lastError) }
                throw error
            }
        }
        let scores = Dictionary(zip(settings.scores, numbers)) { first, _ in first }
        return Evaluation(scores: scores, seconds: time.seconds(since: start))
    }

    /// The name of its number among an evaluation's scores; of several numbers that of the first.
    var scoreName: String { settings.scores.first ?? Self.score }

    /// Returns the program's answer; of several numbers the first.
    public func value(of genome: Genome, measured: Evaluation) -> Double {
        measured.scores[scoreName] ?? .nan
    }

    /// Returns the fitness of a measured genome, or the values of its objectives: the mean of its answers.
    public func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome {
        var values: [Double] = []
        for (score, direction) in zip(settings.scores, [direction] + (settings.further ?? []).map(\.direction)) {
            let mean = measured.reduce(0) { $0 + ($1.scores[score] ?? .nan) } / Double(max(1, measured.count))
            guard mean.isFinite else { return .failure("the mean of its answers is \(mean)") }
            values.append(direction.oriented(mean))
        }
        return .measured(ObjectiveVector(values))
    }

    /// Returns the command with a genome's values, ready to be typed in another shell.
    public func commandLine(of genome: Genome) -> String {
        let given = settings.budget.map { Given(epochs: $0.rungs.highest, checkpoint: ProgramBudget.checkpointName) }
        return words(values(of: genome), seed: seed, given).map(ProgramSearch.quoted).joined(separator: " ")
    }

    // MARK: - Asking

    typealias Values = GenesObject.Values

    /// What a program with a budget is given besides genes and seed.
    struct Given: Sendable {
        let epochs: Int
        /// The path of its folder.
        let checkpoint: String

        var values: [(name: String, value: String)] {
            [(ProgramBudget.epochsName, "\(epochs)"), (ProgramBudget.checkpointName, checkpoint)]
        }
    }

    func values(of genome: Genome) -> Values {
        zip(genus.defined, genus.definedValues(of: genome)).map { ($0.name, $1) }
    }

    private func answer(
        _ values: Values, seed: Int, of seat: inout ProgramSeat, _ cancellation: Cancellation
    ) throws(ObjectiveError) -> [Double] {
        let request = try request(values, seed: seed)
        if let line = request.line {
            return try seat.ask(request.words, line: line, timeout: settings.timeout, cancellation: cancellation)
        }
        return try seat.run(
            request.words, environment: request.environment, timeout: settings.timeout, cancellation: cancellation)
    }

    /// Returns what a program is asked for a genome.
    ///
    /// - Throws: `.failed` if no word of the command is left.
    func request(_ values: Values, seed: Int, _ given: Given? = nil) throws(ObjectiveError) -> ProgramRequest {
        let rungs = settings.budget?.rungs.budgets ?? []
        if settings.isKeptRunning {
            return ProgramRequest(
                words: words([], seed: seed), environment: [:], line: line(values, seed: seed, given), rungs: rungs,
                folder: given?.checkpoint)
        }
        var environment: [String: String] = ["NS_\(Self.seedName)": "\(seed)"]
        for (name, value) in given?.values ?? [] { environment["NS_\(name)"] = value }
        for (name, value) in values { environment["NS_\(name)"] = value.map { spellings.text($0, of: name) } }
        let words = words(values, seed: seed, given)
        guard !words.isEmpty else { throw .emptyCommand }
        return ProgramRequest(
            words: words, environment: environment, line: nil, rungs: rungs, folder: given?.checkpoint)
    }

    private func words(_ values: Values, seed: Int, _ given: Given? = nil) -> [String] {
        let words = settings.command.words { name in
            // A gene called `seed` takes precedence.
            if let gene = values.first(where: { $0.name == name }) {
                return gene.value.map { spellings.text($0, of: name) } ?? ""
            }
            if name == Self.seedName { return "\(seed)" }
            return given?.values.first { $0.name == name }?.value ?? ""
        }
        return words.map { Self.resolved($0, settings.folder) }
    }

    /// Returns one JSON object and a newline, with the seed if the program expects it.
    private func line(_ values: Values, seed: Int, _ given: Given?) -> [UInt8] {
        var values = values
        if settings.repeats != nil, !values.contains(where: { $0.name == Self.seedName }) {
            values.append((Self.seedName, .integer(seed)))
        }
        if let given {
            values.append((ProgramBudget.epochsName, .integer(given.epochs)))
            values.append((ProgramBudget.checkpointName, .text(given.checkpoint)))
        }
        return Array("\(GenesObject.text(values, spellings))\n".utf8)
    }

    // MARK: - Files

    /// Returns the path of the file beside the script if the word names one and the working folder has no such file;
    /// else the word.
    private static func resolved(_ word: String, _ folder: String?) -> String {
        guard let folder, !word.isEmpty, !word.hasPrefix("/"), !word.hasPrefix("-") else { return word }
        let beside = "\(folder)/\(word)"
        let files = FileManager.default
        return !files.fileExists(atPath: word) && files.fileExists(atPath: beside) ? beside : word
    }
}

extension Gene {
    /// True if one of its values switches a flag on.
    fileprivate var canBeOn: Bool {
        if case .list(let values) = domain { return values.contains { CommandTemplate.isOn($0.description) } }
        do {
            _ = try code(of: .integer(1))
            return true
        } catch {
            return false
        }
    }
}
