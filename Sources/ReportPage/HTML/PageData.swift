import Foundation
import Notation

/// The evaluations as JSON for the script of the page: columns of integers are strings in which every number has the
/// same number of letters, which takes a third of the space of numbers.
package struct PageData {
    /// The JSON text, safe within a `script` element.
    package let text: String

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    /// The number of evaluations up to which positions in an interval have four letters, otherwise three, and results
    /// seven digits, otherwise six.
    private static let precise = 20_000
    /// The greatest size in bytes with which a page stays below 5 MB.
    private static let maximumSize = 4_720_000

    /// Creates the data.
    ///
    /// - Complexity: O(evaluations × genes)
    package init(_ columns: EvaluationColumns) {
        let rows = columns.rows
        let digits = rows.count > Self.precise ? 6 : 7
        var previous = -1
        let births = rows.map { row in
            defer { previous = row.birth }
            return row.birth - previous - 1
        }
        var members = [
            ("objective", HTMLText.quoted(columns.objective)), ("isMinimized", "\(columns.isMinimized)"),
            ("total", "\(columns.total)"), ("births", Self.packed(births)),
            ("generations", Self.packed(rows.map(\.generation))),
            ("mothers", Self.packed(rows.map { row in row.mother.map { row.birth - $0 } })),
            ("fathers", Self.packed(rows.map { row in row.father.map { row.birth - $0 } })),
            ("fitness", JSONText.array(rows.map { Self.number($0.fitness, digits: digits) })),
            ("failures", Self.failures(rows)),
            ("genes", JSONText.array(columns.genes.map { Self.gene($0, letters: rows.count > Self.precise ? 3 : 4) })),
        ]
        if !columns.measures.isEmpty {
            members.append(("measures", JSONText.array(columns.measures.map { Self.measure($0, digits: digits) })))
        }
        if rows.contains(where: { $0.seconds != nil }) {
            members.append(("seconds", JSONText.array(rows.map { Self.number($0.seconds, digits: 3) })))
        }
        if rows.contains(where: { !$0.changed.isEmpty }) {
            members.append(("changes", "\"\(Self.changes(rows, genes: columns.genes.count))\""))
        }
        text = JSONText.object(members)
    }

    /// Returns the number of evaluations that fit into a page of 5 MB if these do not, judged by their size.
    ///
    /// - Returns: A number smaller than that of these; nil if they fit.
    package static func maximumRows(_ columns: EvaluationColumns) -> Int? {
        // Most pages are far from the limit, and need not be written to know it.
        let failures = columns.rows.reduce(0) { $0 + ($1.failure?.utf8.count ?? 0) }
        let values = columns.rows.count * (30 + 4 * columns.genes.count + 20 * columns.measures.count)
        guard values + failures > maximumSize / 2 else { return nil }
        let size = PageData(columns).text.utf8.count
        guard size > maximumSize, columns.rows.count > 1 else { return nil }
        let fitting = Double(columns.rows.count) * Double(maximumSize) / Double(size)
        return max(1, min(columns.rows.count - 1, Int(fitting * 0.98)))
    }

    private static func failures(_ rows: [EvaluationColumns.Row]) -> String {
        JSONText.object(rows.compactMap { row in row.failure.map { ("\(row.birth)", HTMLText.quoted($0)) } })
    }

    private static func measure(_ measure: EvaluationColumns.Measure, digits: Int) -> String {
        JSONText.object([
            ("name", HTMLText.quoted(measure.name)),
            ("values", JSONText.array(measure.values.map { number($0, digits: digits) })),
        ])
    }

    /// - Parameter letters: The number of letters of a position in an interval.
    private static func gene(_ gene: EvaluationColumns.GeneColumn, letters: Int) -> String {
        let marks = gene.marks.map { "[\(number($0.position, digits: 5)),\(HTMLText.quoted($0.text))]" }
        var members = [("name", HTMLText.quoted(gene.name)), ("marks", JSONText.array(marks))]
        switch gene.values {
        case .listed(let texts, let positions, let indices):
            members += [
                ("values", JSONText.array(texts.map(HTMLText.quoted))),
                ("positions", JSONText.array(positions.map { number($0, digits: 5) })), ("column", packed(indices)),
            ]
        case .interval(let low, let high, let isLogarithmic, let positions):
            // The greatest number is 64ⁿ − 1, and 0 means none.
            let steps = 1 << (6 * letters) - 2
            let whole = positions.map { $0.map { Int((min(max($0, 0), 1) * Double(steps)).rounded()) } }
            members += [
                ("low", JSONText.number(low)), ("high", JSONText.number(high)), ("log", "\(isLogarithmic)"),
                ("whole", "\(gene.isWhole)"), ("steps", "\(steps)"), ("column", packed(whole, width: letters)),
            ]
        }
        return JSONText.object(members)
    }

    /// Returns a number with so many significant digits; `null` if there is none.
    private static func number(_ value: Double?, digits: Int) -> String {
        guard let value, value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 1e6 { return "\(Int(value))" }
        return String(format: "%.\(digits)g", value)
    }

    /// Returns a column of numbers from 0, nil for none.
    ///
    /// - Parameter width: the number of letters of each; nil for as many as the greatest needs.
    package static func packed(_ numbers: [Int?], width: Int? = nil) -> String {
        let greatest = numbers.lazy.compactMap { $0 }.max() ?? 0
        var needed = 1
        while needed < 8, (greatest + 1) >> (6 * needed) > 0 { needed += 1 }
        let width = width ?? needed
        var text: [UInt8] = []
        text.reserveCapacity(numbers.count * width)
        for number in numbers {
            let value = (number ?? -1) + 1
            for place in (0..<width).reversed() { text.append(letters[value >> (6 * place) & 63]) }
        }
        return "{\"w\":\(width),\"s\":\"\(String(decoding: text, as: UTF8.self))\"}"
    }

    /// Returns a letter for every six genes of every evaluation; its bits are the mutated ones.
    private static func changes(_ rows: [EvaluationColumns.Row], genes: Int) -> String {
        let width = (genes + 5) / 6
        var text: [UInt8] = []
        text.reserveCapacity(rows.count * width)
        for row in rows {
            var bits = [Int](repeating: 0, count: width)
            for gene in row.changed where gene < genes { bits[gene / 6] |= 1 << (gene % 6) }
            text += bits.map { letters[$0] }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
