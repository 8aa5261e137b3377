package import DataSources
package import Datasets
package import Messages
import Networks
package import SessionState
import Settings

/// Data that were read, split and prepared, with the choice that asked for them.
package struct LoadedExamples {
    package let choice: DataChoice
    package let examples: Examples
    /// The decisions made while reading the data.
    let remarks: [String]
    /// Warnings about the data or a decision.
    let warnings: [String]
    /// The columns of the user's own table; empty for other data.
    let columns: [TableColumn]
    /// The folds that each fitness is the mean of; empty if a single validation set is enough.
    package let folds: [Examples]
    /// A warning about classes with too few rows for the split; nil if there are none.
    package let smallClasses: String?

    /// Creates loaded examples and counts the rows of each class.
    ///
    /// - Complexity: O(rows).
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
    /// Returns the examples of a choice, and reads them unless they are already loaded.
    ///
    /// - Parameter monitor: Receives the progress; nil for nobody.
    /// - Throws: `.interrupted` if the monitor stops the reading; `.failed` if the data cannot be read or split.
    package func examples(for choice: DataChoice, _ monitor: Monitor? = nil) throws(SessionError) -> LoadedExamples {
        // Bounded outputs, and those that are counts, are compared with unscaled targets.
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
            // Data that are no longer needed make room for the new ones.
            if examples?.choice.source != state.data?.source { examples = nil }
            do {
                read = try choice.source.read(monitor ?? .none(processes: readers))
            } catch .stopped {
                throw .interrupted
            } catch {
                throw .failed(error.description)
            }
        }
        return try prepared(read, choice, scalesTargets: scalesTargets)
    }

    /// Splits and prepares data that were read.
    ///
    /// - Throws: `.failed` if the data cannot be split as chosen.
    package func prepared(_ read: ReadDataset, _ choice: DataChoice, scalesTargets: Bool) throws(SessionError)
        -> LoadedExamples
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
        } catch .folds(let count, let rows) where choice.folds == nil {
            throw .tooFewRows(rows, forDefaultFolds: count, in: read.dataset.name)
        } catch {
            throw .failed(error.description)
        }
    }
}

extension DataChoice {
    /// Returns the number of folds that fitness is the mean of; nil for a single validation set, also if the user
    /// chose its size.
    func foldCount(of dataset: Dataset) -> Int? {
        if let folds { return folds > 1 ? folds : nil }
        return isValidationChosen ? nil : Folds.usual(for: dataset)
    }
}

extension Dataset {
    /// True if it is a table with so few rows that folds are the default.
    package var isSmallTable: Bool {
        guard case .table = layout else { return false }
        return Folds.usual(for: self) != nil
    }
}
