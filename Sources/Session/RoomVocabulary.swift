import CommandLanguage
import DataSources
import Evolution
import Networks

extension Vocabulary {
    /// Every room's own list of words.
    static var all: Vocabulary {
        Vocabulary([
            .dataset: Catalogue.all.map { Entry($0.name, $0.summary) },
            .selection: Selection.all.map { Entry($0.name, $0.summary) },
            .crossover: Crossover.all.map { Entry($0.name, $0.summary) },
            .change: Mutation.all.map { Entry($0.name, $0.summary) },
            .strategy: Strategy.all.map { Entry($0.name, $0.summary) },
            .loss: Loss.all.map { Entry($0.name, $0.summary) },
            .schedule: Schedule.all.map { Entry($0.name, $0.summary) },
            .precision: Precision.all.map { Entry($0.name, $0.summary) },
            .page: HelpPage.all.map { Entry($0.name, $0.summary) },
            .activation: Activation.all.map { Entry($0.name, $0.summary) },
        ])
    }
}
