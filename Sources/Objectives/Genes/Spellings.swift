package import Evolution

/// Numbers as they were written, such as `007` or `1E5`, by the name of their gene and by the number as ns writes it.
public typealias Spellings = [String: [String: String]]

extension Spellings {
    /// Returns a value of a gene as it was written.
    package func text(_ value: GeneValue, of gene: String) -> String {
        if case .items(let items) = value { return items.map { self.text($0, of: gene) }.joined(separator: ",") }
        let text = value.description
        return self[gene]?[text] ?? text
    }
}
