/// Organisms side by side: one flat matrix of codes, a row an organism, and a column for each thing known of them.
public struct Population: Sendable {
    /// The number of genes, and so of codes in a row.
    public let genes: Int
    var codes: [UInt32] = []
    /// The number of each organism's birth, in the order of the rows.
    public internal(set) var births: [Int] = []
    /// NaN before the evaluation, -infinity after a failure.
    var fitness: [Double] = []
    var sizes: [Double] = []

    init(genes: Int) { self.genes = genes }

    /// The number of organisms.
    public var count: Int { births.count }

    /// The genome in a row.
    func genome(_ row: Int) -> Genome { Genome(codes: Array(codes[row * genes..<(row + 1) * genes])) }

    /// The rows with a fitness, or all where none has one: only they may be parents.
    var candidates: [Int] {
        let rows = (0..<count).filter { fitness[$0] > -.infinity }
        return rows.isEmpty ? Array(0..<count) : rows
    }

    mutating func append(codes row: ArraySlice<UInt32>, birth: Int, fitness value: Double, size: Double) {
        codes.append(contentsOf: row)
        births.append(birth)
        fitness.append(value)
        sizes.append(size)
    }

    /// Removes a row by putting the last one in its place.
    mutating func fill(_ row: Int) {
        let last = count - 1
        if row < last {
            for gene in 0..<genes { codes[row * genes + gene] = codes[last * genes + gene] }
            births[row] = births[last]
            fitness[row] = fitness[last]
            sizes[row] = sizes[last]
        }
        codes.removeLast(genes)
        births.removeLast()
        fitness.removeLast()
        sizes.removeLast()
    }

    /// Removes a row and keeps the order of the others.
    mutating func remove(_ row: Int) {
        codes.removeSubrange(row * genes..<(row + 1) * genes)
        births.remove(at: row)
        fitness.remove(at: row)
        sizes.remove(at: row)
    }
}

extension Population: Equatable {
    /// Whether both hold the same organisms in the same order.
    public static func == (left: Population, right: Population) -> Bool {
        left.genes == right.genes && left.births == right.births && left.codes == right.codes
            && left.fitness.isSame(as: right.fitness) && left.sizes.isSame(as: right.sizes)
    }
}

extension Population: Codable {
    private enum CodingKeys: String, CodingKey { case genes, codes, births, fitness, sizes }

    /// Reads the packed columns.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        genes = try container.decode(Int.self, forKey: .genes)
        codes = try container.decode(PackedIntegers.self, forKey: .codes).values
        births = try container.decode([Int].self, forKey: .births)
        fitness = try container.decode(PackedReals.self, forKey: .fitness).values
        sizes = try container.decode(PackedReals.self, forKey: .sizes).values
        let count = births.count
        guard genes > 0, codes.count == count * genes, fitness.count == count, sizes.count == count else {
            throw DecodingError.dataCorruptedError(
                forKey: .codes, in: container, debugDescription: "the columns of the population differ in length")
        }
    }

    /// Writes the columns, packed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(genes, forKey: .genes)
        try container.encode(PackedIntegers(values: codes), forKey: .codes)
        try container.encode(births, forKey: .births)
        try container.encode(PackedReals(values: fitness), forKey: .fitness)
        try container.encode(PackedReals(values: sizes), forKey: .sizes)
    }
}
