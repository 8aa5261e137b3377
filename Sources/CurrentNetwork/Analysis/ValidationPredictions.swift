package import Datasets
package import Messages
import ModelFiles
import Networks
package import Session
import SessionState
package import Statistics

/// The predictions of the current network for the validation set: the source of its mistakes, its confusion matrix, its
/// calibration and its residuals. Reading the test set for them would make its score worthless.
package struct ValidationPredictions {
    /// The predictions, by the kind of targets.
    package enum Content {
        case classes(ClassPredictions, names: [String])
        /// The predictions of each target.
        case values([(name: String, predictions: ValuePredictions)])
    }

    /// The data, prepared for the network.
    package let examples: Examples
    /// The validation rows, in the order of the predictions.
    package let rows: [Int32]
    package let content: Content

    /// Predicts the validation set.
    ///
    /// - Throws: `NetworksError` if the data do not fit.
    /// - Complexity: O(rows × multiplications)
    init(_ saved: SavedNetwork, on examples: Examples) throws(NetworksError) {
        self.examples = examples
        let rows = examples.split.validation
        self.rows = rows
        let outputs = try saved.plain.predict(rows, of: examples)
        switch examples.dataset.targets {
        case .classes(let labels, let names):
            content = .classes(
                ClassPredictions(outputs: outputs, labels: rows.map { Int(labels[Int($0)]) }, classes: names.count),
                names: names)
        case .values(let values, let names):
            content = .values(
                names.indices.map { output in
                    (
                        name: names[output],
                        predictions: ValuePredictions(
                            predicted: rows.indices.map { Double(outputs[$0 * names.count + output]) },
                            actual: rows.map { Double(values[Int($0) * names.count + output]) })
                    )
                })
        }
    }
}

extension Session {
    /// Returns the predictions of the current network for the validation set.
    ///
    /// - Throws: `.missing` if there is no network; `.unusable` if it does not fit the data.
    package func validationPredictions(for purpose: String) throws(SessionError) -> ValidationPredictions {
        let trained = try networkAtHand(for: purpose)
        guard !trained.isRefit else { throw .validationLearned(for: purpose) }
        let examples = try examples(for: trained.saved, purpose)
        do { return try ValidationPredictions(trained.saved, on: examples) } catch { throw .failed(error.description) }
    }

    /// Returns the predicted classes of the validation set.
    ///
    /// - Throws: `.unusable` for numeric targets; as `validationPredictions(for:)`.
    func classPredictions(for purpose: String) throws(SessionError) -> (ClassPredictions, names: [String]) {
        let predictions = try validationPredictions(for: purpose)
        guard case .classes(let classes, let names) = predictions.content, names.count > 1 else {
            throw .noClasses(for: purpose, of: predictions.examples.dataset.name)
        }
        return (classes, names)
    }
}
