import Genes
import Populations
import Randomness
import SearchDistributions

// The samples of CMA-ES under conditions that are known before a genome is evaluated.
extension CovarianceAdaptation {
    /// The number of times that an infeasible sample is drawn again.
    private static let redraws = 64
    /// The number of times that an infeasible step is halved after that.
    private static let halvings = 12

    /// Draws the last sample again until it is feasible, as usual for CMA-ES. If no draw is, its step shrinks towards the
    /// mean; if the mean is infeasible, too, the sample is repaired, or a feasible genome takes its place.
    mutating func makeFeasible(
        _ sample: Int, _ counts: [Int], _ coordinates: Coordinates, _ stretch: [Double],
        _ sampler: inout FeasibleSampler, _ generator: inout Generator
    ) {
        let (numbers, categorical) = (coordinates.numbers, coordinates.categories)
        func isFeasible() -> Bool {
            coordinates.isFeasible(point(sample, numbers, categorical, stretch)[...])
        }
        for _ in 0..<Self.redraws {
            if isFeasible() { return }
            steps.values.removeLast(numbers.count)
            choices.removeLast(categorical.count)
            draw(counts, &generator)
        }
        for _ in 0..<Self.halvings {
            if isFeasible() { return }
            for index in sample * numbers.count..<(sample + 1) * numbers.count { steps.values[index] /= 2 }
        }
        if isFeasible() { return }
        let drawn = repaired(sample, coordinates, stretch, &sampler, &generator)
        for (index, gene) in numbers.enumerated() {
            steps.values[sample * numbers.count + index] =
                (drawn[gene] - distribution.mean[index]) / (distribution.deviation * stretch[index])
        }
        for (index, gene) in categorical.enumerated() {
            choices[sample * categorical.count + index] = Int(drawn[gene])
        }
    }

    /// Returns the point of a feasible genome near a sample, or anywhere if none was found there.
    private func repaired(
        _ sample: Int, _ coordinates: Coordinates, _ stretch: [Double], _ sampler: inout FeasibleSampler,
        _ generator: inout Generator
    ) -> [Double] {
        let point = point(sample, coordinates.numbers, coordinates.categories, stretch)
        var codes = GeneCodes(repeatElement(0, count: width))
        coordinates.write(point[...], into: &codes, at: 0)
        let repair = coordinates.genus.feasibility.map { Repair(genus: coordinates.genus, feasibility: $0) }
        guard let near = repair?.reduced(codes.words, &generator) else {
            return drawn(coordinates, &sampler, &generator)
        }
        return coordinates.point(near, else: point[...])
    }

    /// Returns the point of a feasible genome; inactive genes are in the middle of their range.
    func drawn(
        _ coordinates: Coordinates, _ sampler: inout FeasibleSampler, _ generator: inout Generator
    ) -> [Double] {
        var codes = GeneCodes(repeatElement(0, count: width))
        sampler.draw(into: &codes, at: 0, &generator)
        let centre = coordinates.kinds.indices.map { coordinates.isNumber($0) ? 0.5 : 0 }
        return coordinates.point(codes.words, else: centre[...])
    }
}
