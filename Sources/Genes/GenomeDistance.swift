extension Genus {
    /// Returns the distance of two rows of codes, 0 to 1: the mean over the genes, of ordered ones the distance on
    /// their scale, of others 1 if they differ (Gower, "A general coefficient of similarity and some of its
    /// properties", 1971). An order counts with the fraction of its positions that differ. A gene that is active in
    /// only one of the two counts as 1.
    package func distance(_ left: Int, _ right: Int, in codes: GeneCodes) -> Double {
        let width = genes.count
        var sum = 0.0
        for gene in 0..<width {
            let (mine, theirs) = (codes[left * width + gene], codes[right * width + gene])
            guard mine != theirs else { continue }
            let isApart =
                shapes[gene].count == 2 || !shapes[gene].isOrdered || mine == Genome.inactive
                || theirs == Genome.inactive
            sum +=
                isApart
                ? weight(of: gene) : abs(genes[gene].position(of: mine) - genes[gene].position(of: theirs))
        }
        return sum / Double(defined.count)
    }
}
