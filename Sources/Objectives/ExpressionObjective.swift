public import Evolution
public import Expressions
import Foundation
import Synchronization

/// An objective that is a function of the genes: nothing is trained.
public struct ExpressionObjective: Sendable {
    private let slots: GeneSlots
    private let program: CompiledExpression
    private let direction: Direction
    private let genes: Int

    /// Compiles an expression over the genes of a genus.
    ///
    /// - Parameter readElsewhere: The names that other objectives read.
    /// - Throws: `.expression` for a name that is not a gene; `.unnamedGenes` for genes that neither the expressions
    ///   nor the condition of another gene read.
    public init(
        _ expression: ParsedExpression, direction: Direction, genus: Genus, readElsewhere: Set<String> = []
    ) throws(ObjectiveError) {
        slots = GeneSlots(genus: genus)
        genes = genus.genes.count
        self.direction = direction
        program = try slots.compile(expression, scores: [])
        let read = expression.names.union(genus.conditionNames).union(readElsewhere)
        let unread = genus.defined.enumerated().filter { index, _ in
            !genus.columns(of: index).contains { read.contains(genus.genes[$0].name) }
        }.map(\.element)
        if let first = unread.first {
            throw .unnamedGenes(first: first.name, count: unread.count, expression: "\(expression)")
        }
    }

    /// Returns the fitness of a genome.
    public func outcome(of genome: Genome) -> Outcome {
        let numbers = slots.numbers(of: genome)
        let value = program.evaluate(numbers)
        guard value.isFinite else { return .failure(program.reason(value, numbers)) }
        return .fitness(direction.oriented(value), size: 0)
    }

    /// Returns the reason why a genome has no fitness: a value that is not finite.
    ///
    /// - Parameters:
    ///   - codes: the codes of the genomes, one row after the other.
    ///   - row: the row of the genome.
    /// - Complexity: O(parts of the expression)
    public func reason(_ value: Double, _ codes: [UInt32], row: Int) -> String {
        program.reason(value, slots.numbers(codes, row: row))
    }

    /// The number of evaluation steps that take about as long as starting a thread for them.
    private static let stepsWorthAThread = 100_000

    /// The number of genomes whose evaluation takes some hundredths of a second, after which to check for Ctrl-C.
    public var genomesBetweenChecks: Int {
        max(CompiledExpression.blockRows, Self.stepsBetweenChecks / (program.steps + genes))
    }

    private static let stepsBetweenChecks = 20_000_000

    /// Returns the fitness values of many genomes. Values that are not finite are left as they are.
    ///
    /// - Parameters:
    ///   - codes: the codes of the genomes, one row after the other.
    ///   - rows: the rows to evaluate.
    ///   - workers: the maximum number of threads; the results are the same for any number.
    /// - Complexity: O(rows × parts of the expression), divided by the number of threads
    public func fitness(_ codes: [UInt32], rows: Range<Int>, workers: Int) -> [Double] {
        let source = slots.rows(codes)
        let maximum = rows.count * (program.steps + genes) / Self.stepsWorthAThread
        let parts = max(1, min(workers, maximum, rows.count / CompiledExpression.blockRows))
        guard parts > 1 else { return oriented(program.evaluate(source, rows: rows)) }
        let finished = Mutex<[Int: [Double]]>([:])
        // Several chunks of whole blocks per thread, so that no thread waits long for a late one.
        let blocks = (rows.count + CompiledExpression.blockRows - 1) / CompiledExpression.blockRows
        let chunks = min(blocks, parts * 4)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: parts) { _ in
            while true {
                let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard chunk < chunks else { return }
                let first = rows.lowerBound + chunk * blocks / chunks * CompiledExpression.blockRows
                let last = min(
                    rows.upperBound, rows.lowerBound + (chunk + 1) * blocks / chunks * CompiledExpression.blockRows)
                let values = oriented(program.evaluate(source, rows: first..<last))
                finished.withLock { $0[chunk] = values }
            }
        }
        return finished.withLock { values in (0..<chunks).flatMap { values[$0] ?? [] } }
    }

    private func oriented(_ values: [Double]) -> [Double] {
        direction == .maximize ? values : values.map { $0.isFinite ? -$0 : $0 }
    }
}

extension CompiledExpression {
    /// Returns the message for a value that is not finite and therefore not a fitness.
    func reason(_ value: Double, _ numbers: [Double]) -> String {
        let name = value.isNaN ? "nan" : "\(value)"
        return "the expression is not finite: \(failure(numbers) ?? name)"
    }
}
