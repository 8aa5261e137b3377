import CommandLanguage
package import CommandParsing
import Datasets
package import Messages
package import Objectives
package import Reports
package import Session
import SessionState
package import Settings

extension NetworkShape: DescribedSettings {
    package static let defaults = NetworkShape()

    /// The descriptions of the settings of `network`.
    package static let descriptions: [SettingDescription<NetworkShape>] = [
        .init(
            "convolution", \.blocks, .integer(blockCounts),
            "maximum number of convolutional blocks, for images; 0 for none", storedName: "blocks"),
        .init("dense", \.layers, .layers, "maximum number of hidden dense layers", storedName: "layers"),
        .init(
            "uniform", \.isUniform,
            .onOrOff(
                on: "all layers share their genes, and so do all blocks", off: "each layer and block has its own genes"),
            "one `neurons` and one `dropout` gene for all layers, and a `layers` gene for their number; so for blocks",
            storedName: "isUniform"),
    ]

    /// The older word for `dense`.
    fileprivate static let synonym = Setting("layers", .integer(layerCounts), "the same as `dense`")

    /// The shape as it is typed.
    fileprivate var text: String {
        let shown = Self.descriptions.filter { blocks > 0 || $0.path != \Self.blocks }
        return shown.map { "\($0.name) \($0.text(self))" }.joined(separator: " ")
    }
}

extension SettingKind<Int> {
    /// The number of hidden dense layers, which `layers` sets too.
    fileprivate static var layers: Self {
        let kind = integer(NetworkShape.layerCounts)
        return Self(
            form: kind.form,
            read: { captures, name throws(Diagnostic) in
                guard let typed = captures.integer(NetworkShape.synonym.name) else {
                    return try kind.read(captures, name)
                }
                guard !captures.has(name) else { throw .layersTwice(in: captures) }
                return typed
            }, text: kind.text)
    }
}

/// `network convolution 3 dense 1`: sets the shape of the networks that the default genes describe.
package struct NetworkCommand: Executable {
    /// The settings that were typed.
    let chosen: Chosen<NetworkShape>

    package static let grammar = CommandGrammar(
        "network", topic: .variation, "set the shape of the networks that the default genes describe",
        searchTerms: [
            "architecture", "hidden layers", "number of layers", "width", "depth", "MLP", "CNN", "convnet",
            "convolutional network", "conv2d", "filters", "kernel size", "pooling", "ResNet", "VGG", "computer vision",
        ],
        form: .settings(NetworkShape.descriptions.map(\.setting) + [NetworkShape.synonym]),
        discussion: """
            The default genes change at once. Genes that you set by hand stay; `genes default` replaces them with \
            genes of the new shape. A layer of 0 neurons is left out, so the search space includes networks with \
            fewer layers; the same for a convolutional block of 0 filters.

            `network convolution 3` is for images: up to 3 blocks of convolutions, each with pooling and dropout, \
            and then 1 dense layer unless you set `dense`. `network convolution 0` returns to dense layers alone. \
            `help convolution` explains the genes.
            """,
        examples: [
            "network convolution 3 dense 1", "network convolution 0",
            .init("network dense 3", prints: "network dense 3 uniform off: 11 genes"),
            .init("network uniform on", prints: "network dense 3 uniform on: 8 genes"),
            .init("network layers 5 uniform off", prints: "network dense 5 uniform off: 15 genes"),
            .init(
                "network",
                prints: "network\n  setting      value\n  convolution  0      default\n"
                    + "  dense        5      default\n  uniform      off    default"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) { chosen = try Chosen(captures) }

    package var roleInExperiment: RoleInExperiment { .setting }

    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        guard !chosen.isEmpty else { return .settings(session.networkReport) }
        let before = session.state.network
        var shape = chosen.laid(over: before)
        if shape.blocks > 0, chosen.contains(\.blocks), let dataset = session.examples?.examples.dataset,
            case .table(let columns) = dataset.layout
        {
            throw .convolutionOfTable(dataset.name, columns: columns.count)
        }
        // The other kind of network has another default.
        if (shape.blocks > 0) != (before.blocks > 0), !chosen.contains(\.layers) {
            shape.layers = NetworkShape.defaultLayers(after: shape.blocks)
        }
        session.state.network = shape
        var text = "network \(shape.text)"
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

extension Session {
    fileprivate var networkReport: SettingsReport { SettingsReport(title: "network", rows: networkRows) }

    var networkRows: [SettingsReport.Row] {
        let (shape, usual) = (state.network, NetworkShape())
        return NetworkShape.descriptions.map { $0.row(of: shape, isDefault: $0.text(shape) == $0.text(usual)) }
    }
}
