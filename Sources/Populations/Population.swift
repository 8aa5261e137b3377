package import Genes

/// Organisms in columns: one flat matrix of codes with a row for each organism, and a column for each other property.
public struct Population: Sendable {
    /// The number of genes, which is the number of codes in a row.
    public let genes: Int
    package var codes = GeneCodes()
    /// The number of each organism's birth, in the order of the rows.
    public package(set) var births: [Int] = []
    /// NaN before the evaluation, -infinity after a failure.
    @usableFromInline package var fitness: [Double] = []
    @usableFromInline package var sizes: [Double] = []

    package init(genes: Int) { self.genes = genes }

    /// The number of organisms.
    @inlinable public var count: Int { births.count }

    /// Returns the genome in a row.
    package func genome(_ row: Int) -> Genome { Genome(codes: codes[row * genes..<(row + 1) * genes]) }

    /// The rows that may be parents: those with a fitness, or all if none has one.
    package var candidates: [Int] {
        let rows = (0..<count).filter { fitness[$0] > -.infinity }
        return rows.isEmpty ? Array(0..<count) : rows
    }

    /// Appends a row of other codes.
    package mutating func append(row: Int, of other: GeneCodes, birth: Int, fitness value: Double, size: Double) {
        codes.append(row * genes..<(row + 1) * genes, of: other)
        births.append(birth)
        fitness.append(value)
        sizes.append(size)
    }

    /// Removes a row by moving the last one into it.
    package mutating func fill(_ row: Int) {
        let last = count - 1
        if row < last {
            codes.move(genes, to: row * genes, from: last * genes)
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
    package mutating func remove(_ row: Int) {
        codes.removeSubrange(row * genes..<(row + 1) * genes)
        births.remove(at: row)
        fitness.remove(at: row)
        sizes.remove(at: row)
    }
}

extension Population: Equatable {
    /// Returns true if both hold the same organisms in the same order.
    public static func == (left: Population, right: Population) -> Bool {
        left.genes == right.genes && left.births == right.births && left.codes == right.codes
            && left.fitness.isSame(as: right.fitness) && left.sizes.isSame(as: right.sizes)
    }
}

extension Population: Codable {
    private enum CodingKeys: String, CodingKey { case genes, codes, births, fitness, sizes }

    /// Decodes the packed columns.
    ///
    /// - Throws: `DecodingError` if the columns differ in length.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        genes = try container.decode(Int.self, forKey: .genes)
        codes = GeneCodes(try container.decode(PackedIntegers.self, forKey: .codes).values)
        births = try container.decode([Int].self, forKey: .births)
        fitness = try container.decode(PackedReals.self, forKey: .fitness).values
        sizes = try container.decode(PackedReals.self, forKey: .sizes).values
        let count = births.count
        guard genes > 0, count.multipliedReportingOverflow(by: genes) == (codes.count, false), fitness.count == count,
            sizes.count == count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .codes, in: container, debugDescription: "the columns of the population differ in length")
        }
    }

    /// Encodes the columns, packed.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(genes, forKey: .genes)
        try container.encode(PackedIntegers(values: codes.words), forKey: .codes)
        try container.encode(births, forKey: .births)
        try container.encode(PackedReals(values: fitness), forKey: .fitness)
        try container.encode(PackedReals(values: sizes), forKey: .sizes)
    }
}
