import SearchDistributions
import Testing

/// CMA-ES, compared with pycma 4.5.0 and with the tutorial's formulas computed by NumPy.
@Suite struct CovarianceTests {
    @Test func `the weights and learning rates are those of pycma`() {
        let ten = CovarianceParameters(dimensions: 10, samples: 10)
        let weights = [
            0.45627264690340597, 0.2707530970017852, 0.16223111715866978, 0.08523354710016448, 0.025509591835974777,
            -0.08001260758087224, -0.22176416099914653, -0.34455494178482093, -0.45286408637842196,
            -0.5497499176973853,
        ]
        #expect(zip(ten.weights, weights).allSatisfy { abs($0 - $1) < 1e-14 })
        #expect(abs(ten.effective - 3.1672992814107017) < 1e-13)
        #expect(abs(ten.covariancePathRate - 0.29499038303562225) < 1e-15)
        #expect(abs(ten.rankOneRate - 0.015283824524751714) < 1e-15)
        #expect(abs(ten.rankManyRate - 0.02355177665041747) < 1e-15)
        // c_σ = (μ_eff + 2) / (n + μ_eff + 5), d_σ = 1 + c_σ.
        #expect(abs(ten.pathRate - 5.1672992814107017 / 18.1672992814107017) < 1e-14)
        #expect(abs(ten.damping - 1 - ten.pathRate) < 1e-14)
        // An odd number of samples, whose middle has no weight.
        let three = CovarianceParameters(dimensions: 3, samples: 7)
        let odd = [
            0.5856451065097651, 0.29282255325488254, 0.12153234023535246, 0, -0.42412694184317423,
            -0.7706638857059223, -1.0636566969842556,
        ]
        #expect(zip(three.weights, odd).allSatisfy { abs($0 - $1) < 1e-14 })
        #expect(three.parents == 3)
        #expect([2, 5, 10, 30].map { CovarianceParameters.samples(dimensions: $0) } == [6, 8, 10, 14])
    }

    @Test func `two updates give the mean, step size, paths and covariance matrix of the formulas`() {
        let rounds: [[[Double]]] = [
            [[1, 0.5, -0.2], [0.3, -0.1, 0.8], [-0.4, 0.2, 0.1], [2, -1, 0.5], [0, -1.5, 0.3], [-0.7, 0.6, -2]],
            [
                [0.9, 0.4, 0.1], [0.5, 0.2, -0.3], [0.8, -0.6, 0.2], [-0.1, 0.3, -0.9], [1.2, 1.1, -0.4],
                [-1.5, 0.2, 0.7],
            ],
        ]
        var distribution = SearchDistribution(mean: [0.2, 0.5, 0.7], deviation: 0.3)
        let parameters = CovarianceParameters(dimensions: 3, samples: 6)
        for steps in rounds {
            let isSound = distribution.update(steps, stretch: [1, 1, 1], parameters)
            #expect(isSound)
        }
        func isClose(_ found: [Double], _ wanted: [Double]) -> Bool {
            found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-13 }
        }
        #expect(isClose(distribution.mean, [0.6123044982205792, 0.6614352915408697, 0.7308485192266416]))
        #expect(abs(distribution.deviation - 0.2554699543725095) < 1e-14)
        #expect(isClose(distribution.path, [1.3363049760667014, 0.4945410337898119, 0.08230406087814765]))
        #expect(isClose(distribution.covariancePath, [1.3844191915563093, 0.5106292095564235, 0.05318175657216996]))
        #expect(
            isClose(
                distribution.covariance,
                [
                    0.9925810685974547, 0.12748618716416754, 0.04685953345149144, 0.12748618716416754,
                    0.7924307551416534, 0.10079399472425898, 0.04685953345149144, 0.10079399472425898,
                    0.7180278825514309,
                ]))
    }

    @Test func `the eigenvalues of a matrix are those of NumPy, and its eigenvectors are orthogonal`() throws {
        let matrix: [Double] = [4, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, 5, -1, 0.5, 1, -1, 2]
        let eigen = try #require(SymmetricEigen(of: matrix, count: 4))
        let wanted = [1.0471386409290873, 2.3609454269745447, 3.6025744003397637, 6.9893415317566046]
        #expect(zip(eigen.values, wanted).allSatisfy { abs($0 - $1) < 1e-13 })
        for left in 0..<4 {
            for right in 0..<4 {
                var (product, applied) = (0.0, 0.0)
                for index in 0..<4 {
                    product += eigen.vectors[index * 4 + left] * eigen.vectors[index * 4 + right]
                    applied += matrix[left * 4 + index] * eigen.vectors[index * 4 + right]
                }
                #expect(abs(product - (left == right ? 1 : 0)) < 1e-13)
                // A v = λ v.
                #expect(abs(applied - eigen.values[right] * eigen.vectors[left * 4 + right]) < 1e-12)
            }
        }
        #expect(SymmetricEigen(of: [Double.nan], count: 1) == nil)
        #expect(SymmetricEigen(of: [2], count: 1)?.values == [2])
    }

    /// A factor that is a power of two rounds nothing.
    @Test(arguments: [0x1p-60, 0x1p60]) func `a matrix times a power of two has its eigenvalues times that power`(
        factor: Double
    ) throws {
        let matrix: [Double] = [4, 1, -2, 0.5, 1, 3, 0, 1, -2, 0, 5, -1, 0.5, 1, -1, 2]
        let eigen = try #require(SymmetricEigen(of: matrix, count: 4))
        let scaled = try #require(SymmetricEigen(of: matrix.map { $0 * factor }, count: 4))
        #expect(scaled.values == eigen.values.map { $0 * factor })
        #expect(scaled.vectors == eigen.vectors)
    }
}
