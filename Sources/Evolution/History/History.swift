/// Everything that happened: each birth with its parents and changes, each outcome, each generation.
///
/// Kept in columns, some 40 bytes a birth beside its codes, and saved packed. Copies share their blocks, so that keeping
/// a snapshot of a search costs nothing while it goes on.
public struct History: Sendable {
    /// The number of genes.
    public let genes: Int
    /// The number of births of a generation.
    public let size: Int
    /// The generations that are finished.
    public internal(set) var generations = SharedColumn<GenerationRecord>()
    /// Whether births are kept; without, only the fittest is known.
    public internal(set) var isRecording = true
    private var codes: CodeMatrix
    private var fitness = SharedColumn<Double>()
    private var sizes = SharedColumn<Double>()
    private var failures: [Int: String] = [:]
    private var pedigree = Pedigree()

    init(genes: Int, size: Int) {
        self.genes = genes
        self.size = size
        codes = CodeMatrix(genes: genes)
    }

    /// The number of births that are kept.
    public var count: Int { fitness.count }

    /// The generation of a birth, from 1.
    public func generation(of id: Int) -> Int { id / size + 1 }

    /// The organism born as number `id`.
    public func organism(_ id: Int) -> Organism {
        Organism(id: id, generation: generation(of: id), genome: genome(id), outcome: outcome(id))
    }

    /// The genome born as number `id`.
    public func genome(_ id: Int) -> Genome { Genome(codes: codes.row(id)) }

    /// What the evaluation of birth `id` gave; nil before it.
    public func outcome(_ id: Int) -> Outcome? {
        if let reason = failures[id] { return .failure(reason) }
        return fitness[id].isNaN ? nil : .fitness(fitness[id], size: sizes[id])
    }

    /// The whole story of birth `id`.
    public func birth(_ id: Int) -> BirthRecord {
        let origin = pedigree.origin(id)
        let changes = origin.changes.map { change in
            GeneChange(gene: change.gene, from: change.from, to: codes.code(id, gene: change.gene))
        }
        return BirthRecord(
            organism: organism(id), mother: origin.mother, father: origin.father, cut: origin.cut, changes: changes,
            expectation: origin.expectation)
    }

    /// The codes of the genome born as number `id`.
    func codes(of id: Int) -> [UInt32] { codes.row(id) }

    /// NaN before the evaluation, -infinity after a failure.
    func score(_ id: Int) -> Double { failures[id] == nil ? fitness[id] : -.infinity }

    mutating func add(_ brood: Brood, from first: Int) {
        guard isRecording else { return }
        codes.append(brood.young.codes)
        for _ in 0..<brood.young.count {
            fitness.append(.nan)
            sizes.append(0)
        }
        pedigree.add(brood)
    }

    mutating func tell(_ id: Int, fitness value: Double, size: Double) {
        guard isRecording else { return }
        fitness[id] = value
        sizes[id] = size
    }

    mutating func tell(_ id: Int, failure reason: String) {
        guard isRecording else { return }
        failures[id] = reason
    }

    mutating func close(_ record: GenerationRecord) {
        if isRecording { generations.append(record) }
    }

    /// The number of failures among the births of a generation.
    func failures(in generation: Int) -> Int {
        guard !failures.isEmpty else { return 0 }
        return ((generation - 1) * size..<generation * size).count { failures[$0] != nil }
    }
}

/// The whole story of one birth.
public struct BirthRecord: Codable, Hashable, Sendable {
    /// The organism.
    public let organism: Organism
    /// The mother's birth; nil where the genome was drawn at random, given, or taken from a grid.
    public let mother: Int?
    /// The father's birth; nil where there was no crossover.
    public let father: Int?
    /// Where the parents were cut.
    public let cut: Cut
    /// The genes that mutation changed.
    public let changes: [GeneChange]
    /// What the litter's model expected; nil where no model chose.
    public let expectation: Expectation?
}

extension History: Equatable {
    /// Whether the same happened in both.
    public static func == (left: History, right: History) -> Bool {
        left.genes == right.genes && left.size == right.size && left.isRecording == right.isRecording
            && left.generations == right.generations && left.codes == right.codes
            && left.fitness.isSame(as: right.fitness) && left.sizes.isSame(as: right.sizes)
            && left.failures == right.failures && left.pedigree == right.pedigree
    }
}

extension History: Codable {
    private enum CodingKeys: String, CodingKey {
        case genes, size, generations, isRecording, codes, fitness, sizes, failures, pedigree
    }

    /// Reads the packed columns.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        genes = try container.decode(Int.self, forKey: .genes)
        size = try container.decode(Int.self, forKey: .size)
        generations = SharedColumn(try container.decode([GenerationRecord].self, forKey: .generations))
        isRecording = try container.decode(Bool.self, forKey: .isRecording)
        let codes = CodeMatrix(try container.decode(PackedIntegers.self, forKey: .codes), genes: genes)
        fitness = SharedColumn(try container.decode(PackedReals.self, forKey: .fitness).values)
        sizes = SharedColumn(try container.decode(PackedReals.self, forKey: .sizes).values)
        failures = try container.decode([Int: String].self, forKey: .failures)
        pedigree = try container.decode(Pedigree.self, forKey: .pedigree)
        let count = fitness.count
        guard let codes, codes.count == count, sizes.count == count, pedigree.count == count, size > 0,
            pedigree.isSound(births: count, genes: genes)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .codes, in: container, debugDescription: "the columns of the history do not fit together")
        }
        self.codes = codes
    }

    /// Writes the columns, packed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(genes, forKey: .genes)
        try container.encode(size, forKey: .size)
        try container.encode(Array(generations), forKey: .generations)
        try container.encode(isRecording, forKey: .isRecording)
        try container.encode(codes.packed, forKey: .codes)
        try container.encode(PackedReals(values: Array(fitness)), forKey: .fitness)
        try container.encode(PackedReals(values: Array(sizes)), forKey: .sizes)
        try container.encode(failures, forKey: .failures)
        try container.encode(pedigree, forKey: .pedigree)
    }
}
