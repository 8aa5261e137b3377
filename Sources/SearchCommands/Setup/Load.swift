package import CommandLanguage
import DataSources
import Datasets
package import Messages
import Objectives
package import Reports
import SearchRunner
package import Session
package import SessionState
import Settings

extension LoadCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let choice = DataChoice(
            source: session.source(of: origin), plan: try plan, centring: centring.flatMap(Centring.init(named:)),
            folds: folds, isValidationChosen: validation != nil)
        let loaded: LoadedExamples
        do {
            loaded = try session.examples(for: choice, session.monitor(context))
        } catch .interrupted {
            if let kept = choice.source.kept { context.report(.message(kept)) }
            throw .interrupted
        }
        if case .table = loaded.examples.dataset.layout, choice.centring != nil {
            throw .unusable(
                "\(loaded.examples.dataset.name) is a table, and `centre` works only with images; leave it out "
                    + "(the columns of a table are always standardized)")
        }
        let isOther = choice != session.state.data
        session.examples = loaded
        session.state.data = choice
        if isOther {
            session.state.population.hasSmallTable = loaded.examples.dataset.isSmallTable ? true : nil
            let split = loaded.examples.split
            session.state.samples = split.training.count + split.validation.count
        }
        var notes: [String] = []
        if case .none = session.state.genes {
            session.state.genes = session.state.defaultGenes
            notes.append(session.noteOnGenes(for: loaded.examples.dataset.layout))
        }
        let usual = ObjectiveChoice.usual(for: loaded.examples.targets)
        // A default objective follows the data: accuracy means nothing for numeric targets.
        if session.state.objective == nil || ObjectiveChoice.usuals.contains(where: { $0 == session.state.objective }),
            session.state.objective != usual
        {
            session.state.objective = usual
            notes.append(usual.description)
        }
        // A search over genes alone uses no data: it stays as it is.
        let genes = session.state.genes.genes
        let isUnread = session.state.objective.map { $0.isOverGenesAlone(genes) || $0.program != nil } ?? false
        if isUnread, let objective = session.state.objective {
            notes.append(Notice.objectiveStays(objective, usual: usual, dataset: loaded.examples.dataset.name))
        }
        // Default genes follow the number of samples, unless a search over genes alone continues.
        if isOther, !isUnread, session.state.genes.isDefault { session.state.genes = session.state.defaultGenes }
        let dropped = isOther && !isUnread ? session.dropPopulation() : ""
        if !dropped.isEmpty { notes.append(String(dropped.dropFirst(2))) }
        session.compareWithRecorded(loaded, context)
        return .loaded(session.dataReport(of: loaded, notes: notes))
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        let digest = session.examples.map { "\($0.examples.dataset.digest)" }
        return .init(text, comment: digest.map(RecordedFacts.comment))
    }

    private var plan: SplitPlan {
        get throws(SessionError) {
            do {
                return try SplitPlan(
                    validation: validation.map { part throws(DatasetError) in
                        switch part {
                        case .fraction(let fraction): .fraction(try SplitFraction(fraction))
                        case .official: .officialTest
                        }
                    },
                    test: test.map { fraction throws(DatasetError) in .fraction(try SplitFraction(fraction)) },
                    limit: limit)
            } catch {
                throw .unusable(error.description)
            }
        }
    }
}

extension Session {
    /// Returns the note on the default genes; for images, with the command for convolutions.
    fileprivate func noteOnGenes(for layout: SampleLayout) -> String {
        let note = "the \(state.genes.genes.count) default genes"
        guard case .image = layout, state.network.blocks == 0 else { return note }
        return "\(note) (`network convolution 3 dense 1` for convolutions)"
    }

    /// Warns if the running script was recorded with other data.
    fileprivate func compareWithRecorded(_ loaded: LoadedExamples, _ context: ExecutionContext) {
        guard let script = running.last, let recorded = script.recorded.digests[script.line],
            recorded != "\(loaded.examples.dataset.digest)"
        else { return }
        context.report(
            .otherData(at: script.position, recorded: recorded, found: "\(loaded.examples.dataset.digest)"))
    }

    /// Returns the source of the data; paths become absolute, so that a saved session finds them.
    fileprivate func source(of origin: LoadCommand.Origin) -> DataSource {
        switch origin {
        case .dataset(let name, let path): return .catalogue(name: name, path: path.map(absolute))
        case .csv(let table):
            return .csv(path: absolute(table.path), CSVOptions(table))
        case .npz(let path, let isRegression, let split):
            return .npz(
                path: absolute(path), isRegression.map { $0 ? .regression : .classes }, SplitColumnNames(split))
        case .idx(let images, let labels): return .idx(images: absolute(images), labels: absolute(labels))
        case .images(let folder, let size):
            return .images(folder: absolute(folder), size: size.map { PictureSize(width: $0.width, height: $0.height) })
        }
    }
}

extension DataSource {
    /// A note on the part of a stopped download that is kept; nil if there is none.
    fileprivate var kept: String? {
        guard case .catalogue(let name, nil) = self, let entry = try? Catalogue.entry(named: name),
            case .remote(let bytes, let kept) = entry.availability, kept > 0
        else { return nil }
        return Notice.keptDownload(of: name, bytes: kept, of: bytes)
    }
}

extension CSVOptions {
    /// Creates the options that a command gives.
    fileprivate init(_ table: LoadCommand.CSVFile) {
        self.init(
            label: table.label, features: table.features, ignored: table.ignored,
            task: table.isRegression.map { $0 ? .regression : .classes }, delimiter: table.delimiter,
            hasHeader: table.hasHeader)
        decimal = table.decimal
        thousands = table.thousands
        encoding = table.encoding
        missing = table.missing
        skip = table.skip
        numbers = table.numbers
        texts = table.texts
        dates = table.dates
        split = SplitColumnNames(table.split)
    }
}

extension SplitColumnNames {
    /// Creates the names that a command gives; nil for none.
    fileprivate init?(_ columns: LoadCommand.SplitColumns) {
        self.init(group: columns.group, time: columns.time, stratify: columns.stratify)
    }
}
