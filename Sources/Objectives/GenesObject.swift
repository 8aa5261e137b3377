public import Evolution

/// A genome as one JSON object (RFC 8259): what programs that are kept running and evaluators are sent.
///
///     {"lr": 0.01, "depth": 3, "optimizer": "adam", "dropout1": null}
public enum GenesObject {
    /// Genes in their order; nil for those that take no part.
    public typealias Values = [(name: String, value: GeneValue?)]

    /// The object, on one line.
    public static func text(_ values: Values) -> String {
        var text = "{"
        for (name, value) in values {
            if text.utf8.count > 1 { text += ", " }
            text += "\(quoted(name)): "
            switch value {
            case nil: text += "null"
            case .text(let word)?: text += quoted(word)
            case let number?: text += "\(number)"
            }
        }
        return text + "}"
    }

    /// The object of a genome.
    public static func text(_ genome: Genome, of genus: Genus) -> String {
        text(zip(genus.genes, genus.values(of: genome)).map { ($0.name, $1) })
    }

    /// A text as JSON has it.
    static func quoted(_ word: String) -> String {
        var text = "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
