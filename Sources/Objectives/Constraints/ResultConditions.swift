public import Evolution
public import Expressions

/// Conditions on results, which are known only after a genome was measured: on scores, on the output of a program and on
/// the duration of the measurement. They may also read genes and facts of networks.
public struct ResultConditions: Sendable {
    /// The name of the duration of a genome's measurement in seconds: the sum over folds and repeats.
    public static let seconds = "seconds"

    /// The conditions as they were typed.
    public let conditions: [ParsedExpression]
    private let compiled: [CompiledCondition]
    private let slots: GeneSlots
    private let scores: [String]
    private let network: NetworkObjective?

    /// Returns the names of the results that such a condition may read.
    ///
    /// - Parameters:
    ///   - outputs: The names of the numbers that a program prints; nil if networks are measured.
    ///   - names: The names in conditions, which may be scores of a class or a number.
    public static func names(outputs: [String]?, among names: Set<String> = []) -> [String] {
        (outputs ?? NetworkObjective.scoreNames(among: names)) + [seconds]
    }

    /// Compiles conditions.
    ///
    /// - Parameters:
    ///   - network: The objective if networks are measured; nil for a program.
    ///   - outputs: The names of the numbers that the program prints.
    /// - Throws: `.expression` for an unknown name, or for an expression that is no condition.
    public init(
        _ conditions: [ParsedExpression], genus: Genus, network: NetworkObjective?, outputs: [String] = []
    ) throws(ObjectiveError) {
        self.conditions = conditions
        self.network = network
        slots = GeneSlots(genus: genus)
        let genes = Set(genus.genes.map(\.name))
        let scores =
            (Self.names(
                outputs: network == nil ? outputs : nil,
                among: conditions.reduce(into: []) { $0.formUnion($1.names) })
            + (network == nil ? [] : GenomeConditions.factNames.filter { $0 == "layers" })).filter {
                !genes.contains($0)
            }
        self.scores = scores
        let names = GeneSlots.names(of: genus.genes, scores)
        var compiled: [CompiledCondition] = []
        for condition in conditions {
            do {
                compiled.append(
                    try CompiledCondition(compiling: condition, names: names, isOptional: { $0 >= scores.count }))
            } catch {
                throw .expression(error)
            }
        }
        self.compiled = compiled
    }

    /// Returns the amount by which each condition is missed, 0 if it is met.
    ///
    /// - Parameter measured: The parts of the genome's measurement; scores are their mean, and seconds their sum.
    public func violations(of genome: Genome, measured: [Evaluation]) -> [Double] {
        let mean = Evaluation.mean(of: measured)
        var facts = network?.facts(of: genome, measured: mean) ?? mean.scores
        if let known = network?.architectureFacts(of: genome.codes) {
            facts.merge(known) { measured, _ in measured }
        }
        facts[Self.seconds] = mean.seconds
        let numbers = slots.numbers(of: genome, scores: scores.map { facts[$0] ?? .nan })
        return compiled.map { $0.violation(numbers) }
    }

    /// Returns the sum of all violations, with which infeasible genomes are compared: 0 for a feasible one.
    public func violation(of genome: Genome, measured: [Evaluation]) -> Double {
        let sum = violations(of: genome, measured: measured).reduce(0, +)
        return sum.isFinite ? sum : .greatestFiniteMagnitude
    }
}
