import CommandLanguage
import DataSources
import Evolution
import Networks
import Objectives

extension Vocabulary {
    /// Every room's own list of words.
    ///
    /// - Parameter profiles: the file of the user's own launchers.
    static func all(profiles: String?) -> Vocabulary {
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
            // What is wrong with the file is told where a launcher is wanted.
            .launcher: LauncherProfile.known(path: profiles).map { Entry($0.name, $0.summary) },
        ])
    }
}
