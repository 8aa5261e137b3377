import Evolution
import Messages
import Networks
import Objectives
import ReportPage
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState

extension ReportSource {
    /// The fittest genome, and its network layer by layer if it is one. Nil if all evaluations failed.
    var fittestSection: ReportSection? {
        guard let fittest else { return nil }
        var blocks: [ReportBlock] = []
        var title = front == nil ? "The fittest genome" : "The knee of the front"
        do {
            if let network = try fittestNetwork() {
                title = front == nil ? "The fittest network" : "The network at the knee of the front"
                blocks += [.layers(try network.layers()), .table(ReportTable(try session.networkTable()))]
            }
        } catch {
            blocks.append(.warning("The network cannot be shown: \(error.description)."))
        }
        blocks += [.heading("Genes"), .facts(fittest.genes.map { .init($0.name, $0.value ?? "inactive") })]
        if let front = fittest.front {
            blocks += [.heading("Objectives"), .facts(front.knee.map { .init($0.name, Numbers.score($0.value)) })]
        }
        if let rungs = fittest.rungs { blocks.append(.paragraph(Self.sentence(rungs))) }
        let scores = fittest.scores.filter { $0.value.isFinite }.sorted { $0.key < $1.key }
        if !scores.isEmpty {
            blocks += [.heading("All scores"), .facts(scores.map { .init($0.key, Numbers.score($0.value)) })]
        }
        return ReportSection(id: "fittest", title: title, blocks: blocks)
    }

    /// Returns the architecture of the fittest; nil if the search trains no networks.
    private func fittestNetwork() throws(SessionError) -> Architecture? {
        guard !objective.isOverGenesAlone(session.state.genes.genes), objective.program == nil, !objective.isTold,
            case .network(let networks) = try session.search().kind, let organism = session.state.fittest
        else { return nil }
        do { return try networks.blueprint(of: organism.genome).architecture } catch {
            throw .failed(error.description)
        }
    }
}

extension Architecture {
    /// Returns the layers from the inputs to the outputs.
    fileprivate func layers() throws(SessionError) -> [ReportBlock.NetworkLayer] {
        var layers = [ReportBlock.NetworkLayer(name: "input", shape: "\(input)", size: input.count, parameters: nil)]
        do throws(NetworksError) {
            for (layer, shape) in zip(features, featureShapes) {
                let output = try layer.layer.output(of: shape)
                let tensors = try layer.layer.tensors(of: shape)
                layers.append(
                    .init(
                        name: layer.text, shape: "\(output)", size: output.count,
                        parameters: tensors.filter(\.isTrained).reduce(0) { $0 + $1.count }))
            }
        } catch {
            throw .failed(error.description)
        }
        for (index, shape) in shapes.enumerated() {
            let layer = index < hidden.count ? hidden[index] : nil
            let words = [
                layer == nil ? "output" : "dense \(shape.outputs)",
                layer?.normalization == nil ? nil : BatchNormalizationLayer.name,
                (layer?.activation ?? outputActivation).name,
                layer.flatMap { $0.dropout == .none ? nil : "dropout \($0.dropout)" },
            ]
            let parameters = (shape.inputs + 1) * shape.outputs + (layer?.normalization == nil ? 0 : shape.outputs)
            layers.append(
                .init(
                    name: words.compactMap { $0 }.joined(separator: ", "), shape: "\(shape.outputs)",
                    size: shape.outputs, parameters: parameters))
        }
        return layers
    }
}
