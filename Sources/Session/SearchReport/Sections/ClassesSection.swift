import Datasets
import ModelFiles
import Networks
import ReportPage

extension ReportSource {
    /// The maximum number of mistakes shown.
    private static let maximumMistakes = 12

    /// The errors of the current network on the validation set; reading the test set would make its score worthless.
    /// Nil without data with classes.
    var classesSection: ReportSection? {
        guard session.state.data != nil, !objective.isOverGenesAlone(session.state.genes.genes) else { return nil }
        guard let trained = session.state.trained else {
            let text = "`train fittest` before `report` adds the confusion matrix and the worst mistakes."
            return objective.program == nil && !objective.isTold
                ? ReportSection(id: "mistakes", title: "Mistakes", blocks: [.paragraph(text)]) : nil
        }
        do {
            let blocks = try mistakes(of: trained)
            return blocks.isEmpty ? nil : ReportSection(id: "mistakes", title: "Mistakes", blocks: blocks)
        } catch {
            let text = "The current network could not be scored: \(error.description)."
            return ReportSection(id: "mistakes", title: "Mistakes", blocks: [.warning(text)])
        }
    }

    /// Returns the confusion matrix and the worst mistakes of a network; nothing for numeric targets.
    private func mistakes(of trained: TrainedNetwork) throws(SessionError) -> [ReportBlock] {
        let examples = try session.examples(for: trained.saved, "report")
        guard case .classes(let labels, let names) = examples.dataset.targets, names.count > 1 else { return [] }
        let rows = examples.split.validation
        let outputs: [Float]
        do { outputs = try trained.saved.network.predict(rows, of: examples) } catch {
            throw .failed(error.description)
        }
        let answers = Answers(rows: rows, outputs: outputs, labels: rows.map { Int(labels[Int($0)]) }, names: names)
        let worst = answers.worst(Self.maximumMistakes)
        return [
            .paragraph("The current network, from `train` or `open network`, on the validation set."),
            .confusion(answers.matrix), .heading("Worst mistakes"),
            worst.isEmpty
                ? .paragraph("There are none: every validation sample is predicted correctly.")
                : .samples(worst.map { answers.sample($0, examples) }),
        ]
    }
}

/// The outputs of a classifier for some rows.
private struct Answers {
    let rows: [Int32]
    /// The outputs, a number for each class of each row.
    let outputs: [Float]
    /// The actual class of each row.
    let labels: [Int]
    let names: [String]

    private func outputs(of index: Int) -> ArraySlice<Float> {
        outputs[index * names.count..<(index + 1) * names.count]
    }

    /// The confusion matrix.
    var matrix: ReportBlock.ConfusionMatrix {
        var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
        for index in rows.indices { counts[labels[index]][outputs(of: index).greatest] += 1 }
        return .init(set: "validation", classes: names, counts: counts)
    }

    /// Returns the indices of wrongly predicted rows, those with the most confident wrong answer first.
    func worst(_ count: Int) -> [Int] {
        let wrong = rows.indices.filter { outputs(of: $0).greatest != labels[$0] }
        func confidence(_ index: Int) -> Float { outputs(of: index).max() ?? 0 }
        return Array(
            wrong.sorted { confidence($0) == confidence($1) ? $0 < $1 : confidence($0) > confidence($1) }.prefix(count))
    }

    /// Returns a row with its classes and its picture.
    func sample(_ index: Int, _ examples: Examples) -> ReportBlock.Sample {
        let answer = outputs(of: index)
        let predicted = answer.greatest
        let row = Int(rows[index])
        return ReportBlock.Sample(
            facts: [
                .init("sample", "\(row + 1)"), .init("actual", names[labels[index]]),
                .init(
                    "predicted", "\(names[predicted]) (\(Numbers.score(Double(answer[answer.startIndex + predicted]))))"
                ),
            ], picture: examples.picture(ofRow: row)?.bitmap)
    }
}
