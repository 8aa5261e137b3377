/// Genomes as they were written: genes with their values, or a file that contains them.
public enum GenomeList: Hashable, Codable, Sendable {
    /// `optimizer adam neurons0 128, optimizer sgd`
    case given([[GivenGene]])
    /// A CSV file with a column for each gene.
    case file(path: String)

    /// A gene with a given value.
    public struct GivenGene: Hashable, Codable, Sendable {
        /// The gene's name.
        public let gene: String
        /// The value.
        public let value: Literal

        /// Creates a gene with its value.
        public init(gene: String, value: Literal) {
            self.gene = gene
            self.value = value
        }
    }
}

extension ValueReader {
    /// Reads all remaining words. A single word is a file; otherwise they are genes with their values, with a comma
    /// after each genome.
    func genomes(from start: Int) throws(Mismatch) -> GenomeList {
        if start + 1 == words.count, !words[start].text.hasSuffix(","), !Self.isGeneName(words[start].text) {
            return .file(path: words[start].text)
        }
        var genomes: [[GenomeList.GivenGene]] = []
        var genome: [GenomeList.GivenGene] = []
        var index = start
        while index < words.count {
            let name = words[index]
            guard Self.isGeneName(name.text), !name.text.hasSuffix("*"), !name.isQuoted else {
                throw .notGene(name, at: index)
            }
            if genome.contains(where: { $0.gene == name.text }) {
                throw .geneTwice(name.text, at: index)
            }
            guard index + 1 < words.count else {
                throw .noValue(ofGene: name.text, at: index + 1)
            }
            let value = words[index + 1]
            let endsGenome = value.endsWithComma
            let text = value.value
            guard !text.isEmpty || value.isQuoted else {
                throw .noValue(ofGene: name.text, at: index + 1)
            }
            genome.append(.init(gene: name.text, value: value.isQuoted ? .text(text) : Literal(text)))
            index += 2
            guard endsGenome else { continue }
            genomes.append(genome)
            genome = []
            guard index < words.count else { throw .noGenomeAfterComma(at: index) }
        }
        return .given(genomes + [genome])
    }
}
