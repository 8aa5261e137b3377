import CommandLanguage
import Datasets
import Evolution
import ModelFiles
import Networks

extension ScoreCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let trained = try session.networkAtHand(for: "score")
        let examples = try session.examples(for: trained.saved, "score")
        let split = examples.split
        let metric = trained.settings.score
        let validation = try session.scores(of: trained.saved, on: split.validation, examples)
        var test: Scores?
        if !split.test.isEmpty {
            session.state.counts.testReads += 1
            test = try session.scores(of: trained.saved, on: split.test, examples)
        }
        session.state.trained = TrainedNetwork(
            trained.saved, validation: validation[metric], test: test?[metric], curve: trained.curve)
        return .scored(
            ScoredReport(
                score: metric.name,
                validation: MeasuredScore(
                    validation[metric] ?? .nan, score: metric.name, rows: split.validation.count),
                test: test.map { MeasuredScore($0[metric] ?? .nan, score: metric.name, rows: split.test.count) },
                scores: (test ?? validation).named, testReads: session.state.counts.testReads,
                confusion: try session.confusion(of: trained.saved, examples)))
    }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .scored(let scored) = report else { return .init(text) }
        return .init(text, validation: scored.validation.value, test: scored.test?.value)
    }
}

extension Session {
    /// The network that was trained or opened last.
    func networkAtHand(for purpose: String) throws(SessionError) -> TrainedNetwork {
        guard let trained = state.trained else {
            throw .missing(
                "\(purpose) needs a network, and none was trained or opened",
                try: state.evolution?.fittest == nil ? "open network NAME" : "train fittest")
        }
        return trained
    }

    /// The data that are loaded, prepared as a network wants them.
    ///
    /// - Throws: what the network takes or says, and the data do not have.
    func examples(for saved: SavedNetwork, _ purpose: String) throws(SessionError) -> Examples {
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

    /// All scores of a network on some rows.
    func scores(of saved: SavedNetwork, on rows: [Int32], _ examples: Examples) throws(SessionError) -> Scores {
        do {
            return try saved.network.scores(on: rows, of: examples, loss: saved.training.loss)
        } catch {
            throw .failed(error.description)
        }
    }

    /// What a network says of the samples of each class, of the test part where there is one; nil for numbers.
    func confusion(of saved: SavedNetwork, _ examples: Examples) throws(SessionError) -> ConfusionReport? {
        guard case .classes(let labels, let names) = examples.dataset.targets, names.count > 1 else { return nil }
        let split = examples.split
        let (part, rows) = split.test.isEmpty ? ("validation", split.validation) : ("test", split.test)
        let outputs: [Float]
        do { outputs = try saved.network.predict(rows, of: examples) } catch { throw .failed(error.description) }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
        for (place, row) in rows.enumerated() {
            let said = outputs[place * names.count..<(place + 1) * names.count].greatest
            counts[Int(labels[Int(row)])][said] += 1
        }
        return ConfusionReport(part: part, classes: names, counts: counts)
    }
}

extension ArraySlice<Float> {
    /// The place of the greatest number, from 0; of equal ones the first.
    var greatest: Int {
        var best = startIndex
        for place in indices where self[place] > self[best] { best = place }
        return best - startIndex
    }
}

extension SavedNetwork {
    /// Why the network cannot be used on some data; nil where it can.
    fileprivate func objection(to dataset: Dataset) -> String? {
        let architecture = network.architecture
        let (width, count) = (dataset.layout.width, dataset.targets.outputs)
        guard architecture.inputs == width, architecture.outputs == count else {
            return "the network takes \(Numbers.counted(architecture.inputs, "number")) and gives "
                + "\(architecture.outputs); samples of \(dataset.name) are \(Numbers.counted(width, "number")), and "
                + "\(count) are to be learned"
        }
        if case .table(let mine) = layout, case .table(let theirs) = dataset.layout, hasNames,
            let place = mine.indices.first(where: { mine[$0] != theirs[$0] })
        {
            return
                "the network was trained on the columns \(Self.list(mine)); column \(place + 1) of \(dataset.name) is "
                + "\"\(theirs[place])\""
        }
        switch (outputs, dataset.targets) {
        case (.classes(let mine), .classes(_, let theirs)) where mine != theirs && hasNames:
            return "the network predicts \(Self.list(mine)); the classes of \(dataset.name) are \(Self.list(theirs))"
        case (.values, .classes): return "the network gives numbers, and \(dataset.name) has classes"
        case (.classes, .values): return "the network is a classifier, but the targets of \(dataset.name) are numeric"
        default: return nil
        }
    }

    /// Whether columns and classes have the names of data; those of other programs are only counted.
    private var hasNames: Bool { outputs != .unnamed(network.architecture) }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }

    /// How numbers of some data become inputs: as they did, and what is missing is filled, whether it was missing then or
    /// not.
    func preparation(of dataset: Dataset) -> Preprocessing {
        let isTable = if case .floats = dataset.features { true } else { false }
        return Preprocessing(
            factors: preprocessing.factors, shifts: preprocessing.shifts, fills: isTable ? fills : nil,
            targets: preprocessing.targets, centring: preprocessing.centring)
    }
}
