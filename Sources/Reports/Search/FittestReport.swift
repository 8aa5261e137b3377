package import Evolution

/// The best genome so far.
public struct FittestReport: Codable, Hashable, Sendable {
    /// A gene with its value.
    public struct ReportedGene: Codable, Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value as it is typed; nil if the gene is inactive because its condition does not hold.
        public let value: String?
        /// True if the value is a word, even one of digits.
        package let isWord: Bool
        /// The items of an order; nil for other genes.
        package let items: [ReportedGene]?

        private enum CodingKeys: String, CodingKey { case name, value }

        package init(name: String, value: GeneValue?) {
            self.name = name
            self.value = value?.description
            if case .text? = value { isWord = true } else { isWord = false }
            if case .items(let values)? = value {
                items = values.map { ReportedGene(name: "", value: $0) }
            } else {
                items = nil
            }
        }

        /// Decodes a gene.
        ///
        /// - Throws: `DecodingError` if a part is missing or malformed.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decode(String.self, forKey: .name)
            if let list = try? container.decodeIfPresent([Item].self, forKey: .value) {
                items = list.map(\.gene)
                (value, isWord) = (list.map { $0.gene.value ?? "" }.joined(separator: ","), false)
                return
            }
            items = nil
            if let word = try? container.decodeIfPresent(String.self, forKey: .value) {
                (value, isWord) = (word, true)
            } else {
                let number = try container.decodeIfPresent(Double.self, forKey: .value)
                (value, isWord) = (number.map { Numbers.written($0) }, false)
            }
        }

        /// Encodes a gene; its value is a number or a text.
        ///
        /// - Throws: The error of the encoder.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            if value != nil { try encodeValue(to: &container, forKey: .value) }
        }

        /// An item of an order as it is decoded.
        private struct Item: Decodable {
            let gene: ReportedGene

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let word = try? container.decode(String.self) {
                    gene = ReportedGene(name: "", value: .text(word))
                } else {
                    let number = try container.decode(Double.self)
                    gene = ReportedGene(name: "", value: Int(exactly: number).map(GeneValue.integer) ?? .real(number))
                }
            }
        }

        /// Encodes an item of an order: a number or a text.
        private func encodeValue(to list: inout any UnkeyedEncodingContainer) throws {
            if !isWord, let whole = value.flatMap({ Int($0) }) {
                try list.encode(whole)
            } else if !isWord, let real = value.flatMap({ Double($0) }) {
                try list.encode(real)
            } else {
                try list.encode(value)
            }
        }

        /// Encodes the value alone: a number, a text, a list for an order, or null for an inactive gene.
        package func encodeValue<Key: CodingKey>(
            to container: inout KeyedEncodingContainer<Key>, forKey key: Key
        ) throws {
            if let items {
                var list = container.nestedUnkeyedContainer(forKey: key)
                for item in items { try item.encodeValue(to: &list) }
            } else if !isWord, let whole = value.flatMap({ Int($0) }) {
                try container.encode(whole, forKey: key)
            } else if !isWord, let real = value.flatMap({ Double($0) }) {
                try container.encode(real, forKey: key)
            } else if let value {
                try container.encode(value, forKey: key)
            } else {
                try container.encodeNil(forKey: key)
            }
        }
    }

    /// The value of the objective; of several ones, that of the first.
    public let value: Double
    /// The uncertainty of the value; nil unless it is a score measured on rows.
    public let trust: TrustReport?
    /// The standard deviation of the parts that it is the mean of; nil for a single part.
    public let deviation: Double?
    /// The objective: `validation accuracy`, `x / y`.
    public let objective: String
    /// The parts that it is the mean of: `5 folds`, `3 trainings`; nil for a single part.
    public let meanOf: String?
    /// The generation in which it was first seen.
    public let generation: Int
    /// The measured part of a generation that the time limit stopped, if it is the best of that; otherwise nil.
    public let unfinished: UnfinishedReport?
    /// The number of its trainings; nil if nothing is trained.
    public let trainings: Int?
    /// All genes in order.
    public let genes: [ReportedGene]
    /// Other scores and facts.
    public let scores: [String: Double]
    /// The layers of a network with convolutions, in one line; nil for other genomes.
    public let network: String?
    /// The epochs it was measured for, with the reason to stop; nil if the search has no rungs.
    public let rungs: String?
    /// The amount by which conditions on results are violated, 0 if all are met; nil without such conditions.
    public var violation: Double?
    /// The conditions that are violated, if they are known; nil for none.
    public var missed: [String]?
    /// The front of several objectives, of which this genome is the knee; nil with one objective.
    public var front: FrontReport?
    /// The spread of the folds and repeats that the value is the mean of; nil for a single part.
    public var spread: SpreadReport?
    /// Simpler predictions on the same rows; nil if the objective trains no networks.
    public var baselines: BaselinesReport?
    /// The fittest network after `train fittest`; nil if the current network is another one.
    public var analysis: NetworkAnalysis?

    package init(
        value: Double, trust: TrustReport?, deviation: Double?, objective: String, meanOf: String?, generation: Int,
        unfinished: UnfinishedReport?, trainings: Int?, genes: [ReportedGene], scores: [String: Double],
        network: String?, rungs: String?, violation: Double? = nil, missed: [String]? = nil, front: FrontReport? = nil,
        spread: SpreadReport? = nil, baselines: BaselinesReport? = nil, analysis: NetworkAnalysis? = nil
    ) {
        self.value = value
        self.trust = trust
        self.deviation = deviation
        self.objective = objective
        self.meanOf = meanOf
        self.generation = generation
        self.unfinished = unfinished
        self.trainings = trainings
        self.genes = genes
        self.scores = scores
        self.network = network
        self.rungs = rungs
        self.violation = violation
        self.missed = missed
        self.front = front
        self.spread = spread
        self.baselines = baselines
        self.analysis = analysis
    }
}

/// The uncertainty of the fittest's score.
public struct TrustReport: Codable, Hashable, Sendable {
    /// The number of rows that it was measured on.
    public let rows: Int
    /// The lower end of the 95% confidence interval of its true score.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?
    /// The number of different networks measured.
    public let tries: Int
    /// The median of their scores.
    public let median: Double?
    /// True if the interval is corrected for choosing the best (BBC-CV); otherwise it is that of a network chosen in
    /// advance.
    public let isCorrected: Bool
    /// The score of the best after that correction; nil without it.
    public let corrected: Double?
    /// The expected score of the best of as many networks that are all only as good as the median one.
    public let lucky: Double?
    /// True if the fittest is no better than `lucky`: its score may be due to chance.
    public let mayBeChance: Bool

    package init(
        rows: Int, low: Double?, high: Double?, tries: Int, median: Double?, isCorrected: Bool, corrected: Double?,
        lucky: Double?, mayBeChance: Bool
    ) {
        self.rows = rows
        self.low = low
        self.high = high
        self.tries = tries
        self.median = median
        self.isCorrected = isCorrected
        self.corrected = corrected
        self.lucky = lucky
        self.mayBeChance = mayBeChance
    }
}
