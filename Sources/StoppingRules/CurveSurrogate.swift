/// A model of learning curves: predicts the fitness at the highest budget from the fitness at the rungs so far, and
/// stops a measurement that will hardly become the best.
///
/// The model is a linear regression over earlier births that were measured to the end, by the last rung and the
/// improvement since the rung before it, with a little shrinkage towards "it improves as much as the others do". The
/// deviation of its residuals tells how sure it is. (Curves of the same network at lower budgets are the best
/// predictor of its result: Domhan et al., 2015; Klein et al., 2017.)
struct CurveSurrogate: StoppingRule {
    let highest: Int

    /// The number of complete measurements below which nothing is stopped.
    static let leastExamples = 5
    /// A measurement continues if the prediction plus so many standard deviations reaches the best result.
    static let optimism = 1.5

    func reasonToStop(_ points: [RungRecord.Point], after earlier: [RungRecord]) -> StoppingReason? {
        guard let last = points.last else { return nil }
        let before = points.dropLast().last
        let examples = earlier.compactMap { record -> Example? in
            guard record.isComplete, let end = record.fitness(at: highest), let here = record.fitness(at: last.budget)
            else { return nil }
            let slope = before.flatMap { record.fitness(at: $0.budget) }.map { here - $0 } ?? 0
            return Example(birth: record.birth, here: here, slope: slope, rise: end - here, end: end)
        }
        guard examples.count >= Self.leastExamples,
            let best = examples.max(by: { $0.end != $1.end ? $0.end < $1.end : $0.birth > $1.birth })
        else { return nil }
        // One that is better than the best at the end already needs no prediction.
        guard last.fitness < best.end else { return nil }
        let slope = before.map { last.fitness - $0.fitness } ?? 0
        let (rise, deviation) = CurveRegression(examples.map { ($0.here, $0.slope, $0.rise) })
            .prediction(last.fitness, slope)
        let reach = rise + Self.optimism * deviation
        guard last.fitness + reach < best.end else { return nil }
        return StoppingReason(rule: .surrogate, rival: best.birth, bar: best.end - reach)
    }

    private struct Example {
        let birth: Int
        let here: Double
        let slope: Double
        let rise: Double
        let end: Double
    }
}

/// A ridge regression of `rise` on two standardized inputs.
private struct CurveRegression {
    private var means = (here: 0.0, slope: 0.0, rise: 0.0)
    private var scales = (here: 1.0, slope: 1.0)
    private var weights = (here: 0.0, slope: 0.0)
    private var deviation = 0.0

    /// The shrinkage in numbers of examples.
    private static let shrinkage = 1.0

    init(_ rows: [(here: Double, slope: Double, rise: Double)]) {
        let count = Double(rows.count)
        func mean(_ value: (_ row: (here: Double, slope: Double, rise: Double)) -> Double) -> Double {
            rows.reduce(0) { $0 + value($1) } / count
        }
        means = (mean { $0.here }, mean { $0.slope }, mean { $0.rise })
        func scale(_ variance: Double) -> Double { variance > 0 ? variance.squareRoot() : 1 }
        let (center, middle) = (means.here, means.slope)
        scales = (
            scale(mean { ($0.here - center) * ($0.here - center) }),
            scale(mean { ($0.slope - middle) * ($0.slope - middle) })
        )
        // The normal equations of two inputs.
        var (aa, ab, bb, ar, br) = (Self.shrinkage, 0.0, Self.shrinkage, 0.0, 0.0)
        for row in rows {
            let (a, b, r) = (
                (row.here - means.here) / scales.here, (row.slope - means.slope) / scales.slope, row.rise - means.rise
            )
            (aa, ab, bb, ar, br) = (aa + a * a, ab + a * b, bb + b * b, ar + a * r, br + b * r)
        }
        let determinant = aa * bb - ab * ab
        weights = ((ar * bb - br * ab) / determinant, (br * aa - ar * ab) / determinant)
        var squares = 0.0
        for row in rows {
            let error = row.rise - prediction(row.here, row.slope).rise
            squares += error * error
        }
        deviation = (squares / max(1, count - 3)).squareRoot()
    }

    /// Returns the predicted rise and its deviation.
    func prediction(_ here: Double, _ slope: Double) -> (rise: Double, deviation: Double) {
        let rise =
            means.rise + weights.here * (here - means.here) / scales.here
            + weights.slope * (slope - means.slope) / scales.slope
        return (rise, deviation)
    }
}
