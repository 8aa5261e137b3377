/// How a population is kept from gathering in one place, so that it holds several good places at once.
public enum Niching: String, Codable, Hashable, Sendable {
    /// Nothing is done.
    case none
    /// Organisms that resemble many others are selected less often.
    case sharing
    /// A child competes with the parent that it resembles more, and with no one else.
    case crowding

    /// All choices.
    public static let all: [Niching] = [.none, .sharing, .crowding]

    /// The word in the language.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .none: "the population may gather in one place"
        case .sharing: "organisms that resemble many others are selected less often (fitness sharing)"
        case .crowding: "a child competes with the parent that it resembles more (deterministic crowding)"
        }
    }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }
}

extension Genus {
    /// How far two rows of codes are apart, 0 to 1: the mean over the genes, of ordered ones the way along their scale, of
    /// others whether they differ (Gower, "A general coefficient of similarity and some of its properties", 1971). A gene
    /// that takes part in one of the two only is as far apart as can be.
    func distance(_ left: Int, _ right: Int, in codes: [UInt32]) -> Double {
        let width = genes.count
        var sum = 0.0
        for gene in 0..<width {
            let (mine, theirs) = (codes[left * width + gene], codes[right * width + gene])
            guard mine != theirs else { continue }
            let isApart =
                shapes[gene].count == 2 || !shapes[gene].isOrdered || mine == Genome.inactive
                || theirs == Genome.inactive
            sum += isApart ? 1 : abs(genes[gene].position(of: mine) - genes[gene].position(of: theirs))
        }
        return sum / Double(width)
    }
}
