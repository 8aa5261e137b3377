/// Truncation selection, as breeders of animals do it (Mühlenbein and Schlierkamp-Voosen, "Predictive models for the
/// breeder genetic algorithm", 1993): the fitter half, rounded up, and within it each with the same chance.
enum Truncation {
    static func weights(of rows: [Int], in population: Population) -> [Double] {
        var weights = [Double](repeating: 0, count: rows.count)
        let order = rows.indices.sorted { population.isFitter(rows[$0], than: rows[$1]) }
        for index in order.prefix((rows.count + 1) / 2) { weights[index] = 1 }
        return weights
    }
}
