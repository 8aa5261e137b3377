import CommandLanguage
package import Evolution
package import Networks
package import Objectives
import Reports
import SearchRunner
package import Session
import SessionState

extension Session {
    /// Returns the reasons for which a full training of an organism scores another value than the search measured, in one
    /// line; nil if the values are the same, and if the search measured something else than the score. Of several
    /// objectives, the first one is compared.
    ///
    /// - Parameters:
    ///   - settings: The settings of the full training.
    ///   - value: Its validation score.
    package func comparison(
        of organism: Organism, _ objective: NetworkObjective, trainedWith settings: TrainingSettings, value: Double
    ) -> String? {
        guard let choice = state.objective, "\(choice.expression)" == settings.score.name,
            let fitness = organism.outcome?.fitness.map(choice.direction.oriented), fitness != value,
            let searched = (try? objective.blueprint(of: organism.genome))?.settings
        else { return nil }
        var there: [String] = []
        var here: [String] = []
        if let meanOf = objective.meanOf {
            there.append("the mean of \(meanOf)")
            here.append(
                objective.foldCount > 1
                    ? "one training on the training set, scored on the validation set" : "one training")
        }
        // The patience of a search matters only if it can end the training.
        if searched.epochs != settings.epochs || Self.patience(of: searched) != Self.patience(of: settings)
            || searched.timeLimit != settings.timeLimit
        {
            there.append(Self.limits(of: searched))
            here.append(Self.limits(of: settings))
        }
        guard !there.isEmpty else {
            return "the search measured \(Numbers.fraction(fitness)) with the same settings"
        }
        return "the search measured \(Numbers.fraction(fitness)): \(there.joined(separator: ", ")); here: "
            + here.joined(separator: ", ")
    }

    /// Returns the patience of a training that may end before its epochs are over; nil if it cannot.
    private static func patience(of settings: TrainingSettings) -> Int? {
        settings.epochs.map { settings.patience < $0 } ?? true ? settings.patience : nil
    }

    private static func limits(of settings: TrainingSettings) -> String {
        let limits = [
            settings.epochs.map { "at most \(Numbers.counted($0, "epoch"))" },
            patience(of: settings).map { "patience \($0)" },
            settings.timeLimit.map { "at most \(Numbers.duration($0))" },
        ].compactMap { $0 }
        return limits.isEmpty ? "no limits" : limits.joined(separator: " and ")
    }
}

extension TrainingLimits {
    /// Returns the patience of a full training: the user's, otherwise the default or that of the search, whichever is
    /// higher. With the same number of epochs as in the search, and if neither patience can end the training before them,
    /// it is that of the search, so that the training is the same one.
    func patience(inPlaceOf searched: TrainingSettings) -> Int {
        if let patience { return patience }
        if seconds == nil, searched.timeLimit == nil, let epochs, epochs == searched.epochs,
            searched.patience >= epochs,
            Self.defaultPatience >= epochs
        {
            return searched.patience
        }
        return max(Self.defaultPatience, searched.patience)
    }
}
