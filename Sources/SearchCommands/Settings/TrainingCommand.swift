import CommandLanguage
package import CommandParsing
import Datasets
package import Messages
import Networks
import Objectives
import Programs
package import Reports
import SearchRunner
package import Session
import SessionState
import Settings
import Suggestions

/// `training epochs 1`: sets how each network is trained.
package struct TrainingCommand: Executable {
    /// The settings that were typed.
    let chosen: TrainingChoice
    /// True if all settings return to their defaults.
    let isDefault: Bool

    package static let grammar = CommandGrammar(
        "training", topic: .objective, "set how each network is trained",
        searchTerms: [
            "early stopping", "patience", "epochs", "loss function", "learning rate schedule", "regularization",
            "mixed precision", "bfloat16", "class weights", "MSE", "cross-entropy", "overfitting", "augmentation",
            "data augmentation",
            "successive halving", "ASHA", "Hyperband", "median rule", "pruning", "multi-fidelity", "budget", "rungs",
            "random crop", "horizontal flip", "random erasing",
        ],
        form: .choice([
            .word("default", "the default settings"),
            .settings(TrainingPlan.descriptions.map(\.setting)),
        ]),
        discussion: """
            ns trains a network until its validation score has not improved by at least `change` in the last \
            `patience` epochs, and keeps the best weights. `epochs` and `time` stop it earlier. Loss and output follow from the data unless \
            you set them: for classes they are categorical_crossentropy and softmax. With `repeat 3`, ns trains each \
            network three times with different random numbers, in parallel, and its fitness is the mean.

            With a range of epochs, `training epochs 1..27`, each network is trained for one epoch, and only what is \
            promising continues to 3, 9 and 27 epochs (`factor 3`). Trainings continue where they paused: 27 epochs give \
            the same weights as without pauses. `stopping` is the rule. It compares a network with those that were \
            born at least `strategy … ahead` births before it, so that the result is the same for any number of \
            workers. A network that was stopped ranks below the one that stopped it. `show population` and \
            `why` tell how far each went, and `stopping none` trains all to the end.

            `loss focal` and `weights` help with rare classes: `training weights balanced`, or `training weights \
            setosa 5 virginica 2`. `help losses` lists all losses.

            `flip`, `shift` and `cutout` change training images at random, in a different way in each epoch; scores \
            use the original images. They can be genes too.
            """,
        examples: [
            .init("training epochs 1", prints: "training epochs 1"),
            .init("training patience 5 change 0.001", prints: "training epochs 1 patience 5 change 0.001"),
            .init("training seed 2", prints: "training epochs 1 patience 5 change 0.001 seed 2"),
            .init("training default", prints: "training default"),
            "training loss mean_squared_error output sigmoid", "training schedule cosine decay 0.01 smoothing 0.1",
            "training precision float32", "training time 90s", "training repeat 3", "training flip on shift 2 cutout 8",
            "training flip off", "training loss focal", "training loss quantile 0.9", "training weights balanced",
            "load iris; training weights setosa 5 virginica 2", "training weights equal",
            "training epochs 1..27", "training epochs 1..81 factor 4 stopping median",
            "training epochs 1..27 stopping surrogate", "training epochs 1..27 stopping none",
            "training epochs 1..27 stopping halving",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        isDefault = captures.has("default")
        chosen = try Chosen(captures)
    }

    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard isDefault || !chosen.isEmpty else { return .settings(session.trainingReport) }
        let before = session.state.training
        var choice = isDefault ? TrainingChoice() : before
        choice.overlay(chosen)
        if chosen.contains(\.weights) { try session.checkClasses(of: chosen.values.weights) }
        guard choice.values.precision.isHere else { throw .failed(NetworksError.noBrainFloat.description) }
        session.state.training = choice
        return .message(
            "training " + session.trainingDescription + (choice == before ? "" : session.dropPopulation()),
            warnings: (chosen.contains(\.seconds) ? [Warning.timeLimit] : [])
                + (choice.values.hasRange || session.state.objective?.program?.budget != nil
                    || !(chosen.contains(\.stopping) || chosen.contains(\.factor))
                    ? [] : [Warning.stoppingWithoutRange]))
    }
}

extension Session {
    /// Checks that the loaded data have the classes of typed weights. Weights for data that are loaded later may name
    /// any class.
    ///
    /// - Throws: `.unusable` for the first class that is unknown, and for numeric targets.
    fileprivate func checkClasses(of weights: ClassWeights) throws(SessionError) {
        guard let targets = examples?.examples.dataset.targets, let reason = weights.objection(to: targets) else {
            return
        }
        guard case .classes(_, let names) = targets, let unknown = weights.unknownClass(among: names) else {
            throw .unusable(reason)
        }
        throw .noClass(reason, unknown, nearest: Suggestion.nearest(to: unknown, among: names))
    }

    var trainingReport: SettingsReport { SettingsReport(title: "training", rows: trainingRows) }

    fileprivate var trainingDescription: String {
        let chosen = trainingRows.filter { !$0.isDefault }.map { "\($0.name) \($0.value)" }
        return chosen.isEmpty ? "default" : chosen.joined(separator: " ")
    }

    var trainingRows: [SettingsReport.Row] {
        let plan = state.training.plan(for: examples?.examples.dataset.targets, samples: state.samples)
        return TrainingPlan.descriptions.map { $0.row(of: plan, isDefault: !state.training.contains($0)) }
    }
}
