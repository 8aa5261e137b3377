import CommandLanguage
import Datasets
import Objectives

extension LoadCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let choice = DataChoice(
            name: dataset, path: path.map(session.locate), plan: try plan, folds: folds,
            isValidationChosen: validation != nil)
        let loaded = try session.examples(for: choice)
        let isOther = choice != session.state.data
        session.examples = loaded
        session.state.data = choice
        var notes: [String] = []
        if case .none = session.state.genes {
            session.state.genes = session.state.defaultGenes
            notes.append("the \(session.state.genes.genes.count) default genes")
        }
        if session.state.objective == nil {
            session.state.objective = .accuracy
            notes.append(ObjectiveChoice.accuracy.description)
        }
        let dropped = isOther ? session.dropPopulation() : ""
        if !dropped.isEmpty { notes.append(String(dropped.dropFirst(2))) }
        session.compareWithRecorded(loaded, context)
        return .loaded(session.dataReport(of: loaded, notes: notes))
    }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        let digest = session.examples.map { "\($0.examples.dataset.digest)" }
        return .init(text, comment: digest.map(RecordedFacts.comment))
    }

    private var plan: SplitPlan {
        get throws(SessionError) {
            do {
                return try SplitPlan(
                    validation: validation.map { part throws(DatasetError) in
                        switch part {
                        case .fraction(let share): .fraction(try Share(share))
                        case .official: .officialTest
                        }
                    },
                    test: test.map { share throws(DatasetError) in .fraction(try Share(share)) }, limit: limit)
            } catch {
                throw .unusable(error.description)
            }
        }
    }
}

extension Session {
    /// Warns where the running script was recorded with other data.
    fileprivate func compareWithRecorded(_ loaded: LoadedExamples, _ context: ExecutionContext) {
        guard let script = running.last, let recorded = script.recorded.digests[script.line],
            recorded != "\(loaded.examples.dataset.digest)"
        else { return }
        context.report(
            .warned(
                "\(script.place): recorded with other data (SHA-256 \(recorded.prefix(12))… there, "
                    + "\("\(loaded.examples.dataset.digest)".prefix(12))… here): results will differ"))
    }

    func dataReport(of loaded: LoadedExamples, notes: [String] = []) -> DataReport {
        let dataset = loaded.examples.dataset
        let split = loaded.examples.split
        let shape: String
        let isImages: Bool
        switch dataset.layout {
        case .image(let height, let width, let channels): (shape, isImages) = ("\(height)×\(width)×\(channels)", true)
        case .table(let columns): (shape, isImages) = (Numbers.counted(columns.count, "column"), false)
        }
        var classes: [String] = []
        var counts: [Int] = []
        if case .classes(let labels, let names) = dataset.targets {
            classes = names
            counts = [Int](repeating: 0, count: names.count)
            for label in labels { counts[Int(label)] += 1 }
        }
        return DataReport(
            name: dataset.name, count: dataset.count, shape: shape, isImages: isImages, classes: classes,
            classCounts: counts, training: split.training.count, validation: split.validation.count,
            folds: loaded.folds.isEmpty ? nil : loaded.folds.count, test: split.test.count,
            testReads: state.counts.testReads, digest: "\(dataset.digest)",
            pictures: dataset.pictures(atMost: 5), notes: notes)
    }

    /// The data that were loaded.
    ///
    /// - Throws: `.missing` where none were.
    func loadedExamples(for purpose: String) throws(SessionError) -> LoadedExamples {
        guard let choice = state.data else {
            throw .missing("\(purpose) needs data, and none are loaded", try: "load digits")
        }
        let loaded = try examples(for: choice)
        examples = loaded
        return loaded
    }
}

extension Dataset {
    /// The first images as small grey pictures.
    fileprivate func pictures(atMost most: Int) -> [Picture] {
        guard case .image(let height, let width, let channels) = layout, case .bytes(let bytes) = features,
            case .classes(let labels, let names) = targets
        else { return [] }
        let pixels = height * width
        return (0..<min(most, count)).map { row in
            let start = row * pixels * channels
            let grey = (0..<pixels).map { pixel in
                (0..<channels).reduce(0) { $0 + Int(bytes[start + pixel * channels + $1]) } / channels
            }
            let brightest = Float(max(1, grey.max() ?? 1))
            return Picture(label: names[Int(labels[row])], width: width, pixels: grey.map { Float($0) / brightest })
        }
    }
}
