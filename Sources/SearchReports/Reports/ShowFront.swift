import CommandLanguage
package import Evolution
package import Messages
import Objectives
package import Reports
import SearchPreparation
import SearchRunner
package import Session
package import SessionState

extension Session {
    /// Returns a table of the Pareto front, the best in the first objective first.
    package func frontTable(first: Int?) throws(SessionError) -> TableReport {
        let front = try front(for: "show front")
        return try table(
            of: Array(front.points.prefix(first ?? front.points.count)), of: front,
            title: "Pareto front: \(front.points.count) of \(front.evolution.differentGenomes) genomes "
                + "(\(front.objectives.description))" + (front.knee.map { "; knee: number \($0)" } ?? ""))
    }

    /// Returns a table of the front from the knee outwards, continued by the next fronts if it is too short.
    package func kneeTable(_ count: Int, _ front: SearchFront) throws(SessionError) -> TableReport {
        let rows = OrganismRows(front.evolution, try evolved().1)
        let organisms = front.fromKnee(count)
        return TableReport(
            title: "from the knee of the front outwards (\(front.objectives.description))",
            table: Table(
                columns: [.init("birth", .right), .init("generation", .right), .init("front", .right)] + rows.columns,
                rows: organisms.map {
                    ["\($0.organism.id)", "\($0.organism.generation)", "\($0.front)"]
                        + rows.cells(of: $0.organism)
                },
                numbers: organisms.map { [nil, nil, nil] + rows.numbers(of: $0.organism) },
                marked: organisms.isEmpty ? nil : 0))
    }

    private func table(
        of points: [Front.Point], of front: SearchFront, title: String
    ) throws(SessionError) -> TableReport {
        let rows = OrganismRows(front.evolution, try evolved().1)
        let organisms = points.map { front.evolution.history.organism($0.id) }
        return TableReport(
            title: title,
            table: Table(
                columns: [.init("number", .right), .init("birth", .right)] + rows.columns,
                rows: organisms.enumerated().map { ["\($0 + 1)", "\($1.id)"] + rows.cells(of: $1) },
                numbers: organisms.map { [nil, nil] + rows.numbers(of: $0) },
                marked: front.knee.flatMap { $0 <= organisms.count ? $0 - 1 : nil }, total: front.points.count))
    }

    /// Returns the table of the population with the front of each organism in it.
    package func populationTable(_ front: SearchFront, first: Int?) throws(SessionError) -> TableReport {
        let evolution = front.evolution
        let rows = OrganismRows(evolution, try evolved().1)
        let organisms = evolution.ranked
        let shown = organisms.prefix(first ?? organisms.count)
        let fronts = organisms.frontNumbers
        return TableReport(
            title: "population of generation \(evolution.generation), by front and then by crowding distance",
            table: Table(
                columns: [.init("birth", .right), .init("generation", .right), .init("front", .right)] + rows.columns,
                rows: zip(shown, fronts).map { organism, front in
                    ["\(organism.id)", "\(organism.generation)", front.map { "\($0)" } ?? "–"]
                        + rows.cells(of: organism)
                }, numbers: shown.map { [nil, nil, nil] + rows.numbers(of: $0) }, total: organisms.count))
    }

    /// Returns the table of the front after each generation.
    package func historyTable(_ front: SearchFront, first: Int?) -> TableReport {
        let generations = front.evolution.history.generations
        let count = min(first ?? generations.count, generations.count)
        let fronts = Array(front.evolution.history.fronts.prefix(count))
        let volumes = front.hypervolumes(of: fronts)
        let bests = fronts.map { front.bests(of: $0) }
        let columns =
            ["generation", "front size", "hypervolume"] + front.objectives.map { "best \($0.name)" } + ["failures"]
        return TableReport(
            title: "front by generation (\(front.objectives.description))",
            table: Table(
                columns: columns.map { .init($0, .right) },
                rows: zip(zip(generations, fronts), zip(volumes, bests)).map { known, values in
                    ["\(known.0.generation)", "\(known.1.points.count)", values.0.map(Numbers.score) ?? "–"]
                        + values.1.map { $0.map(Numbers.score) ?? "–" } + ["\(known.0.failures)"]
                }, numbers: zip(volumes, bests).map { [nil, nil, $0] + $1 + [nil] }, total: generations.count))
    }
}

extension SearchFront {
    /// The number of the knee in `show front`; nil for an empty front.
    var knee: Int? { evolution.front.knee.flatMap { number(of: $0.id) } }

    /// Returns the best value of each objective in a front; nil without one.
    func bests(of front: Front) -> [Double?] {
        objectives.indices.map { index in
            front.points.map { $0.values[index] }.max().map(objectives[index].direction.oriented)
        }
    }

    /// Returns genomes from the knee of the front outwards, then those of the next fronts in the order of their
    /// knees, each with the number of its front.
    ///
    /// - Complexity: that of `FrontSorting.fronts` for all births
    package func fromKnee(_ count: Int) -> [(organism: Organism, front: Int)] {
        var found = evolution.front.fromKnee.map { (organism: evolution.history.organism($0.id), front: 1) }
        guard found.count < count else { return Array(found.prefix(count)) }
        let known = evolution.distinctMeasured
        // The first front is known already, each vector once.
        for (number, front) in FrontSorting.fronts(of: known.map(\.values)).enumerated().dropFirst()
        where found.count < count {
            found += Knee.order(of: front.map { known[$0].values }).map { index in
                (evolution.history.organism(known[front[index]].id), number + 1)
            }
        }
        return Array(found.prefix(count))
    }
}

extension [Organism] {
    /// The number of each organism's front among these, from 1; nil for failures and infeasible organisms.
    ///
    /// - Complexity: that of `FrontSorting.fronts`
    var frontNumbers: [Int?] {
        let known = indices.filter { self[$0].outcome?.isFeasible == true }
        let fronts = FrontSorting.fronts(of: known.map { self[$0].outcome?.vector?.values ?? [] })
        var numbers = [Int?](repeating: nil, count: count)
        for (number, front) in fronts.enumerated() { for index in front { numbers[known[index]] = number + 1 } }
        return numbers
    }
}
