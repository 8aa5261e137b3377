import Drawings
import Evolution
import Foundation
import Objectives
import Plots
import ReportPage
import SearchPreparation
import SearchRunner
import Session
import SessionState

extension ReportSource {
    /// The evaluations for the page. If they do not all fit, an evenly spaced sample and the ancestors of the fittest.
    var columns: EvaluationColumns? {
        let count = min(evolution.evaluations, evolution.history.count)
        guard count > 0 else { return nil }
        var shown = births(count, maximum: EvaluationColumns.maximumRows)
        while true {
            let columns = columns(of: shown, total: count)
            guard let maximum = PageData.maximumRows(columns) else { return columns }
            let fewer = births(count, maximum: maximum)
            // The ancestors of the fittest always stay.
            guard fewer.count < shown.count else { return columns }
            shown = fewer
        }
    }

    private func columns(of shown: [Int], total: Int) -> EvaluationColumns {
        let genes = evolution.genus.genes
        let measures = measureColumns
        let log = session.state.evaluationLog
        let genomes = shown.map(evolution.history.genome)
        return EvaluationColumns(
            objective: objective.title, isMinimized: objective.direction == .minimize,
            rows: shown.map { row($0, seconds: log.entry(of: $0)?.seconds) },
            genes: genes.indices.map { gene in column(of: gene, genomes.map { $0.codes[gene] }) },
            measures: measures.map { .init(name: $0.name, kind: $0.kind, values: shown.map($0.value)) }, total: total)
    }

    /// A column of numbers beside the fitness.
    private struct MeasureColumn {
        let name: String
        let kind: EvaluationColumns.Measure.Kind
        /// Returns the number of a birth.
        let value: (Int) -> Double?
    }

    /// The other objectives, the violation of conditions on results, and how far each evaluation went.
    private var measureColumns: [MeasureColumn] {
        let history = evolution.history
        var columns: [MeasureColumn] = []
        if let front {
            let names = OrganismRows(evolution, objective).objectiveColumns
            for index in front.objectives.indices.dropFirst() {
                columns.append(
                    MeasureColumn(name: names[index], kind: .objective) { id in
                        (history.outcome(id)?.vector?.values[index]).map(front.objectives[index].direction.oriented)
                    })
            }
        }
        if evolution.criteria.isConstrained {
            columns.append(
                MeasureColumn(name: "violation", kind: .violation) { history.outcome($0)?.vector?.violation })
        }
        let log = session.state.evaluationLog
        if !log.rungs.isEmpty {
            columns.append(
                MeasureColumn(name: RungWords.unit, kind: .other) { id in log.rungs(of: id).map { Double($0.reached) } }
            )
        }
        let taken = Set(
            evolution.genus.genes.map(\.name) + ["birth", "generation", "mother", "father", "fitness", "seconds"])
        return columns.map { column in
            taken.contains(column.name)
                ? MeasureColumn(name: "\(column.name) (result)", kind: column.kind, value: column.value) : column
        }
    }

    private func births(_ count: Int, maximum: Int) -> [Int] {
        guard count > maximum else { return Array(0..<count) }
        // At most maximum × count, far below 2⁶³.
        var shown = Set((0..<maximum).map { $0 * count / maximum })
        var open = evolution.fittest.map { [$0.id] } ?? []
        var ancestors: Set<Int> = []
        while let birth = open.popLast(), ancestors.count < 1_000 {
            guard birth < count, ancestors.insert(birth).inserted else { continue }
            let record = evolution.history.birth(birth)
            open += [record.father, record.mother].compactMap { $0 }
        }
        shown.formUnion(ancestors)
        return shown.sorted()
    }

    private func row(_ id: Int, seconds: Double?) -> EvaluationColumns.Row {
        let birth = evolution.history.birth(id)
        let outcome = birth.organism.outcome
        let failure = if case .failure(let reason)? = outcome { reason } else { String?.none }
        return EvaluationColumns.Row(
            birth: id, generation: birth.organism.generation, mother: birth.mother, father: birth.father,
            fitness: outcome?.fitness.map(objective.direction.oriented), failure: failure, seconds: seconds,
            changed: birth.changes.map(\.gene))
    }

    /// The number of different values up to which a gene's values are listed.
    private static let maximumListed = 4_096
    /// The number of different values up to which they are listed even if positions take less space.
    private static let minimumListed = 64

    /// Returns true if positions within bounds take less space than a list of values, and say as much.
    private static func isInterval(_ bounds: GeneBounds, distinct: Int, rows: Int) -> Bool {
        guard distinct > minimumListed else { return false }
        // A listed value has a text and a position, about 24 characters, and an index of up to two letters in each row.
        return distinct > maximumListed || bounds.isPrecise && distinct * 24 > rows * 2
    }

    private func column(of index: Int, _ codes: [UInt32]) -> EvaluationColumns.GeneColumn {
        let gene = evolution.genus.genes[index]
        let distinct = Set(codes).subtracting([Genome.inactive]).sorted()
        let marks = Drawing.marks(of: gene).map { EvaluationColumns.GeneColumn.Mark($0.text, at: $0.position) }
        if let bounds = gene.bounds, Self.isInterval(bounds, distinct: distinct.count, rows: codes.count) {
            let positions = codes.map { code in
                code == Genome.inactive ? nil : gene.value(of: code).number.map(bounds.position)
            }
            return .init(
                name: gene.name,
                values: .interval(
                    low: bounds.low, high: bounds.high, isLogarithmic: bounds.isLogarithmic, positions: positions),
                marks: marks, isWhole: bounds.isWhole)
        }
        let ranks = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
        return .init(
            name: gene.name,
            values: .listed(
                distinct.map { "\(gene.value(of: $0))" },
                positions: distinct.map { gene.count > 1 ? gene.position(of: $0) : 0.5 },
                indices: codes.map { ranks[$0] }),
            marks: marks)
    }
}

/// The bounds of a gene whose values are numbers.
private struct GeneBounds {
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    /// True for whole numbers.
    var isWhole = false

    /// True if the positions of a page tell all values apart that a reader would.
    var isPrecise: Bool { !isWhole || high - low < 200_000 }

    /// Returns the position of a value, from 0 to 1 on the scale.
    func position(_ value: Double) -> Double {
        isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    }
}

extension Gene {
    /// The bounds of a gene between two numbers; nil for lists.
    fileprivate var bounds: GeneBounds? {
        switch domain {
        case .list, .order: nil
        case .integers(let first, let last, _, let scale):
            GeneBounds(
                low: Double(first), high: Double(last), isLogarithmic: scale == .logarithmic, isWhole: true)
        case .steps(let first, let last, _): GeneBounds(low: first, high: last, isLogarithmic: false)
        case .interval(let first, let last, let scale, _):
            GeneBounds(low: first, high: last, isLogarithmic: scale == .logarithmic)
        }
    }
}
