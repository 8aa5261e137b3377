/// Conditions on genomes that are known before anything is evaluated. A genome that misses one of them is infeasible and
/// is never born.
///
/// A genus with a feasibility gives it to everything that makes genomes: draws, crossover, mutation, litters and the
/// strategies that compute with numbers. It is not encoded; a decoded search gets it back by `Evolution.constrain(by:)`.
public struct Feasibility: Sendable {
    /// The conditions as they were typed, for messages.
    public let conditions: [String]
    private let amount: @Sendable ([UInt32]) -> Double
    /// A feasible genome, for the case that no other can be found; empty before a search found it.
    package var witness: [UInt32] = []
    /// True if random draws hardly ever are feasible.
    package var isRare = false
    /// All feasible combinations of codes, if random draws hardly ever are feasible and the search space is small.
    package var all: [[UInt32]]?

    /// Creates a feasibility.
    ///
    /// - Parameters:
    ///   - conditions: The conditions as they were typed.
    ///   - violation: Returns the amount by which the codes of a genome, in the order of the genus, miss the conditions:
    ///     0 if all are met. It must depend on nothing else.
    public init(conditions: [String], violation: @escaping @Sendable (_ codes: [UInt32]) -> Double) {
        self.conditions = conditions
        amount = violation
    }

    /// Returns the amount by which a genome misses the conditions: 0 if it meets all of them, infinity if the amount
    /// cannot be measured.
    public func violation(_ codes: [UInt32]) -> Double {
        let violation = amount(codes)
        return violation.isNaN ? .infinity : max(0, violation)
    }

    /// Returns true if a genome meets all conditions.
    public func isMet(by codes: [UInt32]) -> Bool { violation(codes) == 0 }

    package func isMet(by codes: GeneCodes, row: Int, width: Int) -> Bool {
        isMet(by: codes[row * width..<(row + 1) * width])
    }
}

extension Genus {
    /// Returns the genus without the genomes that miss some conditions; nil for all genomes.
    public func constrained(by feasibility: Feasibility?) -> Genus {
        var genus = self
        genus.feasibility = feasibility
        return genus
    }

    /// Returns true if a genome meets the conditions of the genus, or if there are none.
    public func isFeasible(_ genome: Genome) -> Bool { feasibility?.isMet(by: genome.codes) ?? true }

    package func isFeasible(_ codes: GeneCodes, row: Int) -> Bool {
        feasibility?.isMet(by: codes, row: row, width: genes.count) ?? true
    }
}
