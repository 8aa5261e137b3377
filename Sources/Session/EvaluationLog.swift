/// The circumstances of each outcome: everything that may differ between two runs of the same search.
///
/// Functions of genes have no entries.
struct EvaluationLog: Codable, Hashable, Sendable {
    /// The circumstances of one outcome.
    struct Entry: Codable, Hashable, Sendable {
        /// The number of the birth.
        let birth: Int
        /// The duration of its evaluation in seconds, the sum of all parts, including cached ones.
        var seconds: Double
        /// The worker that measured its last part, from 1; nil if all parts were known.
        var worker: Int?
        /// The standard deviation of the parts that its fitness is the mean of; nil for a single part.
        var deviation: Double?

        private enum CodingKeys: String, CodingKey { case birth, seconds, worker, deviation }
    }

    /// The entries in the order of the births.
    private var entries: [Entry] = []

    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Removes the entries from a birth on.
    mutating func removeAll(from birth: Int) { entries.removeAll { $0.birth >= birth } }

    /// The entries by birth.
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
