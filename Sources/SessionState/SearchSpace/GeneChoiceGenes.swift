package import Evolution
import Objectives
import Settings

extension GeneChoice {
    /// True if they are the default genes of some shape.
    package var isDefault: Bool {
        switch self {
        case .standard, .shaped: true
        case .none, .custom: false
        }
    }

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
    /// The default genes of the networks' shape, for as many samples as there are.
    package var defaultGenes: GeneChoice {
        var shape = network
        shape.mostNeurons = SmallData.mostNeurons(samples: samples)
        return shape == NetworkShape() ? .standard : .shaped(shape)
    }
}
