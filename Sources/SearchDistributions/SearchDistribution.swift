import Platform
package import Randomness

/// The distribution that CMA-ES adapts: a normal one with a mean, a step size σ and a covariance matrix C, with the two
/// evolution paths (Hansen, "The CMA evolution strategy: a tutorial", 2016, figure 6, with negative weights).
package struct SearchDistribution: Codable, Equatable, Sendable {
    /// The mean.
    package internal(set) var mean: [Double]
    /// The step size σ.
    package private(set) var deviation: Double
    /// The covariance matrix C, row after row.
    package private(set) var covariance: [Double]
    /// The path of the step size, p_σ.
    package private(set) var path: [Double]
    /// The path of the covariance matrix, p_c.
    package private(set) var covariancePath: [Double]
    /// The eigenvectors of C in columns, and the square roots of its eigenvalues, from the last decomposition.
    private var basis: [Double]
    private(set) var scales: [Double]
    /// The number of updates, and that at the last decomposition.
    package private(set) var updates = 0
    private var decomposedAt = 0

    private enum CodingKeys: String, CodingKey {
        case mean, deviation, covariance, path, covariancePath, basis, scales, updates, decomposedAt
    }

    /// Creates an isotropic distribution.
    package init(mean: [Double], deviation: Double) {
        let count = mean.count
        self.mean = mean
        self.deviation = deviation
        covariance = [Double](repeating: 0, count: count * count)
        for index in 0..<count { covariance[index * count + index] = 1 }
        basis = covariance
        scales = [Double](repeating: 1, count: count)
        path = [Double](repeating: 0, count: count)
        covariancePath = path
    }

    /// The number of dimensions.
    package var count: Int { mean.count }

    /// Returns the standard deviation of a coordinate.
    package func deviation(of index: Int) -> Double { deviation * covariance[index * count + index].squareRoot() }

    /// Returns a step y, normally distributed with the covariance matrix C.
    package func draw(_ generator: inout Generator) -> [Double] {
        let lengths = scales.map { $0 * generator.normal() }
        return (0..<count).map { row in
            var sum = 0.0
            for column in 0..<count { sum += basis[row * count + column] * lengths[column] }
            return sum
        }
    }

    /// Returns C^(-1/2) y.
    private func whitened(_ step: [Double]) -> [Double] {
        var lengths = [Double](repeating: 0, count: count)
        for column in 0..<count {
            for row in 0..<count { lengths[column] += basis[row * count + column] * step[row] }
            lengths[column] /= scales[column]
        }
        return (0..<count).map { row in
            var sum = 0.0
            for column in 0..<count { sum += basis[row * count + column] * lengths[column] }
            return sum
        }
    }

    /// Adapts the distribution to steps y = (x - m) / σ, the best first.
    ///
    /// - Parameter stretch: The factor by which each coordinate of a sample was stretched.
    /// - Returns: False if the covariance matrix is degenerate.
    package mutating func update(_ steps: [[Double]], stretch: [Double], _ parameters: CovarianceParameters) -> Bool {
        let n = count
        var mean = [Double](repeating: 0, count: n)
        for (step, weight) in zip(steps, parameters.weights.prefix(parameters.parents)) {
            for index in 0..<n { mean[index] += weight * step[index] }
        }
        for index in 0..<n { self.mean[index] += deviation * stretch[index] * mean[index] }
        updates += 1
        let white = whitened(mean)
        let rate = parameters.pathRate
        let growth = (rate * (2 - rate) * parameters.effective).squareRoot()
        for index in 0..<n { path[index] = (1 - rate) * path[index] + growth * white[index] }
        let length = path.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let isSteady =
            length / (1 - pow(1 - rate, 2 * Double(updates))).squareRoot()
            < (1.4 + 2 / (Double(n) + 1)) * parameters.expectedLength
        adaptCovariance(steps, mean, isSteady: isSteady, parameters)
        deviation *= exp(min(1, rate / parameters.damping * (length / parameters.expectedLength - 1)))
        return decompose(parameters)
    }

    private mutating func adaptCovariance(
        _ steps: [[Double]], _ mean: [Double], isSteady: Bool, _ parameters: CovarianceParameters
    ) {
        let n = count
        let rate = parameters.covariancePathRate
        let growth = isSteady ? (rate * (2 - rate) * parameters.effective).squareRoot() : 0
        for index in 0..<n { covariancePath[index] = (1 - rate) * covariancePath[index] + growth * mean[index] }
        let (one, many) = (parameters.rankOneRate, parameters.rankManyRate)
        let missing = isSteady ? 0 : rate * (2 - rate)
        let kept = 1 + one * missing - one - many * parameters.weights.reduce(0, +)
        for index in covariance.indices { covariance[index] *= kept }
        add(covariancePath, weight: one)
        for (step, weight) in zip(steps, parameters.weights) where weight != 0 {
            guard weight < 0 else {
                add(step, weight: many * weight)
                continue
            }
            // Keeps the matrix positive definite, however long a bad step is.
            let squared = whitened(step).reduce(0) { $0 + $1 * $1 }
            add(step, weight: many * weight * Double(n) / max(squared, .leastNormalMagnitude))
        }
    }

    private mutating func add(_ step: [Double], weight: Double) {
        let n = count
        for row in 0..<n {
            let factor = weight * step[row]
            for column in 0..<n { covariance[row * n + column] += factor * step[column] }
        }
    }

    /// Decomposes the covariance matrix if enough of it has changed to be worth the time.
    private mutating func decompose(_ parameters: CovarianceParameters) -> Bool {
        let rate = parameters.rankOneRate + parameters.rankManyRate
        guard Double(updates - decomposedAt) >= 1 / (10 * Double(max(1, count)) * rate) else { return true }
        decomposedAt = updates
        guard count > 0 else { return true }
        guard let eigen = SymmetricEigen(of: covariance, count: count), let least = eigen.values.first,
            let greatest = eigen.values.last, least > 0, greatest / least < Self.worstCondition
        else { return false }
        basis = eigen.vectors
        scales = eigen.values.map { $0.squareRoot() }
        return true
    }

    /// The ratio of eigenvalues above which rounding errors matter.
    private static let worstCondition = 1e14

    /// Returns true if a decoded distribution has this many dimensions and only finite numbers.
    package func isSound(dimensions: Int) -> Bool {
        let lists = [mean, path, covariancePath, scales]
        return lists.allSatisfy { $0.count == dimensions && $0.allSatisfy(\.isFinite) }
            && [covariance, basis].allSatisfy { $0.count == dimensions * dimensions && $0.allSatisfy(\.isFinite) }
            && deviation.isFinite && deviation > 0 && scales.allSatisfy { $0 > 0 }
            && (0..<dimensions).allSatisfy { covariance[$0 * dimensions + $0] >= 0 }
            && updates >= decomposedAt && decomposedAt >= 0
    }
}
