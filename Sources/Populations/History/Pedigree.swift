import Genes

/// The origin of each birth, as one stream of words: a head that defines the rest, then parents, cut, expectation and
/// changes.
struct Pedigree: Equatable, Sendable {
    private var words = SharedColumn<UInt32>()
    private var starts = SharedColumn<UInt32>()

    /// One birth, unpacked.
    struct Origin {
        var mother: Int?
        var father: Int?
        var cut = Cut.none
        var expectation: PredictedFitness?
        var changes: [(gene: Int, from: UInt32)] = []
    }

    private enum Head {
        static let mother: UInt32 = 1
        static let father: UInt32 = 2
        static let expectation: UInt32 = 4
        static let cutShift: UInt32 = 3
        /// Set beside the kind of `scattered` if real genes are mixed.
        static let mixed: UInt32 = 32
        static let changesShift: UInt32 = 8
    }

    var count: Int { starts.count }

    mutating func add(_ offspring: OffspringBatch) {
        var change = 0
        for child in 0..<offspring.young.count {
            starts.append(UInt32(words.count))
            var end = change
            while end < offspring.changes.count, offspring.changes[end].child == child { end += 1 }
            let (mother, father) = (offspring.mothers[child], offspring.fathers[child])
            let expectation = child < offspring.expectations.count ? offspring.expectations[child] : nil
            let cut = Self.words(of: offspring.cuts[child])
            words.append(
                (mother >= 0 ? Head.mother : 0) | (father >= 0 ? Head.father : 0)
                    | (expectation != nil ? Head.expectation : 0) | cut.kind << Head.cutShift
                    | (Self.isMixed(offspring.cuts[child]) ? Head.mixed : 0)
                    | UInt32(end - change) << Head.changesShift)
            if mother >= 0 { words.append(UInt32(mother)) }
            if father >= 0 { words.append(UInt32(father)) }
            if cut.kind > 0 { words.append(cut.first) }
            if cut.kind > 1 { words.append(cut.second) }
            if let expectation {
                for value in [expectation.fitness, expectation.low, expectation.high] {
                    words.append(UInt32(truncatingIfNeeded: value.bitPattern))
                    words.append(UInt32(truncatingIfNeeded: value.bitPattern >> 32))
                }
            }
            while change < end {
                words.append(UInt32(offspring.changes[change].gene))
                words.append(offspring.changes[change].from)
                change += 1
            }
        }
    }

    /// Returns true if a birth has a prediction.
    func hasExpectation(_ id: Int) -> Bool { words[Int(starts[id])] & Head.expectation != 0 }

    func origin(_ id: Int) -> Origin {
        var position = Int(starts[id])
        func next() -> UInt32 {
            defer { position += 1 }
            return words[position]
        }
        func real() -> Double { Double(bitPattern: UInt64(next()) | UInt64(next()) << 32) }
        let head = next()
        var origin = Origin()
        if head & Head.mother != 0 { origin.mother = Int(next()) }
        if head & Head.father != 0 { origin.father = Int(next()) }
        switch head >> Head.cutShift & 3 {
        case 1: origin.cut = .point(Int(next()))
        case 2: origin.cut = .points(Int(next()), Int(next()))
        case 3:
            let seed = UInt64(next()) | UInt64(next()) << 32
            origin.cut = head & Head.mixed == 0 ? .scattered(seed: seed) : .mixed(seed: seed)
        default: break
        }
        if head & Head.expectation != 0 {
            origin.expectation = PredictedFitness(fitness: real(), low: real(), high: real())
        }
        for _ in 0..<(head >> Head.changesShift) { origin.changes.append((gene: Int(next()), from: next())) }
        return origin
    }

    /// Returns true if every birth can be unpacked, with parents born before it and changes of known genes.
    func isSound(births: Int, genes: Int) -> Bool {
        var expected = 0
        for id in starts.indices {
            guard Int(starts[id]) == expected, expected < words.count else { return false }
            let head = words[expected]
            let cut = [0, 1, 2, 2][Int(head >> Head.cutShift & 3)]
            let parents = Int(head & 1) + Int(head >> 1 & 1)
            let changes = Int(head >> Head.changesShift)
            let fixed = 1 + parents + cut + (head & Head.expectation != 0 ? 6 : 0)
            guard expected + fixed + 2 * changes <= words.count else { return false }
            for parent in 0..<parents where words[expected + 1 + parent] >= id { return false }
            for change in 0..<changes where words[expected + fixed + 2 * change] >= genes { return false }
            expected += fixed + 2 * changes
        }
        return expected == words.count
    }

    /// Returns true if the changed values and the cuts of all births match a genus. All other parts must be valid
    /// already.
    func areChangesSound(of genus: Genus) -> Bool {
        starts.indices.allSatisfy { id in
            let origin = origin(id)
            return origin.cut.isSound(genes: genus.genes.count)
                && origin.changes.allSatisfy { change in
                    change.from < genus.genes[change.gene].count || change.from == Genome.inactive
                }
        }
    }

    private static func isMixed(_ cut: Cut) -> Bool { if case .mixed = cut { true } else { false } }

    private static func words(of cut: Cut) -> (kind: UInt32, first: UInt32, second: UInt32) {
        switch cut {
        case .none: (0, 0, 0)
        case .point(let cut): (1, UInt32(cut), 0)
        case .points(let first, let second): (2, UInt32(first), UInt32(second))
        case .scattered(let seed), .mixed(let seed):
            (3, UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        }
    }
}

extension Pedigree: Codable {
    private enum CodingKeys: String, CodingKey { case words, starts }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        words = SharedColumn(try container.decode(PackedIntegers.self, forKey: .words).values)
        starts = SharedColumn(try container.decode(PackedIntegers.self, forKey: .starts).values)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PackedStream(.integers(words)), forKey: .words)
        try container.encode(PackedStream(.integers(starts)), forKey: .starts)
    }
}
