package import CommandLanguage
package import Messages
import Objectives
package import Reports
import SearchRunner
package import Session
import SessionState

extension SettingsCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        .settings(session.settingsReport)
    }
}

extension Session {
    /// True if there are no genes, or those that the data have without another choice.
    private var hasUsualGenes: Bool {
        state.genes == .none || state.genes == state.defaultGenes && state.network == NetworkShape()
    }

    /// All settings.
    package var settingsReport: SettingsReport {
        let general: [SettingsReport.Row] = [
            .init(name: "data", value: state.data?.name ?? "none", isDefault: state.data == nil),
            .init(name: "genes", value: "\(state.genes.genes.count)", isDefault: hasUsualGenes),
            .init(name: "objective", value: state.objective?.description ?? "none", isDefault: state.objective == nil),
            .init(name: "seed", value: "\(state.seed)", isDefault: state.seed == 1),
            .init(name: "workers", value: workersTitle, isDefault: state.workers == nil),
        ]
        func prefixed(_ prefix: String, _ rows: [SettingsReport.Row]) -> [SettingsReport.Row] {
            rows.map { .init(name: "\(prefix) \($0.name)", value: $0.value, isDefault: $0.isDefault) }
        }
        return SettingsReport(
            title: "settings",
            rows: general + prefixed("network", networkRows) + prefixed("population", populationRows)
                + prefixed("training", trainingRows))
    }
}
