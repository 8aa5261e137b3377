import CommandLanguage
import Objectives

extension NetworkShape: DescribedSettings {
    static let defaults = NetworkShape()

    /// The descriptions of the settings of `network`.
    static let descriptions: [SettingDescription<NetworkShape>] = [
        .init("layers", \.layers, .integer(layerCounts), "maximum number of hidden layers"),
        .init(
            "uniform", \.isUniform, .onOrOff(on: "all layers share their genes", off: "each layer has its own genes"),
            "one `neurons` and one `dropout` gene for all layers, and a `layers` gene for their number",
            storedName: "isUniform"),
    ]
}

/// `network layers 3`: sets the shape of the networks that the default genes describe.
struct NetworkCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<NetworkShape>

    static let grammar = CommandGrammar(
        "network", topic: .variation, "set the shape of the networks that the default genes describe",
        searchTerms: ["architecture", "hidden layers", "number of layers", "width", "depth", "MLP"],
        form: .settings(NetworkShape.descriptions.map(\.setting)),
        discussion: """
            The default genes change at once. Genes that you set by hand stay; `genes default` replaces them with \
            genes of the new shape. A layer of 0 neurons is left out, so the search space includes networks with \
            fewer layers.
            """,
        examples: [
            .init("network layers 3", prints: "network layers 3 uniform off: 11 genes"),
            .init("network uniform on", prints: "network layers 3 uniform on: 8 genes"),
            .init("network layers 5 uniform off", prints: "network layers 5 uniform off: 15 genes"),
            .init("network", prints: "network\n  setting  value\n  layers   5      default\n  uniform  off    default"),
        ])

    init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard !chosen.isEmpty else { return .settings(session.networkReport) }
        let before = session.state.network
        session.state.network = chosen.laid(over: before)
        let shape = session.state.network
        var text = "network " + NetworkShape.descriptions.map { "\($0.name) \($0.text(shape))" }.joined(separator: " ")
        switch session.state.genes {
        case .none: break
        case .custom: text += "; genes set by hand stay, `genes default` replaces them with genes of this shape"
        case .standard, .shaped:
            session.state.genes = session.state.defaultGenes
            text += ": \(session.state.genes.genes.count) genes"
            if shape != before { text += session.dropPopulation() }
        }
        return .message(text)
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
        return NetworkShape.descriptions.map { $0.row(of: shape, isDefault: $0.text(shape) == $0.text(usual)) }
    }
}
