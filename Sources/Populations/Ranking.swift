package import Randomness

/// The order of a population. Organisms with the same fitness and the same size are equals. Every choice among equals
/// is random, so that an early birth is no advantage.
extension Population {
    /// Returns true if the left organism is fitter: higher fitness, or the same fitness and a smaller size. False for
    /// equals.
    @inlinable @inline(__always)
    package func isFitter(_ left: Int, than right: Int) -> Bool {
        let (mine, theirs) = (fitness[left], fitness[right])
        return mine != theirs ? mine > theirs : sizes[left] < sizes[right]
    }

    /// The rows from the fittest to the least fit, equals in the order of their births.
    ///
    /// - Complexity: O(n log n)
    package var ranking: [Int] {
        (0..<count).sorted { left, right in
            if isFitter(left, than: right) { return true }
            return !isFitter(right, than: left) && births[left] < births[right]
        }
    }

    /// Returns groups of equals among the given rows, the fittest first, as indices into `rows`.
    ///
    /// - Complexity: O(n log n)
    package func ranks(of rows: [Int]) -> [ArraySlice<Int>] {
        let order = rows.indices.sorted { isFitter(rows[$0], than: rows[$1]) }
        var groups: [ArraySlice<Int>] = []
        var start = 0
        for index in order.indices
        where index + 1 == order.count || isFitter(rows[order[index]], than: rows[order[index + 1]]) {
            groups.append(order[start...index])
            start = index + 1
        }
        return groups
    }

    /// Returns the fittest rows in no particular order, with a random choice among equals.
    ///
    /// - Complexity: O(n)
    package func fittest(_ number: Int, _ generator: inout Generator) -> [Int32] {
        extreme(number, sign: -1, &generator)
    }

    /// Returns the least fit rows in no particular order, with a random choice among equals.
    ///
    /// - Complexity: O(n)
    package func weakest(_ number: Int, _ generator: inout Generator) -> [Int32] {
        extreme(number, sign: 1, &generator)
    }

    /// Returns a random row among those with the lowest fitness (sign 1) or the highest (sign -1); nil if there are
    /// none.
    ///
    /// - Parameter sparesLast: True to avoid the last row if another one is its equal.
    /// - Complexity: O(n)
    package func oneExtreme(sign: Double, sparesLast: Bool = false, _ generator: inout Generator) -> Int? {
        guard count > 0 else { return nil }
        let best = least(sign: sign) * sign
        let smallest = Self.extremeSize(of: fitness.span, at: best, sizes.span, sign: sign)
        func equals(_ rows: Range<Int>) -> Int {
            Self.matches(fitness.span, best, sizes.span, smallest, in: rows)
        }
        var number = equals(0..<count)
        guard number > 0 else { return 0 }
        if sparesLast, number > 1, equals(count - 1..<count) == 1 { number -= 1 }
        var left = number > 1 ? generator.below(number) : 0
        var row = 0
        // Whole blocks first, because a branch for each row could not be predicted.
        while row + Self.block < count, case let found = equals(row..<row + Self.block), found <= left {
            left -= found
            row += Self.block
        }
        while row < count - 1 {
            let isEqual = fitness[row] == best && sizes[row] == smallest
            if isEqual, left == 0 { break }
            if isEqual { left -= 1 }
            row += 1
        }
        return row
    }

    private static let block = 64

    /// Returns the least fitness, multiplied by a sign, of one organism or more.
    private func least(sign: Double) -> Double {
        let values = fitness.span
        var row = 0
        // Eight at a time, without a branch that could be mispredicted.
        var eight = SIMD8(repeating: values[0] * sign)
        while row + 8 <= values.count {
            let next = values.eight(at: row) * sign
            eight.replace(with: next, where: next .< eight)
            row += 8
        }
        var least = eight.min()
        while row < values.count {
            least = min(least, values[row] * sign)
            row += 1
        }
        return least
    }

    /// Returns the size that decides among the organisms with a given fitness: the greatest, or with sign -1 the
    /// smallest.
    private static func extremeSize(
        of fitness: Span<Double>, at best: Double, _ sizes: Span<Double>, sign: Double
    ) -> Double {
        precondition(fitness.count == sizes.count)
        var row = 0
        // Eight at a time, because each step of a single maximum would wait for the one before.
        var eight = SIMD8(repeating: -Double.infinity)
        while row + 8 <= fitness.count {
            let next = sizes.eight(at: row) * sign
            eight.replace(with: next, where: (fitness.eight(at: row) .== best) .& (next .> eight))
            row += 8
        }
        var extreme = eight.max()
        while row < fitness.count {
            let size = fitness[row] == best ? sizes[row] * sign : -.infinity
            extreme = size > extreme ? size : extreme
            row += 1
        }
        return extreme * sign
    }

    /// Returns the number of organisms with a given fitness and size among some rows.
    private static func matches(
        _ fitness: Span<Double>, _ best: Double, _ sizes: Span<Double>, _ size: Double, in rows: Range<Int>
    ) -> Int {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= min(fitness.count, sizes.count))
        var count = 0
        for index in rows {
            count &+= (fitness[unchecked: index] == best ? 1 : 0) & (sizes[unchecked: index] == size ? 1 : 0)
        }
        return count
    }

    private func extreme(_ number: Int, sign: Double, _ generator: inout Generator) -> [Int32] {
        guard number > 0 else { return [] }
        guard number < count else { return (0..<count).map(Int32.init) }
        let keys = fitness.map { $0 * sign }
        let threshold = Self.smallest(number, of: keys)
        var chosen: [Int32] = []
        var ties: [Int32] = []
        chosen.reserveCapacity(number)
        for row in 0..<count {
            if keys[row] < threshold { chosen.append(Int32(row)) }
            if keys[row] == threshold { ties.append(Int32(row)) }
        }
        let open = number - chosen.count
        guard open < ties.count else { return chosen + ties }
        for index in 0..<open { ties.swapAt(index, index + generator.below(ties.count - index)) }
        let first = sizes[Int(ties[0])]
        if !ties.allSatisfy({ sizes[Int($0)] == first }) {
            // The shuffle orders equals; the size takes precedence.
            generator.shuffle(&ties)
            let order = ties.indices.sorted { left, right in
                let (mine, theirs) = (sizes[Int(ties[left])] * sign, sizes[Int(ties[right])] * sign)
                return mine == theirs ? left < right : mine > theirs
            }
            ties = order.map { ties[$0] }
        }
        return chosen + ties.prefix(open)
    }

    /// Returns the `number`-th smallest key by partitioning (Hoare's selection). The inner loops contain no branch
    /// that could be mispredicted.
    private static func smallest(_ number: Int, of keys: [Double]) -> Double {
        var rest = keys
        var wanted = number
        var room = [Double](repeating: 0, count: keys.count)
        while rest.count > 1 {
            let pivot = median(rest[0], rest[rest.count / 2], rest[rest.count - 1])
            var below = 0
            var same = 0
            for key in rest {
                room[below] = key
                below &+= key < pivot ? 1 : 0
                same &+= key == pivot ? 1 : 0
            }
            if wanted <= below {
                rest.removeAll(keepingCapacity: true)
                rest.append(contentsOf: room[0..<below])
            } else if wanted <= below + same {
                return pivot
            } else {
                wanted -= below + same
                var above = 0
                for key in rest {
                    room[above] = key
                    above &+= key > pivot ? 1 : 0
                }
                rest.removeAll(keepingCapacity: true)
                rest.append(contentsOf: room[0..<above])
            }
        }
        return rest[0]
    }

    private static func median(_ first: Double, _ second: Double, _ third: Double) -> Double {
        max(min(first, second), min(max(first, second), third))
    }
}

extension Span<Double> {
    /// Returns eight elements from a position on.
    @inline(__always)
    fileprivate func eight(at position: Int) -> SIMD8<Double> {
        bytes.unsafeLoadUnaligned(
            fromByteOffset: position &* MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
    }
}
