/// The fittest or the least fit of a population, without ordering the rest.
extension Population {
    /// The fittest rows, in no order. O(n).
    func fittest(_ number: Int) -> [Int32] { extreme(number, sign: -1) }

    /// The least fit rows, in no order. O(n).
    func weakest(_ number: Int) -> [Int32] { extreme(number, sign: 1) }

    /// The rows with the lowest fitness (sign 1) or the highest (sign -1), equals by size and birth.
    private func extreme(_ number: Int, sign: Double) -> [Int32] {
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
        let first = sizes[Int(ties[0])]
        if ties.allSatisfy({ sizes[Int($0)] == first }) {
            // Of equals, those born last are the weaker.
            let births = ties.map { Double(self.births[Int($0)]) * -sign }
            let last = Self.smallest(open, of: births)
            for (row, birth) in zip(ties, births) where birth <= last { chosen.append(row) }
        } else {
            ties.sort { sign < 0 ? isFitter(Int($0), than: Int($1)) : isFitter(Int($1), than: Int($0)) }
            chosen += ties.prefix(open)
        }
        return chosen
    }

    /// The number below or at which `number` of the keys lie, by partitioning (Hoare's selection). The inner loops have
    /// no branch that could be mispredicted.
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
