import Fronts
import Genes
import Populations

/// The outcomes by which a strategy with rounds orders organisms: with several objectives or conditions on results, one
/// number does not.
struct RoundOutcomes {
    let history: History
    let criteria: Criteria

    /// Returns the vector of a birth; nil if its evaluation failed.
    func vector(_ birth: Int) -> ObjectiveVector? { history.outcome(birth)?.vector }

    /// Returns a fitness that holds among some births only: see `Ranking`.
    func fitness(of births: [Int]) -> [Double] { criteria.ranking.fitness(of: births.map(vector)) }
}
