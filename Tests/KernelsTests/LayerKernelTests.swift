import Kernels
import Testing

/// Compares the loops of the layers before the dense ones with their definitions.
@Suite struct LayerKernelTests {
    /// Returns whole numbers, among which there are equal ones.
    private static func whole(_ count: Int, seed: UInt64 = 1) -> [Float] {
        numbers(count, from: -3, to: 3, seed: seed).map { $0.rounded() }
    }

    struct Pooling: Sendable {
        var height = 6
        var width = 6
        var channels = 8
        var window = 2
        var step = 2
        var before = 0

        var windows: Windows {
            Windows(
                height: height, width: width, channels: channels, result_height: rows, result_width: columns,
                window_height: window, window_width: window, step_height: step, step_width: step, top: before,
                left: before)
        }
        var rows: Int { (height + 2 * before - window) / step + 1 }
        var columns: Int { (width + 2 * before - window) / step + 1 }

        /// The indices of the numbers of each window, result by result.
        func places(samples: Int) -> [[Int]] {
            var places: [[Int]] = []
            for sample in 0..<samples {
                for (row, column) in (0..<rows).flatMap({ row in (0..<columns).map { (row, $0) } }) {
                    for channel in 0..<channels {
                        let ys = (0..<window).map { row * step + $0 - before }.filter { (0..<height) ~= $0 }
                        let xs = (0..<window).map { column * step + $0 - before }.filter { (0..<width) ~= $0 }
                        places.append(
                            ys.flatMap { y in
                                xs.map { ((sample * height + y) * width + $0) * channels + channel }
                            })
                    }
                }
            }
            return places
        }
    }

    private static let poolings = [
        Pooling(), Pooling(channels: 1), Pooling(channels: 19), Pooling(height: 7, width: 5, channels: 11),
        Pooling(height: 7, width: 7, window: 3, before: 1), Pooling(channels: 70, window: 3, step: 3),
        Pooling(height: 5, width: 5, channels: 9, window: 2, step: 1),
    ]

    @Test(arguments: poolings, [false, true])
    func `the greatest number of a window is taken, and its gradient goes to the first of the greatest`(
        _ pooling: Pooling, rectifies: Bool
    ) {
        let samples = 3
        let source = Self.whole(samples * pooling.height * pooling.width * pooling.channels)
        let places = pooling.places(samples: samples)
        var result = [Float](repeating: .nan, count: places.count)
        max_pool(source, samples, pooling.windows, rectifies, &result)
        let greatest = places.map { $0.map { source[$0] }.max() ?? .nan }
        #expect(result == greatest.map { rectifies ? max(0, $0) : $0 })

        let gradient = Self.whole(places.count, seed: 2)
        var sourceGradient = [Float](repeating: .nan, count: source.count)
        max_pool_backward(gradient, source, result, samples, pooling.windows, rectifies, &sourceGradient)
        var expected = [Float](repeating: 0, count: source.count)
        for (index, places) in places.enumerated() where !rectifies || greatest[index] > 0 {
            if let first = places.first(where: { source[$0] == greatest[index] }) { expected[first] += gradient[index] }
        }
        #expect(sourceGradient == expected)
    }

    @Test(arguments: [1, 8], [false, true])
    func `the greatest of numbers with NaN is NaN`(channels: Int, rectifies: Bool) {
        let pooling = Pooling(height: 2, width: 2, channels: channels)
        for place in 0..<4 {
            var source = [Float](repeating: -1, count: 4 * channels)
            source[place * channels] = .nan
            var result = [Float](repeating: 0, count: channels)
            max_pool(source, 1, pooling.windows, rectifies, &result)
            #expect(result[0].isNaN)
            #expect(result.dropFirst().allSatisfy { $0 == (rectifies ? 0 : -1) })
        }
    }

    @Test(arguments: [1, 5, 8, 16, 43], [1, 7, 1030])
    func `the sums of channels are added`(channels: Int, positions: Int) {
        let values = Self.whole(positions * channels)
        var sums = Self.whole(channels, seed: 2)
        let expected = (0..<channels).map { channel in
            (0..<positions).reduce(sums[channel]) { $0 + values[$1 * channels + channel] }
        }
        add_channels(values, positions, channels, &sums)
        #expect(sums == expected)
    }

    @Test(arguments: [1, 5, 8, 16, 43], [1, 7, 1030])
    func `columns have their means and their squared distances from them`(width: Int, rows: Int) {
        let values = numbers(rows * width, from: 90, to: 110)
        var (mean, squares) = ([Float](repeating: .nan, count: width), [Float](repeating: .nan, count: width))
        column_moments(values, rows, width, &mean, &squares)
        let columns = (0..<width).map { column in (0..<rows).map { Double(values[$0 * width + column]) } }
        let means = columns.map { $0.reduce(0, +) / Double(rows) }
        expectNear(mean, means)
        expectNear(
            squares,
            zip(columns, means).map { column, mean in column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } },
            within: 1e-5)
    }

    @Test(arguments: [1, 5, 8, 16, 43], [false, true])
    func `gradients of normalized columns are the formula's, with and without a rectifier`(
        width: Int, rectifies: Bool
    ) {
        let rows = 7
        let (values, gradient) = (numbers(rows * width), numbers(rows * width, seed: 2))
        let (mean, shift) = (numbers(width, seed: 3), numbers(width, seed: 4))
        let (inverse, factor) = (numbers(width, from: 0.5, to: 2, seed: 5), numbers(width, seed: 6))
        let (meanSum, meanProduct) = (numbers(width, seed: 7), numbers(width, seed: 8))
        var (result, back) = (values, values)
        var (sums, products) = (mean, mean)
        normalize_columns(values, rows, width, mean, factor, shift, rectifies, &result)
        normalize_columns_sums(
            gradient, values, rows, width, mean, inverse, factor, shift, rectifies, &sums, &products)
        normalize_columns_backward(
            gradient, values, rows, width, mean, inverse, factor, shift, rectifies, meanSum, meanProduct, &back)

        var (results, backs) = ([Double](), [Double]())
        var (expectedSums, expectedProducts) = (
            [Double](repeating: 0, count: width), [Double](repeating: 0, count: width)
        )
        for index in values.indices {
            let column = index % width
            let distance = Double(values[index]) - Double(mean[column])
            let plain = distance * Double(factor[column]) + Double(shift[column])
            results.append(rectifies ? max(0, plain) : plain)
            let passed = rectifies && plain <= 0 ? 0 : Double(gradient[index])
            let normalized = distance * Double(inverse[column])
            expectedSums[column] += passed
            expectedProducts[column] += passed * normalized
            backs.append(
                Double(factor[column])
                    * (passed - Double(meanSum[column]) - normalized * Double(meanProduct[column])))
        }
        expectNear(result, results)
        expectNear(sums, expectedSums)
        expectNear(products, expectedProducts, within: 1e-5)
        expectNear(back, backs, within: 1e-5)
    }
}
