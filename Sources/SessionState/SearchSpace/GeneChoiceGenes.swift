package import Evolution
import Objectives

extension GeneChoice {
    /// The genes of the choice.
    package var genes: [Gene] {
        switch self {
        case .none: []
        case .standard: NetworkGenes.standard()
        case .shaped(let shape): NetworkGenes.standard(shape)
        case .custom(let genes): genes
        }
    }
}

extension SessionState {
    /// The default genes of the networks' shape.
    package var defaultGenes: GeneChoice { network == NetworkShape() ? .standard : .shaped(network) }
}
