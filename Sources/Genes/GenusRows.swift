package import Randomness

// Rows of codes: whole genomes drawn, tidied and checked.
extension Genus {
    /// Draws a genome, each gene uniformly on its scale.
    package func draw(into codes: inout GeneCodes, at start: Int, _ generator: inout Generator) {
        for (index, gene) in genes.enumerated() { codes[start + index] = gene.draw(&generator) }
        for order in orders { order.draw(into: &codes, at: start, &generator) }
        complete(&codes, at: start, &generator)
    }

    /// Marks inactive genes; returns false if one of them did not have its first value, because the genome is then
    /// equivalent to another one.
    package func settle(_ codes: inout GeneCodes, at start: Int) -> Bool {
        guard isConditional else { return true }
        let asked = codes[start..<start + genes.count]
        var unused = Generator(seed: 0)
        complete(&codes, at: start, &unused)
        return genes.indices.allSatisfy { column in
            let first = order(at: column).map { UInt32(column - $0.columns.lowerBound) } ?? 0
            return codes[start + column] != Genome.inactive || asked[column] == first
        }
    }

    /// Returns true if each code of a row denotes a value of its gene, or marks a conditional gene as inactive.
    ///
    /// - Complexity: O(genes)
    package func areCodes(_ row: ArraySlice<UInt32>) -> Bool {
        zip(row, genes).allSatisfy { code, gene in
            code < gene.count || code == Genome.inactive && gene.condition != nil
        } && (orders.isEmpty || row.count == genes.count && areOrdersSound(GeneCodes(row), at: 0))
    }

    /// Returns true if each row of a matrix of codes belongs to this genus.
    ///
    /// - Complexity: O(codes)
    package func areRows(_ codes: [UInt32]) -> Bool {
        let width = genes.count
        return codes.count.isMultiple(of: width)
            && stride(from: 0, to: codes.count, by: width).allSatisfy { areCodes(codes[$0..<$0 + width]) }
    }
}
