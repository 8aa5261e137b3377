import Evolution
package import Messages
import Networks
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session

extension Session {
    /// Returns the layers of the fittest network: `show network`.
    package func networkTable() throws(SessionError) -> TableReport {
        let (fittest, _, _) = try fittestOrganism()
        guard case .network(let objective) = try search().kind else {
            throw .trainsNoNetworks
        }
        let blueprint: NetworkBlueprint
        do { blueprint = try objective.blueprint(of: fittest.genome) } catch { throw .failed(error.description) }
        let (architecture, settings) = (blueprint.architecture, blueprint.settings)
        let title =
            ["\(architecture.parameterCount) parameters", settings.optimizer.name, "batches of \(settings.batchSize)"]
            + [architecture.initializer.name] + (settings.augmentation.map(\.words) ?? [])
        let table: Table
        if architecture.features.isEmpty {
            table = architecture.denseTable
        } else {
            do { table = try architecture.table } catch { throw .failed(error.description) }
        }
        return TableReport(title: title.joined(separator: ", "), table: table)
    }
}

extension Augmentation {
    /// The changes of training images, each as it is set.
    fileprivate var words: [String] {
        [flip ? "flip" : nil, shift > 0 ? "shift \(shift)" : nil, cutout > 0 ? "cutout \(cutout)" : nil]
            .compactMap { $0 }
    }
}

extension Architecture {
    /// The layers of a network without convolutions.
    fileprivate var denseTable: Table {
        var rows = [["input", "\(inputs)", "", "\(inputDropout)", "0", "0"]]
        for (index, shape) in shapes.enumerated() {
            let layer = index < hidden.count ? hidden[index] : nil
            rows.append([
                layer == nil ? "output" : "hidden \(index)", "\(shape.outputs)",
                (layer?.activation ?? outputActivation).name, layer.map { "\($0.dropout)" } ?? "",
                "\(parameters(of: index))", "\(shape.inputs * shape.outputs)",
            ])
        }
        return Table(
            columns: [
                .init("layer"), .init("neurons", .right), .init("activation"), .init("dropout", .right),
                .init("parameters", .right), .init("multiplications", .right),
            ], rows: rows)
    }

    /// The layers of a network with convolutions, each with the shape of its outputs.
    ///
    /// - Throws: `.layer` for a layer that does not suit its inputs, which no architecture has.
    fileprivate var table: Table {
        get throws(NetworksError) {
            var rows = [["input" + words(inputDropout), "\(input)", "0", "0"]]
            for (layer, shape) in zip(features, featureShapes) { rows += try Self.rows(of: layer, shape) }
            for (index, shape) in shapes.enumerated() {
                let layer = index < hidden.count ? hidden[index] : nil
                let words = [
                    "dense \(shape.outputs)", layer?.normalization == nil ? nil : BatchNormalizationLayer.name,
                    (layer?.activation ?? outputActivation).name,
                ].compactMap { $0 }
                rows.append([
                    words.joined(separator: ", ") + self.words(layer?.dropout ?? .none), "\(shape.outputs)",
                    "\(parameters(of: index))", "\(shape.inputs * shape.outputs)",
                ])
            }
            return Table(
                columns: [
                    .init("layer"), .init("output", .right), .init("parameters", .right),
                    .init("multiplications", .right),
                ], rows: rows)
        }
    }

    private func words(_ dropout: DropoutRate) -> String { dropout == .none ? "" : ", dropout \(dropout)" }

    /// Returns the number of trained parameters of a dense layer.
    private func parameters(of index: Int) -> Int {
        let shape = shapes[index]
        let isNormalized = index < hidden.count && hidden[index].normalization != nil
        return (shape.inputs + 1) * shape.outputs + (isNormalized ? shape.outputs : 0)
    }

    /// Returns the row of a layer; for a residual block, a heading and the rows of the layers inside.
    private static func rows(of layer: AnyLayer, _ input: TensorShape) throws(NetworksError) -> [[String]] {
        let output = try layer.layer.output(of: input)
        guard let block = layer.layer as? ResidualLayer else {
            let parameters = try layer.layer.tensors(of: input).filter(\.isTrained).reduce(0) { $0 + $1.count }
            return [[layer.text, "\(output)", "\(parameters)", "\(try layer.layer.multiplications(of: input))"]]
        }
        let activation = block.activation == .linear ? "" : ", \(block.activation.name)"
        var rows = [[ResidualLayer.name + activation, "\(output)", "", ""]]
        func add(_ inner: AnyLayer, _ prefix: String, _ shape: TensorShape) throws(NetworksError) {
            for row in try Self.rows(of: inner, shape) { rows.append(["  \(prefix)\(row[0])"] + row.dropFirst()) }
        }
        for (inner, shape) in zip(block.layers, try block.shapes(of: input)) { try add(inner, "", shape) }
        if let shortcut = try block.shortcut(from: input, to: output) {
            try add(AnyLayer(shortcut), "shortcut: ", input)
        }
        return rows
    }
}
