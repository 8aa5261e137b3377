/// The way for a fitness that takes next to no time.
extension Evolution {
    /// Evaluates until `last` generations are finished, with the same result as asking and telling, but without making
    /// a genome of each row: for functions that are quicker than that.
    ///
    /// `fitness` is given the codes of one genome, in the order of the genes; `Genome.inactive` marks those that take no
    /// part. A fitness that is not finite counts as a failure.
    public mutating func run(through last: Int, fitness: (Span<UInt32>) -> Double) {
        let genes = genus.genes.count
        while generation < last {
            guard told < planned else {
                advance()
                continue
            }
            if settings.strategy.isSingle || isRecording {
                asked = max(asked, told + 1)
                let start = row(of: told) * genes
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

    /// Evaluates until `last` generations are finished, or with `isOneRound` until nothing that is planned is wanted,
    /// with the same result as asking and telling: many genomes at once, without making a genome of each row.
    ///
    /// `fitness` is given the codes of many genomes, one row after the other, and which rows are wanted; it gives one
    /// number for each. One that is not finite is a failure, for the reason that `reason` says.
    public mutating func run(
        through last: Int, isOneRound: Bool = false, reason: (Double) -> String,
        fitnesses: (_ codes: [UInt32], _ rows: Range<Int>) -> [Double]
    ) {
        while isOneRound || generation < last {
            guard told < planned else {
                if isOneRound { return }
                advance()
                continue
            }
            asked = planned
            let rows = row(of: told)..<row(of: planned - 1) + 1
            let values = fitnesses(settings.strategy.isSingle ? waiting.codes : members.codes, rows)
            for value in values {
                if value.isFinite { take(value, size: 0) } else { take(.failure(reason(value))) }
            }
        }
    }

    /// Evaluates all that a generation still wants, where nothing of it is to be kept but the fittest.
    private mutating func evaluateGeneration(_ fitness: (Span<UInt32>) -> Double) {
        let genes = genus.genes.count
        asked = planned
        for row in row(of: told)..<settings.size {
            let value = fitness(members.codes.span.extracting(row * genes..<(row + 1) * genes))
            members.fitness[row] = value.isFinite ? value : -.infinity
            if value > fittestFitness, value.isFinite { noteFittest(told, value, 0) }
            told += 1
        }
        finishEvaluation()
    }
}
