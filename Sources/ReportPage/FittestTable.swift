import Foundation

/// The fittest evaluations as a table of texts, for readers without scripts.
struct FittestTable {
    /// The table, the fittest first.
    let table: ReportTable

    /// Creates a table of at most `count` evaluations.
    init(_ columns: EvaluationColumns, count: Int) {
        let known = columns.rows.indices.filter { columns.rows[$0].fitness != nil }
        let violations = columns.measures.first { $0.kind == .violation }?.values
        let ranked = known.sorted { left, right in
            let (wrong, other) = (violations?[left] ?? 0, violations?[right] ?? 0)
            if wrong != other { return wrong < other }
            let (mine, theirs) = (columns.rows[left].fitness ?? 0, columns.rows[right].fitness ?? 0)
            return mine == theirs ? left < right : columns.isMinimized ? mine < theirs : mine > theirs
        }.prefix(count)
        let heads =
            [("birth", true), ("generation", true), (columns.objective, true)]
            + columns.measures.map { ($0.name, true) }
            + columns.genes.map { ($0.name, false) }
        let rows = ranked.map { index in
            let row = columns.rows[index]
            return ["\(row.birth)", "\(row.generation)", row.fitness.map(Self.number) ?? "–"]
                + columns.measures.map { $0.values[index].map(Self.number) ?? "–" }
                + columns.genes.map { $0.text(at: index) }
        }
        let hasFront = columns.measures.contains { $0.kind == .objective }
        let what =
            hasFront
            ? "\(rows.count) evaluations with the best \(columns.objective)" : "\(rows.count) fittest evaluations"
        table = ReportTable(caption: "The \(what)", columns: heads.map { .init($0.0, isNumeric: $0.1) }, rows: rows)
    }

    fileprivate static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(format: "%.0f", value) : String(format: "%.5g", value)
    }
}

extension EvaluationColumns.GeneColumn {
    /// Returns the text of a value; `–` if the gene is inactive.
    func text(at index: Int) -> String {
        switch values {
        case .listed(let texts, _, let indices): return indices[index].map { texts[$0] } ?? "–"
        case .interval(let low, let high, let isLogarithmic, let positions):
            guard let position = positions[index] else { return "–" }
            let value = isLogarithmic ? low * pow(high / low, position) : low + (high - low) * position
            return FittestTable.number(isWhole ? value.rounded() : value)
        }
    }
}
