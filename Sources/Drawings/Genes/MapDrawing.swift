import Evolution
import Messages
import Objectives
import Plots
import Reports
import SearchPreparation
import SearchRunner
import Session
import SessionState

extension Session {
    /// Draws the objective as a map of its two genes, with the population on it.
    ///
    /// - Throws: `SessionError.missing` if the objective is not a function of two numbers.
    func map() throws(SessionError) -> Figure {
        let search = try search()
        guard let evolution = state.evolution else { throw .noPopulation(then: "evolve 1") }
        let genes = evolution.genus.genes
        guard case .expression(let objective) = search.kind, genes.count == 2, genes.allSatisfy(\.isNumeric) else {
            throw .noMap
        }
        let oriented = search.choice.direction.oriented
        let (columns, rows) = (genes[0].mapCodes, genes[1].mapCodes)
        let heights = rows.map { row in
            columns.map { column -> Double? in
                objective.outcome(of: Genome(codes: [column, row])).fitness.map(oriented)
            }
        }
        let population = evolution.ranked.compactMap { organism -> Figure.Point? in
            guard let x = genes[0].value(of: organism.genome.codes[0]).number,
                let y = genes[1].value(of: organism.genome.codes[1]).number
            else { return nil }
            return Figure.Point(x: x, y: y)
        }
        return MapPlot.figure(
            MapPlot.Landscape(
                x: genes[0].positions(columns), y: genes[1].positions(rows), heights: heights,
                horizontalScale: genes[0].mapScale, verticalScale: genes[1].mapScale),
            population: population, horizontalLabel: genes[0].name,
            verticalLabel: genes[1].name, label: Numbers.score)
    }
}

extension Gene {
    /// The maximum number of points of a map along a gene.
    private static let maximumPlaces = 72

    /// True if the values are ordered numbers.
    fileprivate var isNumeric: Bool { isOrdered && value(of: 0).number != nil && domain.count > 1 }

    fileprivate var mapScale: Axis.Scale {
        switch domain {
        case .integers(_, _, _, .logarithmic), .interval(_, _, .logarithmic, _): .logarithmic
        default: .linear
        }
    }

    /// The codes spread evenly over the gene's scale, in ascending order of the numbers.
    fileprivate var mapCodes: [UInt32] {
        let count = domain.count
        let number = min(count, Self.maximumPlaces)
        var codes: [UInt32] = []
        for index in 0..<number {
            let code = UInt32(GeneClasses.firstCode(self, atOrAbove: Double(index) / Double(number - 1)))
            if code != codes.last { codes.append(code) }
        }
        let isDescending = (value(of: 0).number ?? 0) > (value(of: UInt32(count - 1)).number ?? 0)
        return isDescending ? codes.reversed() : codes
    }

    fileprivate func positions(_ codes: [UInt32]) -> [Double] { codes.map { value(of: $0).number ?? 0 } }
}
