import Evolution
package import Reports
package import Session
import SessionState

extension Session {
    /// The table of `genes`.
    package var genesReport: TableReport {
        let genes = state.genes.genes
        let rows = genes.map { [$0.name, "\($0.domain)", $0.condition.map { "when \($0)" } ?? ""] }
        let hasConditions = genes.contains { $0.condition != nil }
        let columns: [Table.Column] = [.init("gene"), .init("values")] + (hasConditions ? [.init("condition")] : [])
        return TableReport(
            title: genes.isEmpty
                ? "no genes; try `gene x in 0..9` or `genes default`" : Numbers.counted(genes.count, "gene"),
            table: Table(columns: columns, rows: rows.map { Array($0.prefix(columns.count)) }))
    }
}
