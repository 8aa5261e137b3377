package import Genes
import Platform
package import Populations
package import Randomness

/// Chooses the child of each litter to be born: the one with the greatest expected improvement under a model of all
/// evaluations so far (pre-selection by a surrogate model; Jin, "Surrogate-assisted evolutionary computation", 2011).
///
/// There are two models, which take turns from birth to birth: one of the ranks of the fitness values, one of their
/// differences. Neither is better everywhere. The chosen child then changes its genes as long as its expected improvement
/// increases (`ChildClimb`); these changes are mutations of the child.
///
/// Measured (mean regret after 50 and 100 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201; steady, population 20, litters of 64, ahead 4, seeds 31 to 50). Ranks alone, no local search, 20 births
/// before the first child: .032 .018, .048 .009, .110 .006. As now: .032 .017, .019 .000, .045 .000. After 50 (60 seeds,
/// with local search and 8 births before the first child): ranks alone .033, .023, .033; differences alone .036, .010,
/// .066; half of each in one score .033, .017, .048; 12 births before the first child and differences alone .038, .016,
/// .052; 5 births and ranks alone .034, .027, .048; a quarter instead of half as the additive part .032, .022, .038;
/// fitting after each birth, longer at first, .035, .026, .031. Local searches from the best of 64 random genomes on tables
/// as well (20 seeds): .018 after 50 on hpolib, .045 on nasbench201, but .016 after 100. hpobench is nearly a lottery: in
/// its table of australian 9 of 30,000 genomes have a regret below .05.
///
/// Functions (mean regret after 50, 100 and 200; 20 seeds, 101 to 120, `Scripts/bench costly`): Branin .0054, .0002, .0000,
/// Hartmann 3 .080, .039, .000, Hartmann 6 .345, .052, .048; nasbench201 .092, .025, .000. Before (10 seeds): Branin .658,
/// .024, .001, Hartmann 3 .020, .001, .000, Hartmann 6 .467, .066, .036. Without the genomes drawn from a space with real
/// genes, Hartmann 3 was .155, .014 (seeds 11 to 20; with them .028, .000): all children were on the lower of two hills.
///
/// Births without an outcome enter the model with their predicted mean (Ginsbourger, Le Riche and Carraro, "Kriging
/// is well-suited to parallelize optimization", 2010). A genome that was born before is never chosen while an unborn
/// one can be found.
package struct Litter: Codable, Equatable, Sendable {
    private var ranks = LitterModel()
    private var values = LitterModel()

    /// The maximum number of genomes that a child's local search compares.
    private static let climbs = 200
    /// The number of genomes drawn from a space with real genes, and the maximum number that the local search from the best
    /// of them compares.
    private static let draws = 64
    private static let climbsOfDrawn = 100

    private enum CodingKeys: String, CodingKey { case values }

    package init() {}

    /// Decodes the models. Earlier versions had only that of the ranks.
    ///
    /// - Throws: `DecodingError` if a part is missing or malformed.
    package init(from decoder: any Decoder) throws {
        ranks = try LitterModel(from: decoder)
        values =
            try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(LitterModel.self, forKey: .values)
            ?? LitterModel()
    }

    /// Encodes the models.
    ///
    /// - Throws: The error of the encoder.
    package func encode(to encoder: any Encoder) throws {
        try ranks.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !values.isEmpty { try container.encode(values, forKey: .values) }
    }

    /// Returns true if decoded models have a rate for each gene and were fitted to existing births.
    package func isSound(genes: Int, births: Int) -> Bool {
        ranks.isSound(genes: genes, births: births) && values.isSound(genes: genes, births: births)
    }

    /// Returns true if the chosen child changes genes: where mutation may change several ones.
    package static func refines(_ settings: SearchSettings) -> Bool {
        settings.mutation.value > 0 && !settings.strategy.changesOneGene
    }

    /// Returns the logarithm of a cost; 0 if it is unknown.
    private static func logarithm(of cost: Double?) -> Double {
        guard let cost, cost > 0, cost.isFinite else { return 0 }
        return log(cost)
    }

    /// A model with the scores of all genomes in it, those without an outcome included.
    private struct Believed {
        var model: GaussianProcess
        let scale: any ModelScores
        var scores: [Double]

        /// Adds a genome with its predicted mean.
        mutating func add(_ codes: [UInt32], of genus: Genus) {
            model.believe(codes, at: 0, of: genus, scores: &scores)
        }

        /// Returns the prediction in the unit of the fitness.
        func fitness(_ mean: Double, _ deviation: Double) -> PredictedFitness {
            PredictedFitness(
                fitness: scale.fitness(at: mean), low: scale.fitness(at: mean - deviation),
                high: scale.fitness(at: mean + deviation))
        }
    }

    /// The genome chosen for a birth.
    fileprivate struct Choice {
        let row: Int
        /// True if it was drawn from the search space and not bred.
        let isDrawn: Bool
        var codes: [UInt32]
        var value: Double
        var mean: Double
        var deviation: Double
    }

    /// Returns the model for a birth; nil while there are too few evaluations.
    private mutating func believed(
        byRanks: Bool, _ genus: Genus, _ history: History, known: Int, _ stop: PhaseStop
    ) throws(PhaseStop.Requested) -> Believed? {
        let ids: [Int]
        let renewed: GaussianProcess?
        if byRanks {
            renewed = ranks.renewed(genus, history, known, noise: .ofRanks) { RankInverseNormal(of: $0) }
            ids = ranks.rows
        } else {
            renewed = values.renewed(genus, history, known, noise: .ofValues) { StandardizedFitness(of: $0) }
            ids = values.rows
        }
        guard var model = renewed else { return nil }
        let fitness = ids.map(history.score)
        let scale: any ModelScores = byRanks ? RankInverseNormal(of: fitness) : StandardizedFitness(of: fitness)
        model.learn(scale.scores)
        var believed = Believed(model: model, scale: scale, scores: scale.scores)
        for id in known..<max(history.count, known) {
            try stop.check()
            believed.add(history.codes(of: id), of: genus)
        }
        return believed
    }

    /// Keeps one child of each litter. Only the outcomes of the first `known` births are used.
    ///
    /// - Throws: `PhaseStop.Requested`
    package mutating func choose(
        _ births: Int, from offspring: inout OffspringBatch, of genus: Genus, settings: SearchSettings,
        cost: CostEstimate?, history: History, known: Int,
        born: inout SeenGenomes, _ generator: inout Generator, _ stop: PhaseStop = .never
    ) throws(PhaseStop.Requested) {
        let litter = offspring.young.count / births
        try born.renew(&offspring, settings: settings, genus: genus, &generator, stop)
        // Births take turns by their number, so that generations and single births use both models alike.
        let first = history.count & 1
        var models: [Believed?] = []
        for turn in 0..<min(births, 2) {
            models.append(try believed(byRanks: (first + turn) & 1 == 0, genus, history, known: known, stop))
        }
        let climbs = Self.refines(settings) ? Self.climbs : 0
        var choices: [Int] = []
        var expectations: [PredictedFitness?] = []
        for birth in 0..<births {
            try stop.check()
            let rows = birth * litter..<(birth + 1) * litter
            var choice: Choice?
            if let believed = models[birth & 1] {
                choice = try Self.choice(
                    of: rows, in: offspring, genus, believed, cost, climbs: climbs,
                    drawsOthers: (first + birth) & 1 == 1, born: born, &generator, stop)
                expectations.append(choice.map { believed.fitness($0.mean, $0.deviation) })
            }
            if let choice { offspring.take(choice) }
            let row = choice?.row ?? born.firstUnborn(rows, of: &offspring, genus, &generator)
            choices.append(row)
            born.insert(offspring, row)
            guard birth + 1 < births else { continue }
            let codes = offspring.young.genome(row).codes
            for turn in models.indices { models[turn]?.add(codes, of: genus) }
        }
        offspring.keep(choices)
        offspring.expectations = expectations
    }

    /// Returns the unborn child with the greatest expected improvement, after its local search; nil if all were born.
    private static func choice(
        of rows: Range<Int>, in offspring: OffspringBatch, _ genus: Genus, _ believed: Believed, _ cost: CostEstimate?,
        climbs: Int, drawsOthers: Bool, born: SeenGenomes, _ generator: inout Generator, _ stop: PhaseStop
    ) throws(PhaseStop.Requested) -> Choice? {
        let best = believed.model.bestMean(believed.scores)
        var chosen: Choice?
        /// Returns the value of a genome, and chooses the genome if it is the best so far.
        func worth(_ codes: [UInt32], _ row: Int, isDrawn: Bool = false) throws(PhaseStop.Requested) -> Double? {
            try stop.check()
            guard !born.contains(Genome(codes: codes)) else { return nil }
            var candidate = GenomeEncoding(genus: genus)
            candidate.append(codes, at: 0, of: genus)
            let (mean, deviation) = believed.model.predict(0, of: candidate)
            let improvement = ExpectedImprovement.logarithm(mean: mean, deviation: deviation, best: best)
            let value = improvement - logarithm(of: cost?(Genome(codes: codes)))
            if value > chosen?.value ?? -.infinity {
                chosen = Choice(
                    row: row, isDrawn: isDrawn, codes: codes, value: value, mean: mean, deviation: deviation)
            }
            return value
        }
        for row in rows { _ = try worth(offspring.young.genome(row).codes, row) }
        guard climbs > 0, let start = chosen else { return chosen }
        _ = try ChildClimb(genus: genus, limit: climbs).climb(from: start.codes, value: start.value, &generator) {
            (codes) throws(PhaseStop.Requested) in try worth(codes, start.row)
        }
        // The models of real genes are smooth, so that all children may lie on one of several hills.
        guard drawsOthers, ChildClimb.hasRealGenes(genus) else { return chosen }
        func drawnWorth(_ codes: [UInt32]) throws(PhaseStop.Requested) -> Double? {
            try worth(codes, start.row, isDrawn: true)
        }
        if let best = try bestDrawn(genus, &generator, drawnWorth) {
            _ = try ChildClimb(genus: genus, limit: climbsOfDrawn).climb(
                from: best.codes, value: best.value, &generator, drawnWorth)
        }
        return chosen
    }

    /// Returns the genome with the greatest value of some that are drawn from the search space; nil if all were born.
    private static func bestDrawn(
        _ genus: Genus, _ generator: inout Generator, _ worth: ChildClimb.Worth
    ) throws(PhaseStop.Requested) -> (codes: [UInt32], value: Double)? {
        var sampler = FeasibleSampler(genus)
        var codes = GeneCodes(repeatElement(0, count: genus.genes.count))
        var best: (codes: [UInt32], value: Double)?
        for _ in 0..<draws {
            sampler.draw(into: &codes, at: 0, &generator)
            if let value = try worth(codes.words), value > best?.value ?? -.infinity { best = (codes.words, value) }
        }
        return best
    }
}

extension OffspringBatch {
    /// Gives a child the genome that was chosen for it. The differences are mutations, unless the genome was drawn from the
    /// search space: then it has no parents.
    fileprivate mutating func take(_ choice: Litter.Choice) {
        let start = choice.row * choice.codes.count
        if choice.isDrawn {
            orphan(choice.row)
        } else {
            for gene in choice.codes.indices where young.codes[start + gene] != choice.codes[gene] {
                changes.append(
                    .init(child: Int32(choice.row), gene: Int32(gene), from: young.codes[start + gene]))
            }
        }
        young.codes.replace(at: start, by: choice.codes)
    }
}

extension GaussianProcess {
    /// Adds a genome with its predicted mean as score.
    mutating func believe(_ codes: [UInt32], at start: Int, of genus: Genus, scores: inout [Double]) {
        var one = GenomeEncoding(genus: genus)
        one.append(codes, at: start, of: genus)
        scores.append(predict(0, of: one).mean)
        append(codes, at: start, of: genus)
        learn(scores)
    }
}
