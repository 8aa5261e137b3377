import DataSources
import Datasets
import Networks

/// Data that were read, parted and prepared, with the words that they were asked for by.
struct LoadedExamples {
    let choice: DataChoice
    let examples: Examples
    /// What was decided while they were read.
    let remarks: [String]
    /// What may be wrong with them, or with a decision.
    let warnings: [String]
    /// The columns of the user's own table; empty for other data.
    let columns: [TableColumn]
    /// What each fitness is the mean over; empty where one validation part is enough.
    let folds: [Examples]
    /// A warning of classes with too few rows for the split; nil where there are none.
    let smallClasses: String?

    /// Puts them together, and counts the rows of each class. O(rows).
    init(
        choice: DataChoice, examples: Examples, remarks: [String], warnings: [String], columns: [TableColumn],
        folds: [Examples]
    ) {
        self.choice = choice
        self.examples = examples
        self.remarks = remarks
        self.warnings = warnings
        self.columns = columns
        self.folds = folds
        smallClasses = SmallClasses(examples, folds: folds)?.warning
    }
}

extension Session {
    /// The examples of a choice, read unless they are here already.
    func examples(for choice: DataChoice, _ monitor: Monitor = .none) throws(SessionError) -> LoadedExamples {
        // Outputs that are bounded, or count, are compared with the numbers as they are.
        let scalesTargets = state.training.outputActivation(for: .values([], names: [])) == .linear
        if let examples, examples.choice == choice {
            guard case .values = examples.examples.dataset.targets,
                scalesTargets != (examples.examples.preprocessing.targets != nil)
            else { return examples }
        }
        let read: ReadDataset
        if let examples, examples.choice.source == choice.source {
            read = ReadDataset(
                dataset: examples.examples.dataset, remarks: examples.remarks, warnings: examples.warnings,
                columns: examples.columns)
        } else {
            // What is no longer needed makes room for what is read.
            if examples?.choice.source != state.data?.source { examples = nil }
            do {
                read = try choice.source.read(monitor)
            } catch .stopped {
                throw .interrupted
            } catch {
                throw .failed(error.description)
            }
        }
        return try prepared(read, choice, scalesTargets: scalesTargets)
    }

    /// Parts and prepares data that were read.
    func prepared(_ read: ReadDataset, _ choice: DataChoice, scalesTargets: Bool) throws(SessionError) -> LoadedExamples
    {
        do {
            let split = try Split(read.dataset, plan: choice.plan)
            let splits = try choice.foldCount(of: read.dataset).map { count throws(DatasetError) in
                try Folds(read.dataset, plan: choice.plan, count: count).splits
            }
            func examples(_ split: Split) -> Examples {
                Examples(
                    dataset: read.dataset, split: split,
                    preprocessing: .centred(
                        read.dataset, training: split.training, by: choice.centring ?? .pixel,
                        scalesTargets: scalesTargets))
            }
            return LoadedExamples(
                choice: choice, examples: examples(split), remarks: read.remarks,
                warnings: read.warnings, columns: read.columns, folds: (splits ?? []).map(examples))
        } catch {
            throw .failed(error.description)
        }
    }
}

extension DataChoice {
    /// The folds that fitness is the mean over; nil for one validation part. Whoever says how large that is to be wants
    /// one.
    func foldCount(of dataset: Dataset) -> Int? {
        if let folds { return folds > 1 ? folds : nil }
        return isValidationChosen ? nil : Folds.usual(for: dataset)
    }
}
