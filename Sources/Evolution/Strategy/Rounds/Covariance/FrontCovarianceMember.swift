import Genes
import Platform
import Randomness
import SearchDistributions

/// One organism of MO-CMA-ES: a point, and the distribution around it from which its children are drawn. It is a
/// (1+1)-CMA-ES of its own (Igel, Hansen and Roth, "Covariance matrix adaptation for multi-objective optimization",
/// 2007, with the symbols used there).
struct FrontCovarianceMember: Codable, Equatable, Sendable {
    /// The coordinate of each gene.
    var point: PackedReals
    /// The birth; nil before it.
    var birth: Int?
    /// The size that decides among equals.
    var size = 0.0
    /// The step size σ, as a fraction of the range.
    private(set) var deviation: Double
    /// The smoothed fraction of successful children, p̄_succ.
    private var success = Self.wantedSuccess
    /// The evolution path p_c; empty before the first success.
    private var path = PackedReals(values: [])
    /// The lower triangle of the Cholesky factor of the covariance matrix C, row after row; the standard deviations
    /// alone if there are more than `mostCovariances` numbers; empty for the identity.
    private var factor = PackedReals(values: [])
    /// The step from the parent in units of its σ, while this is a child.
    var step = PackedReals(values: [])

    private enum CodingKeys: String, CodingKey {
        case point, birth, size, deviation, success, path, factor, step
    }

    /// The number of numbers above which only variances adapt.
    private static let mostCovariances = 100
    /// p_succ^target for one child.
    private static let wantedSuccess = 1 / (5 + 0.5.squareRoot())
    /// p_thresh: the success above which the path does not grow.
    private static let highSuccess = 0.44
    private static let leastDeviation = 1e-11

    init(point: [Double], deviation: Double) {
        self.point = PackedReals(values: point)
        self.deviation = deviation
    }

    /// Returns a step, normally distributed with the covariance matrix C.
    func draw(_ numbers: Int, _ generator: inout Generator) -> [Double] {
        let normal = (0..<numbers).map { _ in generator.normal() }
        guard !factor.values.isEmpty else { return normal }
        if numbers > Self.mostCovariances { return zip(factor.values, normal).map(*) }
        var start = 0
        return (0..<numbers).map { row in
            defer { start += row + 1 }
            return (0...row).reduce(0) { $0 + factor.values[start + $1] * normal[$1] }
        }
    }

    /// Returns the standard deviation of a number.
    func deviation(of index: Int, numbers: Int) -> Double {
        guard !factor.values.isEmpty else { return deviation }
        if numbers > Self.mostCovariances { return deviation * factor.values[index] }
        let start = index * (index + 1) / 2
        return deviation
            * (start...start + index).reduce(0) { $0 + factor.values[$1] * factor.values[$1] }.squareRoot()
    }

    /// Adapts the step size: longer steps after more successes than a fifth or so, shorter ones after fewer.
    mutating func adapt(isSuccess: Bool, numbers: Int) {
        let rate = Self.wantedSuccess / (2 + Self.wantedSuccess)
        success = (1 - rate) * success + (isSuccess ? rate : 0)
        let damping = 1 + Double(numbers) / 2
        deviation *= exp((success - Self.wantedSuccess) / (damping * (1 - Self.wantedSuccess)))
        deviation = min(max(deviation, Self.leastDeviation), 1)
    }

    /// Adapts the covariance matrix to the step that led here.
    mutating func adaptCovariance() {
        let step = step.values
        let n = Double(step.count)
        let pathRate = 2 / (n + 2)
        let isSeparable = step.count > Self.mostCovariances
        // Fewer numbers are learned faster (Ros and Hansen, "A simple modification in CMA-ES", 2008).
        let rate = min(1, 2 / (n * n + 6) * (isSeparable ? (n + 2) / 3 : 1))
        let missing = pathRate * (2 - pathRate)
        let isSteady = success < Self.highSuccess
        if path.values.isEmpty { path.values = [Double](repeating: 0, count: step.count) }
        for index in step.indices {
            path.values[index] =
                (1 - pathRate) * path.values[index] + (isSteady ? missing.squareRoot() * step[index] : 0)
        }
        let kept = 1 - rate + (isSteady ? 0 : rate * missing)
        if isSeparable { adaptVariances(kept, rate) } else { adaptFactor(kept, rate) }
    }

    private mutating func adaptVariances(_ kept: Double, _ rate: Double) {
        if factor.values.isEmpty { factor.values = [Double](repeating: 1, count: path.values.count) }
        for (index, value) in path.values.enumerated() {
            factor.values[index] =
                (kept * factor.values[index] * factor.values[index] + rate * value * value).squareRoot()
        }
    }

    /// Replaces C = A Aᵀ by `kept` C + `rate` p_c p_cᵀ: a rank-one update of the factor in O(n²) (Golub and Van Loan,
    /// "Matrix computations", section 6.5.4).
    private mutating func adaptFactor(_ kept: Double, _ rate: Double) {
        let count = path.values.count
        if factor.values.isEmpty {
            factor.values = (0..<count).flatMap { row in (0...row).map { $0 == row ? 1 : 0 } }
        }
        let scale = kept.squareRoot()
        for index in factor.values.indices { factor.values[index] *= scale }
        var rest = path.values.map { $0 * rate.squareRoot() }
        for column in 0..<count {
            let place = column * (column + 1) / 2 + column
            let diagonal = factor.values[place]
            let longer = (diagonal * diagonal + rest[column] * rest[column]).squareRoot()
            let (cosine, sine) = (longer / diagonal, rest[column] / diagonal)
            factor.values[place] = longer
            for row in (column + 1)..<max(count, column + 1) {
                let below = row * (row + 1) / 2 + column
                factor.values[below] = (factor.values[below] + sine * rest[row]) / cosine
                rest[row] = cosine * rest[row] - sine * factor.values[below]
            }
        }
    }

    /// Returns true if a decoded member has the right numbers of finite values.
    func isSound(numbers: Int, births: Int) -> Bool {
        let triangle = numbers > Self.mostCovariances ? numbers : numbers * (numbers + 1) / 2
        return birth.map { (0..<births).contains($0) } ?? true && deviation > 0 && deviation <= 1
            && success >= 0 && success <= 1 && !size.isNaN
            && [path, step].allSatisfy { $0.values.isEmpty || $0.values.count == numbers }
            && (factor.values.isEmpty || factor.values.count == triangle)
            && (path.values + factor.values + step.values).allSatisfy(\.isFinite)
    }
}
