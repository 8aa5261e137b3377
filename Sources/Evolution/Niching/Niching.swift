/// The method that keeps a population diverse, so that it covers several good regions at once.
public enum Niching: String, Codable, Hashable, Sendable {
    /// No niching.
    case none
    /// Organisms that resemble many others are selected less often.
    case sharing
    /// A child competes only with the parent that it resembles more.
    case crowding

    /// All choices.
    public static let all: [Niching] = [.none, .sharing, .crowding]

    /// The word in the command language.
    public var name: String { rawValue }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .none: "the population may converge to one region"
        case .sharing: "organisms that resemble many others are selected less often (fitness sharing)"
        case .crowding: "a child competes with the parent that it resembles more (deterministic crowding)"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }
}

extension Genus {
    /// Returns the distance of two rows of codes, 0 to 1: the mean over the genes, of ordered ones the distance on
    /// their scale, of others 1 if they differ (Gower, "A general coefficient of similarity and some of its
    /// properties", 1971). An order counts with the fraction of its positions that differ. A gene that is active in
    /// only one of the two counts as 1.
    package func distance(_ left: Int, _ right: Int, in codes: GeneCodes) -> Double {
        let width = genes.count
        var sum = 0.0
        for gene in 0..<width {
            let (mine, theirs) = (codes[left * width + gene], codes[right * width + gene])
            guard mine != theirs else { continue }
            let isApart =
                shapes[gene].count == 2 || !shapes[gene].isOrdered || mine == Genome.inactive
                || theirs == Genome.inactive
            sum +=
                isApart
                ? weight(of: gene) : abs(genes[gene].position(of: mine) - genes[gene].position(of: theirs))
        }
        return sum / Double(defined.count)
    }
}
