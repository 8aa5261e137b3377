import Datasets
public import Evolution
import Expressions
import Foundation
public import Networks
public import Time

/// The number that a program of the user's gives for a genome.
///
/// It is started for each genome, or once for each worker and asked by lines. Its processes run in groups that end with
/// the evolution and with this process.
public struct ProgramObjective: Objective {
    /// The name of the number among an evaluation's scores.
    public static let score = "output"

    private let settings: ProgramSettings
    private let direction: Direction
    private let genus: Genus
    private let seed: Int
    private let seats: ProgramSeats
    private let time: TimeSource
    /// The writer of keys; nil where answers are not remembered.
    private let key: ProgramKey?
    private let workingFolder: String

    /// Prepares what all evaluations share. Nothing is started yet.
    ///
    /// - Parameters:
    ///   - seed: the seed of the first call of each genome; the others follow.
    ///   - time: the time that timeouts go by.
    ///   - workingFolder: the folder in which programs run, part of the key of what they answer.
    /// - Throws: `.expression` where the command names a gene that is none; `.noProgram` where there is no such program;
    ///   `.unreadableFile` where answers are remembered that depend on a file that cannot be read.
    public init(
        _ settings: ProgramSettings, direction: Direction, genus: Genus, seed: Int, time: TimeSource = .machine,
        workingFolder: String = Machine.workingFolder
    ) throws(ObjectiveError) {
        self.settings = settings
        self.direction = direction
        self.genus = genus
        self.seed = seed
        self.time = time
        seats = ProgramSeats(time: time)
        do {
            try settings.command.check(names: genus.genes.map(\.name) + [Self.seedName])
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

    /// Genes that stand nowhere in the command: the program may still read them from its environment.
    public var unnamedGenes: [String] {
        guard !settings.isKeptRunning else { return [] }
        let names = settings.command.names
        return genus.genes.map(\.name).filter { !names.contains($0) && !settings.command.mentions("NS_\($0)") }
    }

    /// Whether answers hold for later sessions.
    public var isRemembered: Bool { settings.isRemembered }

    /// The end of the standard error of a program that failed lately, line by line.
    public var lastError: [String] { seats.lastError }

    /// Ends all programs that were started.
    public func close() { seats.close() }

    /// The calls of each genome.
    public var parts: Int { settings.repeats ?? 1 }

    /// What a measurement of the genome depends on: the command, the files it names, the genome and the seed.
    public func fingerprint(of genome: Genome, part: Int) throws(ObjectiveError) -> Fingerprint {
        let writer: ProgramKey
        if let key { writer = key } else { writer = try Self.key(of: settings, workingFolder) }
        return Fingerprint(of: writer.text(values(of: genome), seed: seed + part))
    }

    /// About how long measuring takes: nothing is known of that.
    public func cost(of genome: Genome) -> Double { 1 }

    /// Measures a genome on the caller's thread.
    public func measure(
        _ genome: Genome, part: Int, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        PipeEnd.keepThreadFromBrokenPipes()
        let start = time.now
        let values = values(of: genome)
        let number = try seats.withSeat { (seat) throws(ObjectiveError) in
            try answer(values, seed: seed + part, of: &seat, cancellation)
        }
        return Evaluation(scores: [Self.score: number], seconds: time.seconds(since: start))
    }

    /// What the program answered.
    public func value(of genome: Genome, measured: Evaluation) -> Double { measured.scores[Self.score] ?? .nan }

    /// The fitness of a measured genome: the mean of its answers.
    public func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome {
        let mean = meanValue(of: genome, measured: measured)
        return mean.isFinite
            ? .fitness(direction.oriented(mean), size: 0) : .failure("the mean of its answers is \(mean)")
    }

    /// The command with a genome's values, as it can be typed in another shell.
    public func commandLine(of genome: Genome) -> String {
        words(values(of: genome), seed: seed).map(ProgramSearch.quoted).joined(separator: " ")
    }

    // MARK: - Asking

    private typealias Values = GenesObject.Values

    private func values(of genome: Genome) -> Values {
        zip(genus.genes, genus.values(of: genome)).map { ($0.name, $1) }
    }

    private func answer(
        _ values: Values, seed: Int, of seat: inout ProgramSeat, _ cancellation: Cancellation
    ) throws(ObjectiveError) -> Double {
        if settings.isKeptRunning {
            return try seat.ask(
                words([], seed: seed), line: line(values, seed: seed), timeout: settings.timeout,
                cancellation: cancellation)
        }
        var environment: [String: String] = ["NS_\(Self.seedName)": "\(seed)"]
        for (name, value) in values { environment["NS_\(name)"] = value.map { "\($0)" } }
        return try seat.run(
            words(values, seed: seed), environment: environment, timeout: settings.timeout, cancellation: cancellation)
    }

    private func words(_ values: Values, seed: Int) -> [String] {
        let words = settings.command.words { name in
            // A gene of that name is the one that is meant.
            if let gene = values.first(where: { $0.name == name }) { return gene.value.map { "\($0)" } ?? "" }
            return name == Self.seedName ? "\(seed)" : ""
        }
        return words.map { Self.resolved($0, settings.folder) }
    }

    /// One JSON object and a line's end, with the seed where the program is told it.
    private func line(_ values: Values, seed: Int) -> [UInt8] {
        var values = values
        if settings.repeats != nil, !values.contains(where: { $0.name == Self.seedName }) {
            values.append((Self.seedName, .integer(seed)))
        }
        return Array("\(GenesObject.text(values))\n".utf8)
    }

    // MARK: - Files

    /// A word that names a file beside the script, and none in the working folder, is that file.
    private static func resolved(_ word: String, _ folder: String?) -> String {
        guard let folder, !word.isEmpty, !word.hasPrefix("/"), !word.hasPrefix("-") else { return word }
        let beside = "\(folder)/\(word)"
        let files = FileManager.default
        return !files.fileExists(atPath: word) && files.fileExists(atPath: beside) ? beside : word
    }
}
