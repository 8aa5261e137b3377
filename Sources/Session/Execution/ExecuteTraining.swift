import CommandLanguage
import Datasets
import Networks
import Objectives

extension TrainingCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard !isQuestion else { return .settings(session.trainingReport) }
        let before = session.state.training
        var choice = isDefault ? TrainingChoice() : before
        choice.loss = loss ?? choice.loss
        choice.output = output ?? choice.output
        choice.schedule = schedule ?? choice.schedule
        choice.decay = decay ?? choice.decay
        choice.smoothing = smoothing ?? choice.smoothing
        choice.precision = precision ?? choice.precision
        if let precision = choice.precision.flatMap(Precision.init(named:)), !precision.isHere {
            throw .failed(NetworksError.noBrainFloat.description)
        }
        choice.epochs = epochs ?? choice.epochs
        choice.seconds = seconds ?? choice.seconds
        choice.patience = patience ?? choice.patience
        choice.change = change ?? choice.change
        choice.seed = seed ?? choice.seed
        choice.repeats = repeats ?? choice.repeats
        session.state.training = choice
        let timeWarning = "with a time limit the results depend on this machine and on what else it does"
        return .said(
            "training " + session.trainingDescription + (choice == before ? "" : session.dropPopulation()),
            warnings: seconds != nil ? [timeWarning] : [])
    }
}

extension Session {
    var trainingReport: SettingsReport { SettingsReport(title: "training", rows: trainingRows) }

    fileprivate var trainingDescription: String {
        let chosen = trainingRows.filter { !$0.isDefault }.map { "\($0.name) \($0.value)" }
        return chosen.isEmpty ? "as at first" : chosen.joined(separator: " ")
    }

    var trainingRows: [SettingsReport.Row] {
        let choice = state.training
        let targets = examples?.examples.dataset.targets
        let settings = choice.settings(for: targets, score: .accuracy)
        func row(_ name: String, _ value: String, _ isDefault: Bool) -> SettingsReport.Row {
            SettingsReport.Row(name: name, value: value, isDefault: isDefault)
        }
        return [
            row("loss", settings.loss.name, choice.loss == nil),
            row("output", choice.outputActivation(for: targets).name, choice.output == nil),
            row("schedule", (settings.schedule ?? .constant).name, choice.schedule == nil),
            row("decay", choice.decay.map { "\($0)" } ?? "as the optimizer has it", choice.decay == nil),
            row("smoothing", "\(choice.smoothing ?? 0)", choice.smoothing == nil),
            row("precision", (settings.precision ?? .float32).name, choice.precision == nil),
            row("epochs", choice.epochs.map(String.init) ?? "until patience ends", choice.epochs == nil),
            row("time", choice.seconds.map(Numbers.duration) ?? "no limit", choice.seconds == nil),
            row("patience", "\(settings.patience)", choice.patience == nil),
            row("change", "\(settings.minimumChange)", choice.change == nil),
            row("seed", "\(choice.seed ?? 1)", choice.seed == nil),
            row("repeat", "\(choice.repeats ?? 1)", choice.repeats == nil),
        ]
    }
}

extension TrainingChoice {
    /// Classes have a softmax unless the user says otherwise; numbers are given as they are.
    func outputActivation(for targets: Targets?) -> Activation {
        if let output, let activation = Activation(named: output) { return activation }
        if case .values? = targets { return .linear }
        return .softmax
    }

    /// The whole settings, the defaults filled in by what the data are.
    func settings(for targets: Targets?, score: Metric) -> TrainingSettings {
        var settings = TrainingSettings()
        if let loss, let chosen = Loss(named: loss) {
            settings.loss = chosen
        } else if case .values? = targets {
            settings.loss = .meanSquaredError
        } else {
            settings.loss = .categoricalCrossentropy
        }
        settings.schedule = schedule.flatMap(Schedule.init(named:)).flatMap { $0 == .constant ? nil : $0 }
        settings.optimizer.weightDecay = decay.map(Float.init)
        settings.labelSmoothing = smoothing.flatMap { $0 > 0 ? Float($0) : nil }
        settings.precision = precision.flatMap(Precision.init(named:)).flatMap { $0 == .float32 ? nil : $0 }
        settings.epochs = epochs
        settings.timeLimit = seconds
        settings.patience = patience ?? 3
        settings.minimumChange = change ?? 1e-4
        settings.score = score
        return settings
    }
}
