package import Datasets
package import Messages
package import ModelFiles
package import Networks
package import Reports
package import Session
package import SessionState

extension Session {
    /// Returns the current network: the one trained or opened last.
    package func networkAtHand(for purpose: String) throws(SessionError) -> TrainedNetwork {
        guard let trained = state.trained else {
            throw .noNetwork(for: purpose, hasFittest: state.fittest != nil)
        }
        return trained
    }

    /// Returns the loaded data, prepared for a network.
    ///
    /// - Throws: `SessionError.unusable` if the inputs or outputs of the network do not match the data.
    package func examples(for saved: SavedNetwork, _ purpose: String) throws(SessionError) -> Examples {
        let loaded = try loadedExamples(for: purpose).examples
        if let reason = saved.objection(to: loaded.dataset) { throw .unusable(reason) }
        var preparation = saved.preparation(of: loaded.dataset)
        if case .image = loaded.dataset.layout, let numbers = saved.numbers {
            switch numbers.fit(TrainingNumbers(loaded.dataset, training: loaded.split.training), isDataset: true) {
            case .same: break
            case .converted(let factor, let shift, _): preparation = preparation.after(factor: factor, shift: shift)
            case .refused(let reason): throw .unusable(reason)
            }
        }
        return Examples(dataset: loaded.dataset, split: loaded.split, preprocessing: preparation)
    }

    /// Returns all scores of a network on some rows.
    ///
    /// - Parameter metrics: The metrics to measure besides those that are always measured.
    package func scores(
        of saved: SavedNetwork, on rows: [Int32], _ examples: Examples, _ metrics: [Metric]
    ) throws(SessionError) -> Scores {
        do {
            return try saved.network.scores(on: rows, of: examples, loss: saved.training.loss, metrics: metrics)
        } catch {
            throw .failed(error.description)
        }
    }

    /// Returns the confusion matrix of the test set, or without one of the validation set; nil for numeric targets.
    package func confusion(of saved: SavedNetwork, _ examples: Examples) throws(SessionError) -> ConfusionReport? {
        guard case .classes(let labels, let names) = examples.dataset.targets, names.count > 1 else { return nil }
        let split = examples.split
        let (part, rows) = split.test.isEmpty ? ("validation", split.validation) : ("test", split.test)
        let outputs: [Float]
        do { outputs = try saved.network.predict(rows, of: examples) } catch { throw .failed(error.description) }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
        for (index, row) in rows.enumerated() {
            let predicted = outputs[index * names.count..<(index + 1) * names.count].greatest
            counts[Int(labels[Int(row)])][predicted] += 1
        }
        return ConfusionReport(part: part, classes: names, counts: counts)
    }
}

extension ArraySlice<Float> {
    /// The offset of the greatest number, from 0; the first of equal ones.
    package var greatest: Int {
        var best = startIndex
        for index in indices where self[index] > self[best] { best = index }
        return best - startIndex
    }
}

extension SavedNetwork {
    /// Returns the reason for which the network cannot be used on some data; nil if it can.
    fileprivate func objection(to dataset: Dataset) -> String? {
        let architecture = network.architecture
        let (width, count) = (dataset.layout.width, dataset.targets.outputs)
        guard architecture.inputs == width, architecture.outputs == count else {
            return "the network has \(Numbers.counted(architecture.inputs, "input")) and "
                + "\(Numbers.counted(architecture.outputs, "output")), but \(dataset.name) needs "
                + "\(Numbers.counted(width, "input")) and \(Numbers.counted(count, "output"))"
        }
        if case .table(let mine) = layout, case .table(let theirs) = dataset.layout, hasNames,
            let index = mine.indices.first(where: { mine[$0] != theirs[$0] })
        {
            return
                "the network was trained on the columns \(Self.list(mine)); column \(index + 1) of \(dataset.name) is "
                + "\"\(theirs[index])\""
        }
        switch (outputs, dataset.targets) {
        case (.classes(let mine), .classes(_, let theirs)) where mine != theirs && hasNames:
            return "the network predicts \(Self.list(mine)); the classes of \(dataset.name) are \(Self.list(theirs))"
        case (.values, .classes): return "the network predicts numbers, but \(dataset.name) has classes"
        case (.classes, .values): return "the network is a classifier, but the targets of \(dataset.name) are numeric"
        default: return nil
        }
    }

    /// True if columns and classes have names; networks of other programs only number them.
    private var hasNames: Bool { outputs != .unnamed(network.architecture) }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }

    /// Returns the preprocessing of some data: that of the training data. It also fills missing values, even if the
    /// training data had none.
    package func preparation(of dataset: Dataset) -> Preprocessing {
        let isTable = if case .floats = dataset.features { true } else { false }
        return Preprocessing(
            factors: preprocessing.factors, shifts: preprocessing.shifts, fills: isTable ? fills : nil,
            targets: preprocessing.targets, centring: preprocessing.centring)
    }
}
