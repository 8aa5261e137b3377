public import Evolution
import Notation

/// The JSON object (RFC 8259) of a genome that kept-running programs and evaluators receive.
///
///     {"lr": 0.01, "depth": 3, "optimizer": "adam", "dropout1": null}
public enum GenesObject {
    /// Genes in their order; nil for inactive genes.
    public typealias Values = [(name: String, value: GeneValue?)]

    /// Returns the object on one line.
    public static func text(_ values: Values) -> String {
        var text = "{"
        for (name, value) in values {
            if text.utf8.count > 1 { text += ", " }
            text += "\(JSONText.quoted(name)): "
            switch value {
            case nil: text += "null"
            case .text(let word)?: text += JSONText.quoted(word)
            case let number?: text += "\(number)"
            }
        }
        return text + "}"
    }

    /// Returns the object of a genome.
    public static func text(_ genome: Genome, of genus: Genus) -> String {
        text(zip(genus.genes, genus.values(of: genome)).map { ($0.name, $1) })
    }
}
