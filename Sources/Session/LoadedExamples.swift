import DataSources
import Datasets

/// A dataset that was read, parted and prepared, with the words that it was asked for by.
struct LoadedExamples {
    let choice: DataChoice
    let examples: Examples
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
            let preprocessing = Preprocessing.centred(dataset, training: split.training)
            return LoadedExamples(
                choice: choice, examples: Examples(dataset: dataset, split: split, preprocessing: preprocessing))
        } catch {
            throw .failed(error.description)
        }
    }
}
