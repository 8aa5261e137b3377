import Plots
import Reports

/// Reports by kind, for `try #require`.
extension Report {
    var evolved: EvolvedReport? { if case .evolved(let report) = self { report } else { nil } }
    var fittest: FittestReport? { if case .fittest(let report) = self { report } else { nil } }
    var trained: TrainedReport? { if case .trained(let report) = self { report } else { nil } }
    var ensemble: EnsembleReport? { if case .ensemble(let report) = self { report } else { nil } }
    var predicted: PredictedReport? { if case .predicted(let report) = self { report } else { nil } }
    var figure: Figure? { if case .figure(let figure) = self { figure } else { nil } }
    var opened: OpenedReport? { if case .opened(let report) = self { report } else { nil } }
}
