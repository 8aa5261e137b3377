/// The progress of one generation.
struct GenerationProgress {
    let number: Int
    var evaluated: Int
    let population: Int
    /// The number of births asked for; strategies with single births ask for one after another.
    var asked = 0
    /// The estimated cost of the finished births.
    var costDone = 0.0
    /// The estimated cost of all births asked for.
    var cost = 0.0

    var fraction: Double {
        let whole = Double(max(1, population))
        return min(1, cost > 0 ? costDone / cost * Double(asked) / whole : Double(evaluated) / whole)
    }
}
