/// How the outcomes of births came about: what may differ between two runs of the same search.
///
/// Functions of genes leave nothing here.
struct Ledger: Codable, Hashable, Sendable {
    /// How one outcome came about.
    struct Entry: Codable, Hashable, Sendable {
        /// The number of the birth.
        let birth: Int
        /// How long its evaluation took, whenever that was; all parts together.
        var seconds: Double
        /// The worker that measured its last part, from 1; nil where all was known.
        var worker: Int?
        /// How far the parts lie apart that its fitness is the mean of; nil of one alone.
        var deviation: Double?

        private enum CodingKeys: String, CodingKey { case birth, seconds, worker, deviation }
    }

    /// In the order of the births.
    private var entries: [Entry] = []

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Takes back the outcomes from a birth on.
    mutating func removeAll(from birth: Int) { entries.removeAll { $0.birth >= birth } }

    /// By birth.
    var byBirth: [Int: Entry] { Dictionary(entries.map { ($0.birth, $0) }) { $1 } }

    init() {}

    init(from decoder: any Decoder) throws {
        entries = try decoder.singleValueContainer().decode([Entry].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(entries)
    }
}
