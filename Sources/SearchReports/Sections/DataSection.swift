import Foundation
import Messages
import ReportPage
import Reports
import Session
import SessionState

extension ReportedSession {
    /// The data: size, split, classes, columns. Nil if the objective uses none.
    var dataSection: ReportSection? {
        guard session.state.data != nil else { return nil }
        let blocks: [ReportBlock]
        do {
            blocks = try dataBlocks()
        } catch {
            blocks = [.warning("The data could not be read again: \(error.description).")]
        }
        return ReportSection(id: "data", title: "Data", blocks: blocks)
    }

    private func dataBlocks() throws(SessionError) -> [ReportBlock] {
        let loaded = try session.loadedExamples(for: "report")
        let data = session.dataReport(of: loaded, draws: true)
        var facts: [ReportBlock.Fact] = [
            .init("name", data.name),
            .init("samples", data.count < data.total ? "\(data.count) of \(data.total)" : "\(data.count)"),
            .init("shape of a sample", data.shape), .init("training set", Numbers.counted(data.training, "sample")),
            .init("validation set", Numbers.counted(data.validation, "sample")),
            .init("test set", data.test == 0 ? "none" : Numbers.counted(data.test, "sample")),
        ]
        if let folds = data.folds { facts.append(.init("cross-validation", Numbers.counted(folds, "fold"))) }
        if let split = data.split { facts.append(.init("split", split.rule)) }
        facts.append(.init("SHA-256", data.digest, isCode: true))
        var blocks: [ReportBlock] = [.facts(facts)] + data.warnings.map { .warning(Self.sentence($0)) }
        blocks += data.remarks.map { .paragraph(Self.sentence($0)) }
        if let split = data.split { blocks.append(.table(ReportTable(TableReport(title: "sets", table: split.table)))) }
        if !data.classes.isEmpty {
            blocks += [
                .heading("Classes"),
                .counts(Array(zip(data.classes, data.classCounts).prefix(50)).map { .init($0, $1) }),
            ]
        }
        if data.classes.count > 50 {
            blocks.append(.paragraph("The first 50 of \(data.classes.count) classes are shown."))
        }
        if !data.amounts.isEmpty { blocks.append(.table(Self.targets(data.amounts))) }
        let pictures = data.pictures.compactMap { picture in
            picture.bitmap.map { ReportBlock.Sample(facts: [.init("label", picture.label)], picture: $0) }
        }
        if !pictures.isEmpty { blocks += [.heading("Some training samples"), .samples(pictures)] }
        if !data.isImages { blocks.append(.table(Self.first(200, of: ReportTable(try session.columnsTable(loaded))))) }
        return blocks
    }

    private static func targets(_ amounts: [DataReport.Amount]) -> ReportTable {
        ReportTable(
            caption: "regression targets",
            columns: [.init("target", isNumeric: false)]
                + ["minimum", "mean", "maximum", "standard deviation"].map { .init($0, isNumeric: true) },
            rows: amounts.map {
                [$0.name] + [$0.least, $0.mean, $0.greatest, $0.deviation].map(Numbers.score)
            })
    }

    /// Returns a table with its first rows; the caption reports what is left out.
    static func first(_ count: Int, of table: ReportTable) -> ReportTable {
        guard table.rows.count > count else { return table }
        return ReportTable(
            caption: "\(table.caption) (the first \(count) of \(table.rows.count))", columns: table.columns,
            rows: Array(table.rows.prefix(count)))
    }
}

extension Picture {
    /// The picture in colours of one byte; nil if its size is not that of a picture.
    var bitmap: Bitmap? {
        guard width > 0, channels > 0, pixels.count % (width * channels) == 0 else { return nil }
        let bytes = pixels.map { UInt8(min(max($0.isNaN ? 0 : $0, 0), 1) * 255) }
        let colors = channels == 3 ? bytes : bytes.flatMap { [$0, $0, $0] }
        return Bitmap(width: width, height: pixels.count / (width * channels), bytes: colors)
    }
}
