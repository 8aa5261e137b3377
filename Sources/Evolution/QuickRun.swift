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
