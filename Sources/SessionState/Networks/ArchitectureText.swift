package import Networks

extension Architecture {
    /// The layers between inputs and outputs, each as text.
    package var layerTexts: [String] {
        features.map(\.text)
            + hidden.map { layer in
                "\(layer.neurons) \(layer.activation.name)" + (layer.normalization == nil ? "" : ", normalized")
            }
    }

    /// The whole network in one line; nil for a dense network, whose genes say the same.
    package var summary: String? {
        guard !features.isEmpty else { return nil }
        let ends = ["\(input)", "\(outputs) \(outputActivation.name)"]
        return ([ends[0]] + layerTexts + [ends[1]]).joined(separator: " → ")
            + ": \(parameterCount) parameters, \(multiplicationsPerSample) multiplications per sample"
    }
}
