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
            asked = max(asked, told + 1)
            let start = row(of: told) * genes
            let value =
                settings.strategy.isSingle
                ? fitness(waiting.codes.span.extracting(start..<start + genes))
                : fitness(members.codes.span.extracting(start..<start + genes))
            if value.isFinite { take(value, size: 0) } else { take(Outcome.fitness(value).checked) }
        }
    }
}
