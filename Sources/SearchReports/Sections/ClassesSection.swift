import CurrentNetwork
import Datasets
import Messages
import ModelFiles
import Networks
import ReportPage
import Reports
import SearchRunner
import Session
import SessionState
import Statistics

extension ReportSource {
    /// The maximum number of mistakes shown.
    private static let maximumMistakes = 12

    /// The errors of the current network on the validation set; reading the test set would make its score worthless.
    /// Nil without data with classes.
    var classesSection: ReportSection? {
        guard session.state.data != nil, !objective.isOverGenesAlone(session.state.genes.genes) else { return nil }
        guard session.state.trained != nil else {
            let text = "`train fittest` before `report` adds the confusion matrix and the worst mistakes."
            return objective.program == nil && !objective.isTold
                ? ReportSection(id: "mistakes", title: "Mistakes", blocks: [.paragraph(text)]) : nil
        }
        do {
            let blocks = try mistakes()
            return blocks.isEmpty ? nil : ReportSection(id: "mistakes", title: "Mistakes", blocks: blocks)
        } catch {
            let text = "The current network could not be scored: \(error.description)."
            return ReportSection(id: "mistakes", title: "Mistakes", blocks: [.warning(text)])
        }
    }

    /// Returns the confusion matrix and the worst mistakes of the current network; nothing for numeric targets.
    private func mistakes() throws(SessionError) -> [ReportBlock] {
        let predictions = try session.validationPredictions(for: "report")
        guard case .classes(let classes, let names) = predictions.content, names.count > 1 else { return [] }
        let worst = classes.mistakes.prefix(Self.maximumMistakes)
        return [
            .paragraph("The current network, from `train` or `open network`, on the validation set."),
            .confusion(.init(set: "validation", classes: names, counts: classes.confusion)),
            .heading("Worst mistakes"),
            worst.isEmpty
                ? .paragraph("There are none: every validation sample is predicted correctly.")
                : .samples(worst.map { sample($0, of: classes, names, predictions) }),
        ]
    }

    /// Returns a validation sample with its classes and its picture.
    private func sample(
        _ index: Int, of classes: ClassPredictions, _ names: [String], _ predictions: ValidationPredictions
    ) -> ReportBlock.Sample {
        let row = Int(predictions.rows[index])
        return ReportBlock.Sample(
            facts: [
                .init("sample", "\(row + 1)"), .init("actual", names[classes.labels[index]]),
                .init(
                    "predicted",
                    "\(names[classes.predicted[index]]) (\(Numbers.score(classes.confidence(of: index))))"),
            ], picture: predictions.examples.picture(ofRow: row)?.bitmap)
    }
}
