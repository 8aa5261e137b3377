import Kernels
import Testing

/// Checks the changes drawn for images, and the images that result from them.
@Suite struct AugmentationKernelTests {
    private static let shapes = [(1, 1, 1), (5, 4, 3), (6, 7, 1), (1, 9, 2), (8, 8, 3)]

    private func augmenting(
        _ shape: (Int, Int, Int), flips: Bool = false, shift: UInt32 = 0, cutout: UInt32 = 0, seed: UInt64 = 5
    ) -> Augmenting {
        Augmenting(
            height: shape.0, width: shape.1, channels: shape.2, flips: flips, shift: shift, cutout: cutout, seed: seed)
    }

    private func drawn(_ by: Augmenting, _ count: Int) -> [Drawn] {
        withUnsafePointer(to: by) { pointer in (0..<count).map { drawn_augmentation(pointer, $0) } }
    }

    /// Gathers images with augmentation, from bytes or from floats.
    private func gather(
        bytes: [UInt8]? = nil, floats: [Float] = [], rows: [Int32], place: Int = 0, _ by: Augmenting,
        factors: [Float]? = nil, shifts: [Float]? = nil, fills: [Float]? = nil, dropout: Dropout = off
    ) -> [Float] {
        let width = by.height * by.width * by.channels
        let (factors, shifts) = (
            factors ?? Array(repeating: 1, count: width), shifts ?? Array(repeating: 0, count: width)
        )
        var inputs = [Float](repeating: .nan, count: rows.count * width)
        withUnsafePointer(to: by) { by in
            if let bytes {
                gather_augmented_bytes(bytes, rows, place, rows.count, by, factors, shifts, dropout, &inputs)
            } else {
                gather_augmented_floats(floats, rows, place, rows.count, by, factors, shifts, fills, dropout, &inputs)
            }
        }
        return inputs
    }

    /// Returns the chi-square statistic of counts that are equally likely.
    private func chiSquare(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    @Test func `a single row moves only sideways`() {
        let changes = drawn(augmenting((1, 9, 2), shift: 2), 1_000)
        #expect(changes.allSatisfy { $0.down == 0 })
        #expect(Set(changes.map(\.right)) == [-2, -1, 0, 1, 2])
    }

    @Test func `mirroring and every shift are equally likely, and independent of one another`() {
        let changes = drawn(augmenting((8, 8, 3), flips: true, shift: 2), 50_000)
        var cells = [Int](repeating: 0, count: 50)
        for change in changes {
            cells[(change.is_flipped ? 25 : 0) + (change.down + 2) * 5 + change.right + 2] += 1
        }
        // 49 degrees of freedom: 85.35 is exceeded with probability 0.001.
        #expect(chiSquare(cells) < 85.35)
        // Successive samples, and the same sample of successive seeds, are independent: 3 degrees of freedom, 16.27.
        var pairs = [Int](repeating: 0, count: 4)
        for (one, other) in zip(changes, changes.dropFirst()) {
            pairs[(one.is_flipped ? 2 : 0) + (other.is_flipped ? 1 : 0)] += 1
        }
        #expect(chiSquare(pairs) < 16.27)
        var steps = [Int](repeating: 0, count: 4)
        for seed in 0..<UInt64(20_000) {
            let pair = [seed, seed + 1].map { drawn(augmenting((8, 8, 3), flips: true, seed: $0), 1)[0].is_flipped }
            steps[(pair[0] ? 2 : 0) + (pair[1] ? 1 : 0)] += 1
        }
        #expect(chiSquare(steps) < 16.27)
    }

    @Test(arguments: [UInt32(1), 2, 3, 4])
    func `the square of cutout is centred at any pixel and clipped at the borders`(size: UInt32) {
        let (height, width) = (6, 5)
        var centres = [Int](repeating: 0, count: height * width)
        for change in drawn(augmenting((height, width, 1), cutout: size), 30_000) {
            // Half of the square, rounded down, lies before its centre.
            let top = change.bottom - change.top < Int(size) && change.top == 0 ? change.bottom - Int(size) : change.top
            let left = change.end - change.left < Int(size) && change.left == 0 ? change.end - Int(size) : change.left
            let centre = (Int(top) + Int(size) / 2, Int(left) + Int(size) / 2)
            #expect((0..<height).contains(centre.0) && (0..<width).contains(centre.1))
            #expect(
                change.bottom == min(height, Int(top) + Int(size)) && change.end == min(width, Int(left) + Int(size)))
            centres[centre.0 * width + centre.1] += 1
        }
        // 29 degrees of freedom: 58.30 is exceeded with probability 0.001.
        #expect(chiSquare(centres) < 58.30)
    }

    @Test func `known draws give exactly the images expected`() throws {
        let image: [UInt8] = [
            1, 2, 3, 4,
            5, 6, 7, 8,
            9, 10, 11, 12,
        ]
        func picture(where matches: (Drawn) -> Bool, shift: UInt32, cutout: UInt32 = 0) throws -> [Float] {
            let by = augmenting((3, 4, 1), flips: true, shift: shift, cutout: cutout)
            let found = drawn(by, 5_000).firstIndex(where: matches)
            let place = try #require(found)
            return gather(bytes: image, rows: [0], place: place, by)
        }
        #expect(
            try picture(where: { $0.is_flipped && $0.down == 0 && $0.right == 0 }, shift: 1) == [
                4, 3, 2, 1,
                8, 7, 6, 5,
                12, 11, 10, 9,
            ])
        #expect(
            try picture(where: { !$0.is_flipped && $0.down == 1 && $0.right == -2 }, shift: 2) == [
                0, 0, 0, 0,
                3, 4, 0, 0,
                7, 8, 0, 0,
            ])
        #expect(
            try picture(where: { $0.is_flipped && $0.down == -1 && $0.right == 1 }, shift: 1) == [
                0, 8, 7, 6,
                0, 12, 11, 10,
                0, 0, 0, 0,
            ])
        // Beyond the borders nothing is left of the image.
        #expect(
            try picture(where: { $0.down == 0 && abs($0.right) >= 4 }, shift: 6) == [Float](repeating: 0, count: 12))
        #expect(
            try picture(
                where: { !$0.is_flipped && $0.down == 0 && $0.right == 0 && $0.top == 1 && $0.left == 2 }, shift: 1,
                cutout: 2) == [
                    1, 2, 3, 4,
                    5, 6, 0, 0,
                    9, 10, 0, 0,
                ])
    }

    @Test(arguments: shapes, [off, half])
    func `the result is the augmented image, scaled and dropped by its index in the batch`(
        shape: (Int, Int, Int), dropout: Dropout
    ) {
        let (height, width, channels) = shape
        let size = height * width * channels
        let rows: [Int32] = [4, 0, 4, 2, 1, 3, 3]
        let by = augmenting(shape, flips: true, shift: 3, cutout: 2)
        let bytes = (0..<5 * size).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
        let (factors, shifts) = (numbers(size, seed: 2), numbers(size, seed: 3))
        let changes = Array(drawn(by, 7 + rows.count).suffix(rows.count))
        func expected(_ source: [Double]) -> [Double] {
            zip(rows, changes).enumerated().flatMap { row, pair -> [Double] in
                let (sample, change) = (Int(pair.0), pair.1)
                return (0..<size).map { i in
                    let (y, x, channel) = (i / channels / width, i / channels % width, i % channels)
                    let isCut =
                        (change.top..<max(change.top, change.bottom)).contains(y)
                        && (change.left..<max(change.left, change.end)).contains(x)
                    guard !isCut, keeps(dropout, (7 + row) * size + i) else { return 0 }
                    let (from, moved) = (y - change.down, x - change.right)
                    let isInside = (0..<height).contains(from) && (0..<width).contains(moved)
                    let column = change.is_flipped ? width - 1 - moved : moved
                    let value = isInside ? source[sample * size + (from * width + column) * channels + channel] : 0
                    return (value * Double(factors[i]) + Double(shifts[i])) * Double(dropout.scale)
                }
            }
        }
        let fromBytes = gather(
            bytes: bytes, rows: rows, place: 7, by, factors: factors, shifts: shifts, dropout: dropout)
        expectNear(fromBytes, expected(bytes.map(Double.init)))
        var floats = numbers(5 * size, seed: 4)
        expectNear(
            gather(floats: floats, rows: rows, place: 7, by, factors: factors, shifts: shifts, dropout: dropout),
            expected(floats.map(Double.init)))
        let fills = numbers(size, seed: 5)
        for index in stride(from: 0, to: floats.count, by: 3) { floats[index] = .nan }
        let filled = floats.enumerated().map { Double($1.isNaN ? fills[$0 % size] : $1) }
        expectNear(
            gather(
                floats: floats, rows: rows, place: 7, by, factors: factors, shifts: shifts, fills: fills,
                dropout: dropout), expected(filled))
    }

    @Test(arguments: shapes) func `without changes the rows are those of plain gathering`(shape: (Int, Int, Int)) {
        let size = shape.0 * shape.1 * shape.2
        let rows: [Int32] = [4, 0, 4, 2]
        let bytes = (0..<5 * size).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
        let (factors, shifts) = (numbers(size, seed: 2), numbers(size, seed: 3))
        for dropout in [off, half] {
            var plain = [Float](repeating: .nan, count: rows.count * size)
            gather_bytes(bytes, rows, 3, rows.count, size, factors, shifts, dropout, &plain)
            let same = gather(
                bytes: bytes, rows: rows, place: 3, augmenting(shape), factors: factors, shifts: shifts,
                dropout: dropout)
            #expect(same == plain)
        }
    }

    @Test func `an image mirrored twice is the same as before`() {
        let size = 5 * 4 * 3
        let by = augmenting((5, 4, 3), flips: true)
        let rows = (0..<40).map { Int32($0) }
        let images = numbers(rows.count * size)
        let once = gather(floats: images, rows: rows, by)
        #expect(once != images)
        #expect(gather(floats: once, rows: rows, by) == images)
    }

    @Test func `a batch in pieces is augmented as a whole one, whatever the pieces`() {
        let size = 8 * 8 * 3
        let by = augmenting((8, 8, 3), flips: true, shift: 2, cutout: 3)
        let images = numbers(10 * size)
        let rows = (0..<10).map { Int32($0) }
        let whole = gather(floats: images, rows: rows, by, dropout: half)
        for cut in 1..<10 {
            let pieces = [0..<cut, cut..<10].flatMap {
                gather(floats: images, rows: Array(rows[$0]), place: $0.lowerBound, by, dropout: half)
            }
            #expect(pieces == whole)
        }
    }
}
