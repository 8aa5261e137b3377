import DataSources
import Datasets

/// A dataset that was read, parted and prepared, with the words that it was asked for by.
struct LoadedExamples {
    let choice: DataChoice
    let examples: Examples
    /// What each fitness is the mean over; empty where one validation part is enough.
    let folds: [Examples]
}

extension Session {
    /// The examples of a choice, read unless they are here already.
    func examples(for choice: DataChoice) throws(SessionError) -> LoadedExamples {
        if let examples, examples.choice == choice { return examples }
        let dataset: Dataset
        if let examples, examples.choice.name == choice.name, examples.choice.path == choice.path {
            dataset = examples.examples.dataset
        } else {
            do {
                dataset = try Catalogue.load(choice.name, from: choice.path)
            } catch {
                throw .failed(error.description)
            }
        }
        do {
            let split = try Split(dataset, plan: choice.plan)
            let splits = try choice.foldCount(of: dataset).map { count throws(DatasetError) in
                try Folds(dataset, plan: choice.plan, count: count).splits
            }
            return LoadedExamples(
                choice: choice, examples: Examples(dataset, split: split),
                folds: (splits ?? []).map { Examples(dataset, split: $0) })
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

extension Examples {
    fileprivate init(_ dataset: Dataset, split: Split) {
        self.init(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    }
}
