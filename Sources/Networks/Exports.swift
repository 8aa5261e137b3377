// Layers, losses, metrics and optimizers are public API of the library `Networks`: whoever imports it sees the parts
// below it.

@_exported public import Compute
@_exported public import NetworkLayers
@_exported public import Scoring
