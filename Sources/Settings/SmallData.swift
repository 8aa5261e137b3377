import Networks

/// The defaults that follow the number of samples. An epoch of few samples has few steps, so that patience must last for
/// more epochs; and large networks take time and gain nothing. `help data` has the measurement.
package enum SmallData {
    /// With fewer samples than this, the default genes have at most `mostNeurons`.
    private static let limit = 10_000
    /// The largest number of neurons of a layer that the default genes have for few samples.
    private static let mostNeurons = 256
    /// The default patience lasts for as many samples, within its bounds.
    private static let patientSamples = 20_000
    private static let mostPatience = 40

    /// Returns the default patience of a search.
    ///
    /// - Parameter samples: The number of samples outside the test set; nil if it is unknown.
    package static func patience(samples: Int?) -> Int {
        let usual = TrainingSettings().patience
        guard let samples, samples > 0 else { return usual }
        return min(mostPatience, max(usual, patientSamples / samples))
    }

    /// Returns the largest number of neurons of the default genes; nil for all of them.
    package static func mostNeurons(samples: Int?) -> Int? {
        guard let samples, samples < limit else { return nil }
        return mostNeurons
    }
}
