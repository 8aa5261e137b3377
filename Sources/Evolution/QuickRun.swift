/// Fast evaluation of functions that take almost no time.
extension Evolution {
    /// Evaluates until `last` generations are finished. The result is the same as with `ask` and `tell`, but no
    /// `Genome` is created for each row: this would take longer than such a function.
    ///
    /// - Parameter fitness: Returns the fitness of the codes of one genome, in the order of the genes;
    ///   `Genome.inactive` marks inactive genes. A fitness that is not finite counts as a failure.
    public mutating func run(through last: Int, fitness: (Span<UInt32>) -> Double) {
        let genes = genus.genes.count
        while generation < last {
            guard reported < planned else {
                advance()
                continue
            }
            if settings.strategy.isSingle || isRecording {
                asked = max(asked, reported + 1)
                let start = row(of: reported) * genes
                let value =
                    settings.strategy.isSingle
                    ? fitness(waiting.codes.span.extracting(start..<start + genes))
                    : fitness(members.codes.span.extracting(start..<start + genes))
                if value.isFinite { take(value, size: 0) } else { take(Outcome.fitness(value).checked) }
            } else {
                evaluateGeneration(fitness)
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
    ///   - reason: Returns the reason of the failure for a fitness that is not finite, of a row of that matrix.
    ///   - fitnesses: Returns the fitness of each row in a range of a matrix of codes.
    public mutating func run(
        through last: Int, isOneRound: Bool = false,
        reason: (_ fitness: Double, _ codes: [UInt32], _ row: Int) -> String,
        fitnesses: (_ codes: [UInt32], _ rows: Range<Int>) -> [Double]
    ) {
        while isOneRound || generation < last {
            guard reported < planned else {
                if isOneRound { return }
                advance()
                // The births of a round can be evaluated together.
                while settings.strategy.hasRounds, phase != .evaluate, planned / settings.size < last { advance() }
                continue
            }
            asked = planned
            let rows = row(of: reported)..<row(of: planned - 1) + 1
            let codes = settings.strategy.isSingle ? waiting.codes : members.codes
            for (row, value) in zip(rows, fitnesses(codes, rows)) {
                if value.isFinite { take(value, size: 0) } else { take(.failure(reason(value, codes, row))) }
            }
        }
    }

    /// Evaluates the rest of a generation if only the fittest is to be kept.
    private mutating func evaluateGeneration(_ fitness: (Span<UInt32>) -> Double) {
        let genes = genus.genes.count
        asked = planned
        for row in row(of: reported)..<settings.size {
            let value = fitness(members.codes.span.extracting(row * genes..<(row + 1) * genes))
            members.fitness[row] = value.isFinite ? value : -.infinity
            if value > fittestFitness, value.isFinite { noteFittest(reported, value, 0) }
            reported += 1
        }
        finishEvaluation()
    }
}
