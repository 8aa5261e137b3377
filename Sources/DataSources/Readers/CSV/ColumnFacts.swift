import Datasets
import Foundation

/// The words about a column that was read: its values, and the decisions about it.
struct ColumnFacts {
    let column: CSVColumn
    let planner: TablePlanner
    let marks: NumberMarks

    /// `number`, `text` or `date`.
    var kind: String {
        switch column.plan.kind {
        case .numbers, .wide: "number"
        case .texts: "text"
        case .dates: "date"
        }
    }

    /// The words that are values here, as they are the most frequent texts; none in most columns.
    var valueWords: [String] {
        guard column.plan.kind == .texts, !column.isCountless,
            let most = column.words.counts.indices.max(by: { column.words.counts[$0] < column.words.counts[$1] }),
            column.words.counts[most] > (column.texts.counts.max() ?? 0)
        else { return [] }
        return [column.words.text(most)]
    }

    /// The rows without a value.
    var missing: Int {
        let words = valueWords
        let values = column.words.counts.indices.reduce(0) {
            words.contains(column.words.text($1)) ? $0 + column.words.counts[$1] : $0
        }
        return column.missing - values + column.odd.count
    }

    /// The number of different texts, where they were counted.
    var distinct: Int? { column.plan.kind == .texts ? column.distinct + valueWords.count : nil }

    /// `1.5 to 7`, `2020-01-01 to 2021-12-31`, or the most frequent texts.
    var values: String {
        switch column.plan.kind {
        case .numbers, .wide:
            guard column.facts.count > 0 else { return "none" }
            return "\(Self.words(column.facts.least)) to \(Self.words(column.facts.greatest))"
        case .dates(let order):
            guard column.facts.count > 0 else { return "none" }
            return "\(Self.date(column.facts.least, order)) to \(Self.date(column.facts.greatest, order))"
        case .texts:
            guard !column.isCountless else { return "\(column.distinct) different texts" }
            let texts = column.texts
            let most = texts.counts.indices.sorted { (texts.counts[$1], $0) < (texts.counts[$0], $1) }.prefix(3)
            let words = valueWords.map { "\"\($0)\"" }
            return (words + most.map { "\"\(texts.text($0))\" (\(texts.counts[$0]))" }).joined(separator: ", ")
        }
    }

    /// A number as people write it.
    static func words(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
        return "\(Float(number))"
    }

    private static func date(_ seconds: Double, _ order: DateOrder) -> String {
        let date = Date(timeIntervalSince1970: seconds)
        let isWhole = seconds.truncatingRemainder(dividingBy: 86_400) == 0
        let text = date.formatted(.iso8601)
        switch order {
        case .time: return String(text.dropFirst(11).prefix(5))
        default: return isWhole ? String(text.prefix(10)) : String(text.prefix(16)).replacing("T", with: " ")
        }
    }

    // MARK: - Decisions

    /// Decisions that a person should know of.
    var decisions: [String] {
        var decisions: [String] = []
        switch column.plan.kind {
        case .numbers(let format), .wide(let format):
            if !column.marks.isEmpty, format.decimal == "," { decisions.append("a decimal comma") }
            if let thousands = format.thousands, isGrouped {
                decisions.append("\(thousands == " " ? "blanks" : "\"\(thousands)\"") between thousands")
            }
            decisions += column.units.keys.sorted().map { "\"\($0)\" is left off" }
        case .dates: decisions.append("dates become numbers")
        case .texts: break
        }
        if column.odd.count > 0 { decisions.append("taken as missing: \(column.odd.description)") }
        decisions += valueWords.map { "\"\($0)\" is a value: it is the most frequent one" }
        return decisions
    }

    private var isGrouped: Bool {
        !column.marks.isDisjoint(with: [
            .groupedApostrophe, .groupedBlank, .groupedComma, .groupedPoint, .eitherComma, .eitherPoint,
        ])
    }

    /// What may be wrong with a column; nil where nothing is.
    var doubt: String? {
        switch column.plan.kind {
        case .numbers(let format), .wide(let format):
            let decision = NumberDecision(column.marks, among: marks, planner.options)
            if let doubt = decision.doubt {
                let example =
                    doubt.mark == "." ? ("1.234", format.thousands == "." ? "1234" : "1.234") : ("1,234", "1234")
                return
                    "\"\(column.plan.name)\": a number such as \(example.0) is read as \(example.1), as nothing in the "
                    + "table shows whether \"\(doubt.mark)\" is the decimal mark or stands between thousands; if that is "
                    + "wrong, say `\(doubt.option)`"
            }
            let units = column.units.values.reduce(0, +)
            guard units > 0, units < column.facts.count || column.units.count > 1 else { return nil }
            let counts = column.units.sorted { $0.key < $1.key }.map { "\"\($0.key)\" (\($0.value))" }
            let without = column.facts.count - units
            return "\"\(column.plan.name)\" mixes \(counts.joined(separator: ", "))"
                + (without > 0 ? " with numbers without it (\(without))" : "") + ": all are taken as they stand"
        default: return nil
        }
    }
}
