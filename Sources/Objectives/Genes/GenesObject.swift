public import Evolution
import Notation

/// The JSON object (RFC 8259) of a genome that kept-running programs and evaluators receive.
///
///     {"lr": 0.01, "depth": 3, "optimizer": "adam", "dropout1": null, "tour": [3, 1, 2]}
public enum GenesObject {
    /// Genes in their order; nil for inactive genes.
    public typealias Values = [(name: String, value: GeneValue?)]

    /// Returns the object on one line. Numbers are as they were written if JSON allows it: `1E5`, but not `007`.
    public static func text(_ values: Values, _ spellings: Spellings = [:]) -> String {
        var text = "{"
        for (name, value) in values {
            if text.utf8.count > 1 { text += ", " }
            text += "\(JSONText.quoted(name)): "
            switch value {
            case nil: text += "null"
            case let value?: text += json(value, of: name, spellings)
            }
        }
        return text + "}"
    }

    private static func json(_ value: GeneValue, of name: String, _ spellings: Spellings) -> String {
        switch value {
        case .text(let word): return JSONText.quoted(word)
        case .items(let items): return "[\(items.map { json($0, of: name, spellings) }.joined(separator: ", "))]"
        case .integer, .real:
            let written = spellings.text(value, of: name)
            return isNumber(written) ? written : "\(value)"
        }
    }

    /// Returns true if the spelling of a number that Swift accepts is valid in JSON, too: no plus sign, no leading
    /// zeros, and digits on both sides of a point.
    private static func isNumber(_ written: String) -> Bool {
        let unsigned = written.hasPrefix("-") ? written.dropFirst() : written[...]
        let whole = unsigned.prefix { $0.isASCII && $0.isNumber }
        guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return false }
        let rest = unsigned.dropFirst(whole.count)
        guard rest.first == "." else { return true }
        return rest.dropFirst().first.map { $0.isASCII && $0.isNumber } ?? false
    }

    /// Returns the object of a genome.
    ///
    /// - Complexity: O(genes)
    public static func text(_ genome: Genome, of genus: Genus) -> String {
        text(zip(genus.defined, genus.definedValues(of: genome)).map { ($0.name, $1) })
    }
}
