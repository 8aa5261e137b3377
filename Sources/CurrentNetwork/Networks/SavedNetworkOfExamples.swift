package import Datasets
package import ModelFiles
package import Networks

extension SavedNetwork {
    /// Creates a saved network from one trained on some examples.
    package init(_ network: Network, of examples: Examples, training: TrainingSettings) {
        self.init(
            network: network, preprocessing: examples.preprocessing, layout: examples.dataset.layout,
            training: training,
            outputs: Outputs(examples.dataset.targets), encodings: examples.dataset.encodings,
            reading: examples.dataset.reading,
            numbers: TrainingNumbers(examples.dataset, training: examples.split.training))
    }
}
