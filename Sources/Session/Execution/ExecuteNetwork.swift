import CommandLanguage
import Objectives

extension NetworkCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard layers != nil || isUniform != nil else { return .settings(session.networkReport) }
        let before = session.state.network
        session.state.network.layers = layers ?? before.layers
        session.state.network.isUniform = isUniform ?? before.isUniform
        let shape = session.state.network
        var text = "network layers \(shape.layers) uniform \(shape.isUniform ? "on" : "off")"
        switch session.state.genes {
        case .none: break
        case .custom: text += "; `genes default` takes its genes, those that were set by hand stay"
        case .standard, .shaped:
            session.state.genes = session.state.defaultGenes
            text += ": \(session.state.genes.genes.count) genes"
            if shape != before { text += session.dropPopulation() }
        }
        return .said(text)
    }
}

extension SessionState {
    /// The default genes of the networks' shape.
    var defaultGenes: GeneChoice { network == NetworkShape() ? .standard : .shaped(network) }
}

extension Session {
    fileprivate var networkReport: SettingsReport { SettingsReport(title: "network", rows: networkRows) }

    var networkRows: [SettingsReport.Row] {
        let (shape, usual) = (state.network, NetworkShape())
        return [
            .init(name: "layers", value: "\(shape.layers)", isDefault: shape.layers == usual.layers),
            .init(
                name: "uniform", value: shape.isUniform ? "on" : "off", isDefault: shape.isUniform == usual.isUniform),
        ]
    }
}
