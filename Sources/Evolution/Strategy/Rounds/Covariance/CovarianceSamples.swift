import Genes
import Platform
import Populations
import Randomness
import SearchDistributions

/// The samples of a round, and the points of the search space that they stand for.
extension CovarianceAdaptation {
    /// Draws the samples of a round.
    mutating func draw(_ coordinates: Coordinates, _ generator: inout Generator) {
        steps.values.removeAll(keepingCapacity: true)
        choices.removeAll(keepingCapacity: true)
        let counts = coordinates.categories.map { coordinates.categoryCount($0) }
        let stretch = coordinates.genus.feasibility == nil ? [] : stretch(coordinates)
        var sampler = FeasibleSampler(coordinates.genus)
        for sample in 0..<samples {
            draw(counts, &generator)
            if coordinates.genus.feasibility != nil {
                makeFeasible(sample, counts, coordinates, stretch, &sampler, &generator)
            }
        }
    }

    /// Draws a sample.
    mutating func draw(_ counts: [Int], _ generator: inout Generator) {
        steps.values += distribution.draw(&generator)
        var first = 0
        for count in counts {
            var rest = generator.uniform()
            var chosen = 0
            while chosen < count - 1, rest >= categories[first + chosen] {
                rest -= categories[first + chosen]
                chosen += 1
            }
            choices.append(chosen)
            first += count
        }
    }

    /// Writes the samples of some births of this round into the first rows of the offspring.
    func write(_ births: Range<Int>, into offspring: inout OffspringBatch, of genus: Genus) {
        let coordinates = Coordinates(genus)
        let (numbers, categorical) = (coordinates.numbers, coordinates.categories)
        let stretch = stretch(coordinates)
        for (row, birth) in births.enumerated() {
            let point = point(birth - start, numbers, categorical, stretch)
            coordinates.write(point[...], into: &offspring.young.codes, at: row * width)
        }
    }

    /// Returns the point of a sample of this round.
    func point(_ sample: Int, _ numbers: [Int], _ categorical: [Int], _ stretch: [Double]) -> [Double] {
        var point = [Double](repeating: 0, count: width)
        for (index, gene) in numbers.enumerated() {
            let step = distribution.deviation * stretch[index] * steps.values[sample * numbers.count + index]
            point[gene] = Self.reflected(distribution.mean[index] + step)
        }
        for (index, gene) in categorical.enumerated() {
            point[gene] = Double(choices[sample * categorical.count + index])
        }
        return point
    }

    /// Returns the factors that keep integers from settling on one value.
    func stretch(_ coordinates: Coordinates) -> [Double] {
        coordinates.numbers.enumerated().map { index, gene in
            guard case .whole(let count) = coordinates.kinds[gene] else { return 1 }
            let deviation = distribution.deviation(of: index)
            return deviation > 0 ? max(1, Self.margin / Double(count) / deviation) : 1
        }
    }

    /// Returns a number mirrored at 0 and 1 as often as needed.
    static func reflected(_ number: Double) -> Double {
        if number >= 0, number <= 1 { return number }
        let rest = abs(number).truncatingRemainder(dividingBy: 2)
        return rest > 1 ? 2 - rest : rest
    }
}
