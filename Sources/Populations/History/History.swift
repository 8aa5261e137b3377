package import Fronts
public import Genes

/// The complete history of a search: each birth with its parents and mutations, each outcome, each generation.
///
/// It is stored in columns, about 40 bytes per birth in addition to its codes, and saved packed. Copies share their
/// blocks, so that a snapshot costs nothing while the search continues.
public struct History: Sendable {
    /// The number of genes.
    public let genes: Int
    /// The number of births in a generation.
    public let size: Int
    /// The finished generations.
    public package(set) var generations = SharedColumn<GenerationRecord>()
    /// True if births are kept; otherwise only the fittest is known.
    public package(set) var isRecording = true
    private var codes: CodeMatrix
    private var fitness = SharedColumn<Double>()
    private var sizes = SharedColumn<Double>()
    /// The values of the second objective and the following ones.
    private var others: [SharedColumn<Double>]
    /// The violations of the conditions by infeasible births.
    private var violations: [Int: Double] = [:]
    private var failures: [Int: String] = [:]
    private var pedigree = Pedigree()

    package init(genes: Int, size: Int, objectives: Int = 1) {
        self.genes = genes
        self.size = size
        others = Array(repeating: SharedColumn(), count: objectives - 1)
        codes = CodeMatrix(genes: genes)
    }

    /// The number of objectives, 1 or more.
    public var objectives: Int { others.count + 1 }

    /// The number of recorded births.
    public var count: Int { fitness.count }

    /// Returns the generation of a birth, from 1.
    public func generation(of id: Int) -> Int { id / size + 1 }

    /// Returns the organism of birth `id`.
    public func organism(_ id: Int) -> Organism {
        Organism(id: id, generation: generation(of: id), genome: genome(id), outcome: outcome(id))
    }

    /// Returns the genome of birth `id`.
    public func genome(_ id: Int) -> Genome { Genome(codes: codes.row(id)) }

    /// Returns the result of evaluating birth `id`; nil before.
    public func outcome(_ id: Int) -> Outcome? {
        if let reason = failures[id] { return .failure(reason) }
        if fitness[id].isNaN { return nil }
        if others.isEmpty, violations.isEmpty { return .fitness(fitness[id], size: sizes[id]) }
        let vector = ObjectiveVector([fitness[id]] + others.map { $0[id] }, violation: violations[id] ?? 0)
        return .measured(vector, size: sizes[id])
    }

    /// Returns the births whose evaluation succeeded, the fittest first; with one objective. Infeasible ones come last,
    /// the least violation first; equal births keep their order.
    ///
    /// - Complexity: O(n log n)
    public func fittestFirst() -> [Int] {
        (0..<count).lazy.map { id in (id: id, violation: violations[id] ?? 0, fitness: score(id)) }
            .filter { $0.fitness.isFinite }
            .sorted { left, right in
                if left.violation != right.violation { return left.violation < right.violation }
                if left.violation == 0, left.fitness != right.fitness { return left.fitness > right.fitness }
                return left.id < right.id
            }
            .map(\.id)
    }

    /// Returns the complete record of birth `id`.
    ///
    /// - Complexity: O(genes)
    public func birth(_ id: Int) -> BirthRecord {
        let origin = pedigree.origin(id)
        let changes = origin.changes.map { change in
            GeneChange(gene: change.gene, from: change.from, to: codes.code(id, gene: change.gene))
        }
        return BirthRecord(
            organism: organism(id), mother: origin.mother, father: origin.cut == .none ? nil : origin.father,
            cut: origin.cut, changes: changes,
            expectation: origin.expectation)
    }

    /// Returns true if a surrogate model predicted the fitness of birth `id`.
    ///
    /// - Complexity: O(1)
    public func hasExpectation(_ id: Int) -> Bool { pedigree.hasExpectation(id) }

    /// Returns the births of the parents of birth `id`, each once.
    public func parents(of id: Int) -> Set<Int> {
        let origin = pedigree.origin(id)
        return Set([origin.mother, origin.cut == .none ? nil : origin.father].compactMap(\.self))
    }

    /// Returns the code of one gene of birth `id`; `Genome.inactive` if it is inactive.
    public func code(of id: Int, gene: Int) -> UInt32 { codes.code(id, gene: gene) }

    /// Returns the codes of the genome of birth `id`.
    package func codes(of id: Int) -> [UInt32] { codes.row(id) }

    /// Returns the fitness of birth `id`, or the value of its first objective: NaN before the evaluation, -infinity
    /// after a failure.
    package func score(_ id: Int) -> Double { failures[id] == nil ? fitness[id] : -.infinity }

    package mutating func add(_ offspring: OffspringBatch, from first: Int) {
        guard isRecording else { return }
        codes.append(offspring.young.codes.words)
        for _ in 0..<offspring.young.count {
            fitness.append(.nan)
            sizes.append(0)
            for objective in others.indices { others[objective].append(.nan) }
        }
        pedigree.add(offspring)
    }

    package mutating func tell(_ id: Int, fitness value: Double, size: Double) {
        guard isRecording else { return }
        fitness[id] = value
        sizes[id] = size
    }

    /// Records the values of all objectives.
    package mutating func tell(_ id: Int, _ vector: ObjectiveVector, size: Double) {
        guard isRecording else { return }
        fitness[id] = vector.values[0]
        for (objective, value) in vector.values.dropFirst().enumerated() { others[objective][id] = value }
        sizes[id] = size
        if !vector.isFeasible { violations[id] = vector.violation }
    }

    package mutating func tell(_ id: Int, failure reason: String) {
        guard isRecording else { return }
        failures[id] = reason
    }

    package mutating func close(_ record: GenerationRecord) {
        if isRecording { generations.append(record) }
    }

    /// Returns true if the codes, outcomes and generations of a decoded history match a genus and a number of births
    /// with a known outcome.
    ///
    /// - Complexity: O(births × genes)
    package func isSound(of genus: Genus, reported: Int, criteria: Criteria) -> Bool {
        guard objectives == criteria.objectives, areVectorsSound(reported: reported, criteria: criteria) else {
            return false
        }
        guard isRecording else { return count == 0 && generations.isEmpty && failures.isEmpty }
        guard codes.genes == genus.genes.count,
            (0..<codes.count).allSatisfy({ genus.areCodes(codes.row($0)[...]) }), pedigree.areChangesSound(of: genus),
            generations.count == reported / size,
            failures.keys.allSatisfy({ $0 >= 0 && $0 < reported })
        else { return false }
        let areGenerationsSound = generations.enumerated().allSatisfy { index, record in
            record.generation == index + 1 && (0...size).contains(record.failures)
        }
        return areGenerationsSound
            && fitness.indices.allSatisfy { id in
                id < reported ? failures[id] != nil || fitness[id].isFinite : fitness[id].isNaN
            }
    }

    private func areVectorsSound(reported: Int, criteria: Criteria) -> Bool {
        let areViolationsSound = violations.allSatisfy { id, violation in
            criteria.isConstrained && (0..<reported).contains(id) && failures[id] == nil && violation > 0
                && violation.isFinite
        }
        return areViolationsSound
            && others.allSatisfy { column in
                column.count == count
                    && column.indices.allSatisfy { id in
                        id < reported ? failures[id] != nil || column[id].isFinite : column[id].isNaN
                    }
            }
    }

    /// Returns the number of failures among the births of a generation.
    package func failures(in generation: Int) -> Int {
        guard !failures.isEmpty else { return 0 }
        return ((generation - 1) * size..<generation * size).count { failures[$0] != nil }
    }
}

/// The complete record of one birth.
public struct BirthRecord: Codable, Hashable, Sendable {
    /// The organism.
    public let organism: Organism
    /// The mother's birth; nil if the genome was drawn at random, given, or taken from a grid.
    public let mother: Int?
    /// The father's birth; nil if there was no crossover.
    public let father: Int?
    /// The crossover points.
    public let cut: Cut
    /// The mutated genes.
    public let changes: [GeneChange]
    /// The prediction of the surrogate model; nil if no model chose this child.
    public let expectation: PredictedFitness?
}

extension History: Equatable {
    /// Returns true if both histories are equal.
    public static func == (left: History, right: History) -> Bool {
        left.genes == right.genes && left.size == right.size && left.isRecording == right.isRecording
            && left.generations == right.generations && left.codes == right.codes
            && left.fitness.isSame(as: right.fitness) && left.sizes.isSame(as: right.sizes)
            && left.others.elementsEqual(right.others) { $0.isSame(as: $1) }
            && left.violations == right.violations && left.failures == right.failures && left.pedigree == right.pedigree
    }
}

extension History: Codable {
    private enum CodingKeys: String, CodingKey {
        case genes, size, generations, isRecording, codes, fitness, sizes, failures, pedigree
        case violations
        case others = "objectives"
    }

    /// Decodes the packed columns.
    ///
    /// - Throws: `DecodingError` if the columns are inconsistent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        genes = try container.decode(Int.self, forKey: .genes)
        size = try container.decode(Int.self, forKey: .size)
        generations = SharedColumn(try container.decode([GenerationRecord].self, forKey: .generations))
        isRecording = try container.decode(Bool.self, forKey: .isRecording)
        let codes = CodeMatrix(try container.decode(PackedIntegers.self, forKey: .codes), genes: genes)
        fitness = SharedColumn(try container.decode(PackedReals.self, forKey: .fitness).values)
        sizes = SharedColumn(try container.decode(PackedReals.self, forKey: .sizes).values)
        others =
            try container.decodeIfPresent([PackedReals].self, forKey: .others)?.map { SharedColumn($0.values) } ?? []
        violations = try container.decodeIfPresent([Int: Double].self, forKey: .violations) ?? [:]
        failures = try container.decode([Int: String].self, forKey: .failures)
        pedigree = try container.decode(Pedigree.self, forKey: .pedigree)
        let count = fitness.count
        guard genes > 0, let codes, codes.count == count, sizes.count == count, pedigree.count == count, size > 0,
            pedigree.isSound(births: count, genes: genes)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .codes, in: container, debugDescription: "the columns of the history are inconsistent")
        }
        self.codes = codes
    }

    /// Encodes the columns, packed.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(genes, forKey: .genes)
        try container.encode(size, forKey: .size)
        try container.encode(Array(generations), forKey: .generations)
        try container.encode(isRecording, forKey: .isRecording)
        try container.encode(codes.packed, forKey: .codes)
        try container.encode(PackedStream(.reals(fitness)), forKey: .fitness)
        try container.encode(PackedStream(.reals(sizes)), forKey: .sizes)
        if !others.isEmpty {
            try container.encode(others.map { PackedStream(.reals($0)) }, forKey: .others)
        }
        if !violations.isEmpty { try container.encode(violations, forKey: .violations) }
        try container.encode(failures, forKey: .failures)
        try container.encode(pedigree, forKey: .pedigree)
    }
}
