import Fronts
import Genes
import Populations

/// The births in the model, each genome once. If there are too many, the fittest, up to half of the limit, and the
/// most recent.
struct ModelRows: Sendable {
    private(set) var ids: [Int] = []
    private var genomes: Set<Genome> = []
    /// The number of births processed so far.
    private var seen = 0

    /// The maximum number of genomes: the time of the model grows with their square, and that of fitting with their
    /// cube.
    static let maximum = 400

    init() {}

    init(of history: History, known: Int) {
        _ = extend(with: history, known: known)
        guard ids.count > Self.maximum else { return }
        keep(ids.sorted { (history.score($0), $1) > (history.score($1), $0) }.prefix(Self.maximum / 2))
    }

    /// Creates the rows for several objectives or conditions, ordered by a ranking.
    init(of history: History, known: Int, ranking: any Ranking) {
        _ = extend(with: history, known: known)
        guard ids.count > Self.maximum else { return }
        let fitness = ranking.fitness(of: ids.map { history.outcome($0)?.vector })
        let order = ids.indices.sorted { (fitness[$0], $1) > (fitness[$1], $0) }
        keep(order.prefix(Self.maximum / 2).map { ids[$0] })
    }

    /// Keeps these births, and the most recent of the others, up to the maximum.
    private mutating func keep(_ fittest: some Sequence<Int>) {
        var kept = Set(fittest)
        for id in ids.reversed() where kept.count < Self.maximum { kept.insert(id) }
        ids = ids.filter(kept.contains)
    }

    /// Adds the births up to `known`; returns those with new genomes.
    mutating func extend(with history: History, known: Int) -> [Int] {
        var added: [Int] = []
        while seen < known {
            if genomes.insert(history.genome(seen)).inserted { added.append(seen) }
            seen += 1
        }
        ids += added
        return added
    }

    func features(_ history: History, _ genus: Genus) -> GenomeEncoding {
        var features = GenomeEncoding(genus: genus)
        for id in ids { features.append(history.codes(of: id), at: 0, of: genus) }
        return features
    }
}
