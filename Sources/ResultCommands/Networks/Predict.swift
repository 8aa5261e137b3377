package import CommandLanguage
import CommandParsing
import CurrentNetwork
import DataSources
import Datasets
import FileWriting
import Foundation
package import Messages
import ModelFiles
import Networks
import Notation
package import Reports
package import Session
import SessionState

extension PredictCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let networks = usesEnsemble ? session.ensemble : [try session.networkAtHand(for: "predict").saved]
        guard let saved = networks.first else { throw .noEnsemble(hasFittest: session.state.fittest != nil) }
        let samples: NewSamples
        var target: String?
        let given = try resolved(InputColumns(saved), in: session)
        do {
            switch given {
            case .path(let path, let keep, let file):
                target = file.map(Session.expanded)
                samples = try NewSamples(
                    path: session.locate(path), layout: saved.layout, encodings: saved.encodings,
                    reading: saved.reading, numbers: saved.numbers, keep: keep,
                    session.monitor(context))
            case .row(let row):
                samples = try NewSamples(
                    row: row.cells.map { ($0.column, $0.value) }, layout: saved.layout, encodings: saved.encodings,
                    reading: saved.reading, numbers: saved.numbers)
            }
        } catch .stopped {
            throw .interrupted
        } catch {
            throw .failed(error.description)
        }
        let predictions = Predictions(samples: samples, outputs: saved.outputs, numbers: try outputs(samples, networks))
        var remarks = samples.remarks
        if let target {
            try session.permit(target, replaces: replaces, context)
            let content = WrittenTable(predictions.csv(of: session.state))
            do { try AtomicFile(target).write(content.data) } catch { throw .failed("\(error)") }
            remarks += [content.remark].compactMap(\.self)
        }
        return .predicted(
            PredictedReport(
                samples: samples.count, table: predictions.table(atMost: 20), path: target, remarks: remarks))
    }

    /// Returns the samples with the first word taken for what it names: a column of the network, or a file.
    ///
    /// - Throws: `.unusable` if a file is followed by a word that no setting has, or a column by one that is a setting.
    private func resolved(_ inputs: InputColumns, in session: Session) throws(SessionError) -> SampleSource {
        func isFile(_ path: String) -> Bool { FileManager.default.fileExists(atPath: session.locate(path)) }
        switch samples {
        case .path(let path, let keep, let target):
            guard let column = inputs.columns.first(where: { $0.name == path }), !isFile(path) else { return samples }
            for (word, isGiven) in [("replace", replaces), ("ensemble", usesEnsemble)]
            where isGiven && replaces != usesEnsemble && keep.isEmpty && target == nil && column.values.contains(word) {
                return .row(TypedRow([.init(column: path, value: word)]))
            }
            throw .unusable(
                "\"\(path)\" is a column of the network, not a file; to predict a row, quote a value that is keep, to, "
                    + "replace or ensemble: `predict \(CommandText.word(path)) 'keep'`")
        case .row(let row):
            guard let first = row.cells.first, !inputs.columns.contains(where: { $0.name == first.column }),
                isFile(first.column)
            else { return samples }
            let longer = ["keep", "to", "replace", "ensemble"].filter { $0.hasPrefix(first.value) }
            throw .unusable(
                "expected `keep`, `to`, `replace` or `ensemble` after the file \"\(first.column)\", found \"\(first.value)\""
                    + (longer.first.map { "; did you mean \"\($0)\"?" } ?? ""))
        }
    }

    /// Returns the mean of the networks' outputs, one row per sample.
    private func outputs(_ samples: NewSamples, _ networks: [SavedNetwork]) throws(SessionError) -> [Float] {
        var sums = try outputs(samples, networks[0])
        for network in networks.dropFirst() {
            for (index, output) in try outputs(samples, network).enumerated() { sums[index] += output }
        }
        return networks.count == 1 ? sums : sums.map { $0 / Float(networks.count) }
    }

    private func outputs(_ samples: NewSamples, _ saved: SavedNetwork) throws(SessionError) -> [Float] {
        do {
            // The targets are unknown and not used, so any values will do.
            let targets = Targets.values(
                [Float](repeating: 0, count: samples.count * saved.outputs.names.count), names: saved.outputs.names)
            let dataset = try Dataset(
                name: "new samples", layout: saved.layout, features: .floats(samples.numbers), targets: targets)
            let preparation = saved.preparation(of: dataset)
            let examples = Examples(
                dataset: dataset, split: Split(training: [], validation: [], test: []),
                preprocessing: Preprocessing(
                    factors: preparation.factors, shifts: preparation.shifts, fills: preparation.fills))
            return try saved.plain.predict((0..<samples.count).map { Int32($0) }, of: examples)
        } catch {
            throw .failed("\(error)")
        }
    }
}

/// The predictions of a network for some samples.
private struct Predictions {
    let samples: NewSamples
    let outputs: SavedNetwork.Outputs
    /// The outputs, one row per sample.
    let numbers: [Float]

    /// Returns the name of a sample, and the values of its kept columns.
    private func facts(of sample: Int) -> [String] { [samples.names[sample]] + samples.kept.map { $0.values[sample] } }

    private func row(_ sample: Int) -> ArraySlice<Float> {
        let width = outputs.names.count
        return numbers[sample * width..<(sample + 1) * width]
    }

    func table(atMost limit: Int) -> Table {
        let shown = 0..<min(limit, samples.count)
        let facts = ([samples.noun] + samples.kept.map(\.name)).map { Table.Column($0) }
        switch outputs {
        case .classes(let names):
            return Table(
                columns: facts + [.init("class"), .init("output", .right)],
                rows: shown.map { sample in
                    let row = row(sample)
                    let predicted = row.greatest
                    let fraction = Numbers.fraction(Double(row[row.startIndex + predicted]))
                    return self.facts(of: sample) + [names[predicted], fraction]
                }, total: samples.count)
        case .values(let names):
            return Table(
                columns: facts + names.map { .init($0, .right) },
                rows: shown.map { self.facts(of: $0) + row($0).map { Numbers.score(Double($0)) } },
                total: samples.count)
        }
    }

    /// One row per sample: its name, the kept columns, and for classes the predicted one before the outputs of all.
    /// The last columns name the student, if there is one.
    func csv(of state: SessionState) -> CSVText {
        let isClasses = if case .classes = outputs { true } else { false }
        var text = CSVText(lineEnd: "\n")
        let columns = [samples.noun] + samples.kept.map(\.name) + (isClasses ? ["class"] : []) + outputs.names
        let mark = StudentMark(state, beside: columns)
        text.add(columns + (mark?.columns ?? []))
        for sample in 0..<samples.count {
            let row = row(sample)
            let predicted = isClasses ? [outputs.names[row.greatest]] : []
            text.add(facts(of: sample) + predicted + row.map { "\($0)" } + (mark?.cells ?? []))
        }
        return text
    }
}
