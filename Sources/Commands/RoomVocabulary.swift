import CommandLanguage
import CommandParsing
import DataSources
import Evolution
import HelpPages
import Networks
import Objectives
import RemoteEvaluation
import Session

extension Vocabulary {
    /// Returns the vocabularies of all modules.
    ///
    /// - Parameter profiles: The file of the user's own launchers; nil for none.
    static func all(profiles: String?) -> Vocabulary {
        Vocabulary([
            .dataset: Catalogue.all.map { Entry($0.name, $0.summary) },
            .selection: Selection.all.map { Entry($0.name, $0.summary) },
            .crossover: Crossover.all.map { Entry($0.name, $0.summary) },
            .change: Mutation.all.map { Entry($0.name, $0.summary) },
            .strategy: Strategy.all.map { Entry($0.name, $0.summary) },
            .loss: Loss.all.map { Entry($0.word, $0.summary) },
            .schedule: Schedule.all.map { Entry($0.name, $0.summary) },
            .precision: Precision.all.map { Entry($0.name, $0.summary) },
            .lesson: Lesson.all.map { Entry($0.name, $0.title) },
            .page: HelpPage.all.map { Entry($0.name, $0.summary) },
            .activation: Activation.all.map { Entry($0.name, $0.summary) },
            // Errors in the file are reported when a launcher is used.
            .launcher: LauncherProfile.known(path: profiles).map { Entry($0.name, $0.summary) },
        ])
    }
}
