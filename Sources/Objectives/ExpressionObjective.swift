public import Evolution
public import Expressions
import Foundation
import Synchronization

/// A function of genes: nothing is trained, the expression itself is what is sought.
public struct ExpressionObjective: Sendable {
    private let slots: GeneSlots
    private let program: Program
    private let direction: Direction
    private let genes: Int

    /// Compiles an expression over the genes of a genus.
    ///
    /// - Throws: `.expression` for a name that is no gene; `.unnamedGenes` for genes that neither the expression nor
    ///   the condition of another gene reads.
    public init(_ expression: Expressions.Expression, direction: Direction, genus: Genus) throws(ObjectiveError) {
        slots = GeneSlots(genus: genus)
        genes = genus.genes.count
        self.direction = direction
        program = try slots.compile(expression, scores: [])
        let read = expression.names.union(genus.conditionNames)
        let unread = genus.genes.filter { !read.contains($0.name) }
        if let first = unread.first {
            throw .unnamedGenes(first: first.name, count: unread.count, expression: "\(expression)")
        }
    }

    /// The fitness of a genome.
    public func outcome(of genome: Genome) -> Outcome {
        let value = program.evaluate(slots.numbers(of: genome))
        guard value.isFinite else { return .failure(Self.reason(value)) }
        return .fitness(direction.oriented(value), size: 0)
    }

    /// Why a number is no fitness.
    public static func reason(_ value: Double) -> String { "the expression gave \(value)" }

    /// Rows whose computing takes about as long as starting a thread on them.
    private static let stepsWorthAThread = 100_000

    /// The fitness of many genomes: not oriented yet where it is no finite number.
    ///
    /// - Parameters:
    ///   - codes: the codes of genomes, one row after the other.
    ///   - rows: those that are wanted.
    ///   - workers: how many threads share them, where they are worth it; the numbers are the same for any.
    public func fitness(_ codes: [UInt32], rows: Range<Int>, workers: Int) -> [Double] {
        let source = slots.rows(codes)
        let most = rows.count * (program.steps + genes) / Self.stepsWorthAThread
        let parts = max(1, min(workers, most, rows.count / Program.blockRows))
        guard parts > 1 else { return oriented(program.evaluate(source, rows: rows)) }
        let finished = Mutex<[Int: [Double]]>([:])
        // Several shares a thread, so that none waits long for one that began late; whole blocks each.
        let blocks = (rows.count + Program.blockRows - 1) / Program.blockRows
        let shares = min(blocks, parts * 4)
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: parts) { _ in
            while true {
                let share = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard share < shares else { return }
                let first = rows.lowerBound + share * blocks / shares * Program.blockRows
                let last = min(rows.upperBound, rows.lowerBound + (share + 1) * blocks / shares * Program.blockRows)
                let values = oriented(program.evaluate(source, rows: first..<last))
                finished.withLock { $0[share] = values }
            }
        }
        return finished.withLock { values in (0..<shares).flatMap { values[$0] ?? [] } }
    }

    private func oriented(_ values: [Double]) -> [Double] {
        direction == .maximize ? values : values.map { $0.isFinite ? -$0 : $0 }
    }
}
