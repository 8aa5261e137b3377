// Genes, populations, settings, fronts and surrogate models are public API of the library `Evolution`: whoever imports
// it sees the parts below it.

@_exported public import Fronts
@_exported public import Genes
@_exported public import Populations
@_exported public import StoppingRules
@_exported public import Surrogate
