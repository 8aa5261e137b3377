import Datasets
public import Evolution
import Expressions
import Foundation
public import Networks
public import Time

/// An objective whose value is the number that a user's program prints for a genome.
///
/// The program is started for each genome, or once per worker and sent genomes line by line. Its processes run in
/// groups that end with the evolution and with this process.
public struct ProgramObjective: Objective {
    /// The name of the number among an evaluation's scores.
    public static let score = "output"

    private let settings: ProgramSettings
    private let direction: Direction
    private let genus: Genus
    private let seed: Int
    private let spellings: Spellings
    private let seats: ProgramSeats
    private let time: TimeSource
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
    /// - Throws: `.expression` if the command names an unknown gene; `.noProgram` if the program does not exist;
    ///   `.unreadableFile` if answers are cached that depend on an unreadable file.
    public init(
        _ settings: ProgramSettings, direction: Direction, genus: Genus, seed: Int, spellings: Spellings = [:],
        time: TimeSource = .machine, workingFolder: String = Machine.workingFolder
    ) throws(ObjectiveError) {
        self.settings = settings
        self.direction = direction
        self.genus = genus
        self.seed = seed
        self.spellings = spellings
        self.time = time
        seats = ProgramSeats(time: time, outputs: settings.outputs)
        do {
            try settings.command.check(names: genus.defined.map(\.name) + [Self.seedName])
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

    private static let seedName = "seed"

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

    /// Ends all programs that were started.
    public func close() { seats.close() }

    /// The number of calls for each genome.
    public var parts: Int { settings.repeats ?? 1 }

    /// Prepares a genome. Its fingerprints are those of the command, the files it names, the genome and the seed, if
    /// results are remembered. Its cost is the same as that of every other, because the cost of programs is unknown.
    public func prepare(_ genome: Genome) -> PreparedGenome {
        let fingerprints = key.map { key in
            let values = values(of: genome)
            return (0..<parts).map { Fingerprint(of: key.text(values, spellings, seed: seed + $0)) }
        }
        return PreparedGenome(genome, cost: 1, fingerprints: fingerprints ?? [], content: .values)
    }

    /// Measures a genome on the caller's thread.
    ///
    /// - Throws: `.failed` if the program fails, exceeds its time limit or prints no finite number; `.cancelled`.
    public func measure(
        _ prepared: PreparedGenome, part: Int, span: RungSpan?, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        PipeEnd.keepThreadFromBrokenPipes()
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

    /// Returns the program's answer; of several numbers the first.
    public func value(of genome: Genome, measured: Evaluation) -> Double {
        settings.scores.first.flatMap { measured.scores[$0] } ?? .nan
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
        words(values(of: genome), seed: seed).map(ProgramSearch.quoted).joined(separator: " ")
    }

    // MARK: - Asking

    private typealias Values = GenesObject.Values

    private func values(of genome: Genome) -> Values {
        zip(genus.defined, genus.definedValues(of: genome)).map { ($0.name, $1) }
    }

    private func answer(
        _ values: Values, seed: Int, of seat: inout ProgramSeat, _ cancellation: Cancellation
    ) throws(ObjectiveError) -> [Double] {
        if settings.isKeptRunning {
            return try seat.ask(
                words([], seed: seed), line: line(values, seed: seed), timeout: settings.timeout,
                cancellation: cancellation)
        }
        var environment: [String: String] = ["NS_\(Self.seedName)": "\(seed)"]
        for (name, value) in values { environment["NS_\(name)"] = value.map { spellings.text($0, of: name) } }
        let words = words(values, seed: seed)
        guard !words.isEmpty else { throw .emptyCommand }
        return try seat.run(
            words, environment: environment, timeout: settings.timeout, cancellation: cancellation)
    }

    private func words(_ values: Values, seed: Int) -> [String] {
        let words = settings.command.words { name in
            // A gene called `seed` takes precedence.
            if let gene = values.first(where: { $0.name == name }) {
                return gene.value.map { spellings.text($0, of: name) } ?? ""
            }
            return name == Self.seedName ? "\(seed)" : ""
        }
        return words.map { Self.resolved($0, settings.folder) }
    }

    /// Returns one JSON object and a newline, with the seed if the program expects it.
    private func line(_ values: Values, seed: Int) -> [UInt8] {
        var values = values
        if settings.repeats != nil, !values.contains(where: { $0.name == Self.seedName }) {
            values.append((Self.seedName, .integer(seed)))
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
