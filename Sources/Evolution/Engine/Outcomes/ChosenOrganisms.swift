public import Genes
import Populations

extension Evolution {
    /// The births that survive the current round, the fittest first; nil if none are chosen.
    public var chosenElites: [Int]? {
        switch phase {
        case .evaluate, .elites: nil
        case .breeders, .breed, .mutate, .replace: elites.map { members.births[Int($0)] }
        }
    }

    /// The births that were drawn as parents, in the order of the draws; nil if none are drawn.
    public var chosenBreeders: [Int]? {
        phase == .breed ? pool.map { members.births[Int($0)] } : nil
    }

    /// The genomes of the unborn children, with their parents' births; nil if there are none.
    public var children: [(genome: Genome, mother: Int?, father: Int?)]? {
        guard phase == .mutate || phase == .replace, offspring.mothers.count == offspring.young.count else {
            return nil
        }
        return (0..<offspring.young.count).map { row in
            (
                offspring.young.genome(row), offspring.mothers[row] < 0 ? nil : offspring.mothers[row],
                offspring.fathers[row] < 0 || offspring.cuts[row] == .none ? nil : offspring.fathers[row]
            )
        }
    }
}
