import Datasets
import DelimitedText
import Foundation

/// The description of a column: its values, and the decisions about it.
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

    /// The words for missing values that are values here, because they are the most frequent texts; empty for most
    /// columns.
    var valueWords: [String] {
        guard column.plan.kind == .texts, !column.isCountless,
            let index = column.words.counts.indices.max(by: { column.words.counts[$0] < column.words.counts[$1] }),
            column.words.counts[index] > (column.texts.counts.max() ?? 0)
        else { return [] }
        return [column.words.text(index)]
    }

    /// The number of rows without a value.
    var missing: Int {
        let words = valueWords
        let values = column.words.counts.indices.reduce(0) {
            words.contains(column.words.text($1)) ? $0 + column.words.counts[$1] : $0
        }
        return column.missing - values + column.odd.count
    }

    /// The number of different texts; nil if they were not counted.
    var distinct: Int? { column.plan.kind == .texts ? column.distinct + valueWords.count : nil }

    /// The values in short form: `1.5 to 7`, `2020-01-01 to 2021-12-31`, or the most frequent texts.
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
            let first = texts.counts.indices.sorted { (texts.counts[$1], $0) < (texts.counts[$0], $1) }.prefix(3)
            let words = valueWords.map { "\"\($0)\"" }
            return (words + first.map { "\"\(texts.text($0))\" (\(texts.counts[$0]))" }).joined(separator: ", ")
        }
    }

    /// Returns a number as people write it.
    static func words(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
        return "\(Float(number))"
    }

    /// Returns a number with all of its digits, for a message about numbers that are alike when rounded.
    static func allDigits(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

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

    /// The decisions that the user should know of.
    var decisions: [String] {
        var decisions: [String] = []
        switch column.plan.kind {
        case .numbers(let format), .wide(let format):
            if !column.marks.isEmpty, format.decimal == "," { decisions.append(ColumnDecision.decimalComma) }
            if let thousands = format.thousands, isGrouped {
                decisions.append(ColumnDecision.thousands(thousands))
            }
            decisions += column.units.keys.sorted().map(ColumnDecision.unit)
        case .dates: decisions.append(ColumnDecision.dates)
        case .texts: break
        }
        if column.odd.count > 0 { decisions.append(ColumnDecision.odd(column.odd)) }
        decisions += valueWords.map(ColumnDecision.value)
        return decisions
    }

    private var isGrouped: Bool {
        !column.marks.isDisjoint(with: [
            .groupedApostrophe, .groupedBlank, .groupedComma, .groupedPoint, .eitherComma, .eitherPoint,
        ])
    }

    /// A possible problem with the column; nil for none.
    var doubt: String? {
        switch column.plan.kind {
        case .numbers(let format), .wide(let format):
            let decision = NumberDecision(column.marks, among: marks, planner.options)
            if let doubt = decision.doubt {
                let example =
                    doubt.mark == "." ? ("1.234", format.thousands == "." ? "1234" : "1.234") : ("1,234", "1234")
                return ReadingRemark.doubtfulMark(
                    doubt.mark, in: column.plan.name, option: doubt.option, example: example)
            }
            let units = column.units.values.reduce(0, +)
            guard units > 0, units < column.facts.count || column.units.count > 1 else { return nil }
            return ReadingRemark.mixedUnits(
                column.units.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
                without: column.facts.count - units, in: column.plan.name)
        default: return nil
        }
    }
}
