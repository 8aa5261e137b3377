package import Evolution
package import Messages
package import Objectives
package import Plots
import Reports
package import SessionState
import Statistics

/// Draws figures of an evolution, each with a description.
package struct Drawing {
    package let evolution: Evolution
    /// The title of the objective.
    package let what: String
    package let direction: Direction
    /// The index of the objective that is drawn.
    var objective = 0
    /// Ends a long drawing that the user wants to stop; gets the number of each organism.
    package var check: (Int) throws(SessionError) -> Void = { (_) throws(SessionError) in }

    package init(
        evolution: Evolution, what: String, direction: Direction, objective: Int = 0,
        check: @escaping (Int) throws(SessionError) -> Void = { (_) throws(SessionError) in }
    ) {
        self.evolution = evolution
        self.what = what
        self.direction = direction
        self.objective = objective
        self.check = check
    }

    /// Returns the value of the drawn objective; nil without one.
    func value(of outcome: Outcome?) -> Double? {
        guard let values = outcome?.vector?.values, objective < values.count else { return nil }
        return values[objective]
    }

    /// The births with a fitness, and their fitness: the value of the drawn objective.
    package var measured: [(id: Int, fitness: Double)] {
        (0..<min(evolution.evaluations, evolution.history.count)).compactMap { id in
            value(of: evolution.history.outcome(id)).map { (id, $0) }
        }
    }

    /// Returns the genomes of some births.
    ///
    /// - Throws: `.interrupted`
    func genomes(of births: some Sequence<Int>) throws(SessionError) -> [Genome] {
        var genomes: [Genome] = []
        for (number, birth) in births.enumerated() {
            try check(number)
            genomes.append(evolution.history.genome(birth))
        }
        return genomes
    }

    /// The measured births whose fitness can be drawn.
    var drawable: [(id: Int, fitness: Double)] { measured.filter { $0.fitness.isDrawable } }

    package func fitness(isMaximumOnly: Bool = false, isDiscrete: Bool = false) -> (Figure, String) {
        let points = evolution.history.generations.map { record in
            FitnessPlot.Generation(
                generation: record.generation, mean: record.mean.map(direction.oriented), deviation: record.deviation,
                best: record.best.map(direction.oriented))
        }
        let figure = FitnessPlot.figure(
            points, isMaximumOnly: isMaximumOnly, isDiscrete: isDiscrete, verticalLabel: what,
            isMinimized: direction == .minimize)
        return (figure, Numbers.counted(points.count, "generation"))
    }

    func expectations() throws(SessionError) -> (Figure, String) {
        var points: [Figure.Point] = []
        for id in 0..<evolution.evaluations {
            try check(id)
            let birth = evolution.history.birth(id)
            guard let expected = birth.expectation?.fitness, let fitness = birth.organism.outcome?.fitness else {
                continue
            }
            points.append(Figure.Point(x: direction.oriented(expected), y: direction.oriented(fitness)))
        }
        guard !points.isEmpty else {
            throw .noPredictions
        }
        let figure = ExpectationsPlot.figure(points, horizontalLabel: "predicted \(what)", verticalLabel: what)
        return (figure, Numbers.counted(points.count, "birth"))
    }

    package func comparison(_ comparison: SearchComparison?) throws(SessionError) -> (Figure, String) {
        guard let comparison else { throw .nothingCompared }
        func best(_ fitness: [Double?]) -> [Double?] { fitness.map { $0.map(direction.oriented) } }
        let evolution = SearchComparison.bestSoFar(comparison.evolution)
        let known = comparison.otherBand
        // An open end of the band extends to the furthest value drawn.
        let end = (evolution + comparison.otherBest).compactMap { $0 }.max() ?? 0
        let band = known.map { range in
            range.map { range in
                let ends = [range.lowerBound, min(range.upperBound, max(end, range.lowerBound))]
                    .map(direction.oriented).sorted()
                return ends[0]...ends[1]
            }
        }
        let count = comparison.searches?.bests.count ?? 1
        let isOpen = known.contains { $0?.upperBound == .infinity }
        let openSide = direction == .maximize ? "above" : "below"
        let bandName =
            count == 1
            ? "95% prediction from one random search" + (isOpen ? ", open \(openSide)" : "")
            : Quantiles.predictionRank(of: count) > 0 ? "95% of random searches" : "range of \(count) random searches"
        let figure = ComparisonPlot.figure(
            [
                .init(
                    name: comparison.other + (count > 1 ? ", median" : ""), best: best(comparison.otherBest),
                    band: band,
                    bandName: bandName),
                .init(name: "evolution", best: best(evolution)),
            ], verticalLabel: "best \(what) so far", isMinimized: direction == .minimize)
        return (figure, "\(Numbers.counted(comparison.evolution.count, "evaluation")) each")
    }

    package func diversity() throws(SessionError) -> (Figure, String) {
        let history = evolution.history
        var generations: [DiversityPlot.Generation] = []
        for generation in 1...max(1, evolution.generation) {
            let births = (generation - 1) * history.size..<min(generation * history.size, history.count)
            guard !births.isEmpty else { continue }
            let genomes = try genomes(of: births)
            let diversity = try Diversity(of: genomes, in: evolution.genus) { () throws(SessionError) in try check(0) }
            generations.append(
                .init(generation: generation, distance: diversity.distance, distinct: diversity.distinct))
        }
        return (
            DiversityPlot.figure(generations), "the diversity of \(Numbers.counted(generations.count, "generation"))"
        )
    }

    /// Draws the ancestry of an organism; nil for the fittest.
    package func lineage(of birth: Int?) throws(SessionError) -> (Figure, String) {
        let history = evolution.history
        if let birth, birth >= history.count {
            throw .noBirth(birth, last: history.count - 1)
        }
        guard let start = birth ?? evolution.fittest?.id, start < history.count else {
            throw .allEvaluationsFailed
        }
        func organism(_ record: BirthRecord) -> LineagePlot.LineageMember {
            LineagePlot.LineageMember(
                birth: record.organism.id, generation: record.organism.generation,
                value: value(of: record.organism.outcome).map(direction.oriented), mother: record.mother,
                father: record.father)
        }
        let ancestors = history.ancestors(of: start, maximum: Self.maximumAncestors)
        let line = ancestors ?? history.fitterLine(of: start) { value(of: $0) ?? -.infinity }
        let known = measured
        let step = max(1, known.count / Self.maximumOthers)
        let others = stride(from: 0, to: known.count, by: step).map { index in
            LineagePlot.LineageMember(
                birth: known[index].id, generation: history.generation(of: known[index].id),
                value: direction.oriented(known[index].fitness), mother: nil, father: nil)
        }
        let figure = LineagePlot.figure(
            line.map { organism(history.birth($0)) }, among: others, isFitterLine: ancestors == nil,
            verticalLabel: what, isMinimized: direction == .minimize)
        return (figure, "the lineage of birth \(start)")
    }

    /// The maximum number of ancestors drawn: more lines would cover each other.
    private static let maximumAncestors = 300
    private static let maximumOthers = 5_000
}

extension History {
    /// Returns a birth and all its ancestors, the latest first; nil if there are more than `maximum`.
    fileprivate func ancestors(of birth: Int, maximum: Int) -> [Int]? {
        var seen: Set<Int> = [birth]
        var open = [birth]
        while let next = open.popLast() {
            let record = self.birth(next)
            for parent in [record.mother, record.father].compactMap({ $0 }) where seen.insert(parent).inserted {
                guard seen.count <= maximum else { return nil }
                open.append(parent)
            }
        }
        return seen.sorted(by: >)
    }

    /// Returns a birth and its line of ancestors through the fitter parent of each pair.
    fileprivate func fitterLine(of birth: Int, fitness: (Outcome?) -> Double) -> [Int] {
        var line = [birth]
        while let last = line.last {
            let record = self.birth(last)
            let parents = [record.mother, record.father].compactMap { $0 }
            guard
                let fitter = parents.max(by: { fitness(outcome($0)) < fitness(outcome($1)) })
            else { return line }
            line.append(fitter)
        }
        return line
    }
}
