package import Messages
import Suggestions

/// A pattern of `gene`: one name, all names with a prefix (`neurons*`), or a range of names (`x0..x99`).
package struct GenePattern {
    private let text: String

    package init(_ text: String) { self.text = text }

    /// Returns the names to set, including new ones; for a prefix, existing names only.
    package func names(among existing: [String]) throws(SessionError) -> [String] {
        if text.hasSuffix("*") { return try self.existing(among: existing) }
        guard text.contains("..") else { return [text] }
        let parts = text.split(separator: "..").map { ($0.prefix { !$0.isNumber }, $0.drop { !$0.isNumber }) }
        guard parts.count == 2, parts[0].0 == parts[1].0, let first = Int(parts[0].1), let last = Int(parts[1].1),
            first <= last, last - first < 1_000_000
        else { throw .wrongNameRange(text) }
        return (first...last).map { "\(parts[0].0)\($0)" }
    }

    /// Returns the existing names that match.
    package func existing(among names: [String]) throws(SessionError) -> [String] {
        let fitting: [String]
        if text.hasSuffix("*") {
            fitting = names.filter { $0.hasPrefix(text.dropLast()) }
        } else {
            let wanted = Set(try self.names(among: names))
            fitting = names.filter { wanted.contains($0) }
        }
        guard !fitting.isEmpty else {
            let nearest = Suggestion.nearest(to: text, among: names)
            throw .noGene(text, nearest: nearest)
        }
        return fitting
    }
}
