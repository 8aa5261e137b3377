import Genes
import Populations

/// Fast evaluation of functions that take almost no time.
extension Evolution {
    /// Evaluates until `last` generations are finished. The result is the same as with `ask` and `tell`, but no
    /// `Genome` is created for each row: this would take longer than such a function.
    ///
    /// - Parameter fitness: Returns the fitness of the codes of one genome, in the order of the genes;
    ///   `Genome.inactive` marks inactive genes. A fitness that is not finite counts as a failure.
    /// - Precondition: There is one objective without conditions.
    /// - Complexity: O(genomes) calls of `fitness`, and the phases of each generation
    public mutating func run(through last: Int, fitness: (Span<UInt32>) -> Double) {
        var room: [UInt32] = []
        run(through: last) { codes, row in codes.evaluate(row, room: &room, fitness) }
    }

    /// The maximum number of values of a gene whose codes `run(through:byteFitness:)` reads as bytes.
    public static let valuesInByte = 254

    /// Evaluates until `last` generations are finished, with a function that reads the codes as they are stored if no
    /// gene has more than `valuesInByte` values. The result is the same as with `run(through:fitness:)`.
    ///
    /// - Parameter fitness: Returns the fitness of the codes of one genome, in the order of the genes; 255 marks
    ///   inactive genes. A fitness that is not finite counts as a failure.
    /// - Precondition: No gene has more than `valuesInByte` values; there is one objective without conditions.
    public mutating func run(through last: Int, byteFitness fitness: (Span<UInt8>) -> Double) {
        precondition(genus.genes.allSatisfy { $0.count <= Self.valuesInByte }, "the codes of some genes fit no byte")
        run(through: last) { codes, row in codes.evaluate(row, fitness) ?? .nan }
    }

    @inline(__always)
    private mutating func run(through last: Int, _ fitness: (GeneCodes, Range<Int>) -> Double) {
        precondition(!criteria.isRanked, "a search by one number has one objective without conditions")
        let genes = genus.genes.count
        while generation < last {
            guard reported < planned else {
                advance()
                continue
            }
            if joining == .oneByOne || isRecording {
                asked = max(asked, reported + 1)
                let start = row(of: reported) * genes
                let range = start..<start + genes
                let value =
                    joining == .oneByOne ? fitness(waiting.codes, range) : fitness(members.codes, range)
                if value.isFinite { take(value, size: 0) } else { take(Outcome.fitness(value).checked(for: .single)) }
            } else {
                evaluateGeneration(fitness)
                finishEvaluation()
            }
        }
    }

    /// Evaluates many genomes at once until `last` generations are finished, or with `isOneRound` until all planned
    /// births are evaluated. The result is the same as with `ask` and `tell`, but no `Genome` is created for each
    /// row.
    ///
    /// - Parameters:
    ///   - last: The last generation to evaluate.
    ///   - isOneRound: True to stop when all planned births are evaluated.
    ///   - rowsAtOnce: The maximum number of rows in a call of `fitnesses`.
    ///   - isStopped: Returns true to stop within a generation; called before each phase and each call of `fitnesses`.
    ///   - reason: Returns the reason of the failure for a fitness that is not finite, of a row of that matrix.
    ///   - fitnesses: Returns the fitness of each row in a range of a matrix of codes.
    /// - Returns: False if it was stopped. A part of the generation is then evaluated.
    /// - Precondition: There is one objective without conditions.
    /// - Complexity: O(generations × size / `rowsAtOnce`) calls of `fitnesses`, and the phases of each generation
    @discardableResult
    public mutating func run(
        through last: Int, isOneRound: Bool = false, rowsAtOnce: Int = .max, isStopped: () -> Bool = { false },
        reason: (_ fitness: Double, _ codes: [UInt32], _ row: Int) -> String,
        fitnesses: (_ codes: [UInt32], _ rows: Range<Int>) -> [Double]
    ) -> Bool {
        precondition(!criteria.isRanked, "a search by one number has one objective without conditions")
        return evaluateRounds(through: last, isOneRound: isOneRound, rowsAtOnce, isStopped) { evolution, codes, rows in
            for (row, value) in zip(rows, fitnesses(codes, rows)) {
                if value.isFinite {
                    evolution.take(value, size: 0)
                } else {
                    evolution.take(.failure(reason(value, codes, row)))
                }
            }
        }
    }

    /// Evaluates many genomes at once, like `run(through:isOneRound:rowsAtOnce:isStopped:reason:fitnesses:)`, with
    /// several objectives or conditions.
    ///
    /// - Parameter outcomes: Returns the outcome of each row in a range of a matrix of codes.
    /// - Returns: False if it was stopped. A part of the generation is then evaluated.
    /// - Complexity: O(generations × size / `rowsAtOnce`) calls of `outcomes`, and the phases of each generation
    @discardableResult
    public mutating func run(
        through last: Int, isOneRound: Bool = false, rowsAtOnce: Int = .max, isStopped: () -> Bool = { false },
        outcomes: (_ codes: [UInt32], _ rows: Range<Int>) -> [Outcome]
    ) -> Bool {
        evaluateRounds(through: last, isOneRound: isOneRound, rowsAtOnce, isStopped) { evolution, codes, rows in
            for (number, outcome) in outcomes(codes, rows).enumerated() {
                // A front of many organisms is compared with each birth.
                do throws(PhaseStop.Requested) { try evolution.stop.check(at: number) } catch {
                    evolution.isGivenUp = true
                    return
                }
                evolution.take(outcome.checked(for: evolution.criteria))
            }
        }
    }

    /// Evaluates the planned births together, round by round; returns false if it was stopped.
    private mutating func evaluateRounds(
        through last: Int, isOneRound: Bool, _ rowsAtOnce: Int, _ isStopped: () -> Bool,
        _ evaluate: (inout Evolution, [UInt32], Range<Int>) -> Void
    ) -> Bool {
        while isOneRound || generation < last {
            guard !isGivenUp, !isStopped() else { return false }
            guard reported < planned else {
                if isOneRound { return true }
                advance()
                // The births of a round can be evaluated together.
                while settings.strategy.hasRounds, phase != .evaluate, planned / settings.size < last, !isGivenUp {
                    advance()
                }
                continue
            }
            asked = planned
            var rows = row(of: reported)..<row(of: planned - 1) + 1
            let codes = (joining == .oneByOne ? waiting.codes : members.codes).words
            while !rows.isEmpty {
                guard !isGivenUp, !isStopped() else { return false }
                let next = rows.prefix(rowsAtOnce)
                evaluate(&self, codes, next)
                rows = next.upperBound..<rows.upperBound
            }
        }
        return !isGivenUp
    }

    /// Evaluates the rest of a generation if only the fittest is to be kept.
    @inline(__always)
    private mutating func evaluateGeneration(_ fitness: (GeneCodes, Range<Int>) -> Double) {
        let genes = genus.genes.count
        asked = planned
        // A local array is known to have no other owner.
        var values: [Double] = []
        swap(&values, &members.fitness)
        defer { swap(&values, &members.fitness) }
        var column = values.mutableSpan
        for row in row(of: reported)..<settings.size {
            let value = fitness(members.codes, row * genes..<(row + 1) * genes)
            column[row] = value.isFinite ? value : -.infinity
            if value > fittestFitness, value.isFinite { noteFittest(reported, value, 0) }
            reported += 1
        }
    }
}
