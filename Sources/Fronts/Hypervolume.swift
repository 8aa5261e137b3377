/// The hypervolume of a set of vectors: the volume of the region that they dominate, down to a reference point (Zitzler
/// and Thiele, 1998). It grows when a vector moves towards the ideal, and when a gap of the front is filled.
///
/// Computed exactly by slicing: the vectors are added in descending order of their last objective, and each step
/// contributes the volume of the vectors added so far in the other objectives (Knowles, 2002). In a plane, and so in each
/// slice of three objectives, the area is updated instead of computed again. With four objectives, each vector adds the
/// volume that the earlier ones do not dominate (While, Bradstreet and Barone, "A fast way of calculating exact
/// hypervolumes", 2012).
public enum Hypervolume {
    /// Returns the hypervolume. Vectors that are not better than the reference point in every objective contribute
    /// nothing.
    ///
    /// - Parameters:
    ///   - vectors: Vectors of equal length, higher is better; dominated ones are allowed.
    ///   - reference: A point with as many values.
    /// - Complexity: O(n log n) with two objectives, O(n²) with three and, for most fronts, with four
    public static func volume(of vectors: [[Double]], above reference: [Double]) -> Double {
        let inside = vectors.filter { vector in
            vector.count == reference.count && zip(vector, reference).allSatisfy { $0 > $1 }
        }.map { vector in zip(vector, reference).map { $0 - $1 } }
        return volume(of: inside, objectives: reference.count)
    }

    /// Returns the volume by which a vector increases the hypervolume of others.
    ///
    /// - Parameters:
    ///   - others: Vectors of the same length, higher is better.
    ///   - reference: A point with as many values.
    /// - Complexity: O(n s) for n vectors and s of them that matter within the box of the new one
    public static func gain(of vector: [Double], beside others: [[Double]], above reference: [Double]) -> Double {
        guard vector.count == reference.count, zip(vector, reference).allSatisfy({ $0 > $1 }) else { return 0 }
        let whole = zip(vector, reference).reduce(1) { $0 * ($1.0 - $1.1) }
        let within = others.map { other in zip(vector, other).map { min($0, $1) } }
        return max(0, whole - volume(of: within, above: reference))
    }

    /// Returns the volume between the origin and vectors with positive values, in their first objectives.
    private static func volume(of vectors: [[Double]], objectives: Int) -> Double {
        guard objectives > 0, !vectors.isEmpty else { return 0 }
        if objectives == 1 { return vectors.reduce(0) { max($0, $1[0]) } }
        if objectives == 4 { return volumeOfFour(vectors.map { SIMD4($0) }) }
        let last = objectives - 1
        let order = vectors.sorted { $0[last] > $1[last] }
        var total = 0.0
        var staircase = Staircase()
        var added: [[Double]] = []
        for (index, vector) in order.enumerated() {
            let height = vector[last] - (index + 1 < order.count ? order[index + 1][last] : 0)
            switch objectives {
            case 2: staircase.insert(vector[0], 1)
            case 3: staircase.insert(vector[0], vector[1])
            default: added = added.filter { !covers(vector, $0, last) } + [vector]
            }
            guard height > 0 else { continue }
            total += height * (objectives <= 3 ? staircase.area : volume(of: added, objectives: last))
        }
        return total
    }

    /// Returns the volume between the origin and vectors with four positive values.
    private static func volumeOfFour(_ vectors: [SIMD4<Double>]) -> Double {
        var total = 0.0
        // By their third value, which is the order in which slices are added; minima with a vector keep it.
        var earlier: [SIMD4<Double>] = []
        for vector in vectors.sorted(by: { $0.w > $1.w }) {
            let base = vector.x * vector.y
            let added = base * vector.z - volume(within: vector, of: earlier)
            guard added > 0 else { continue }
            total += added * vector.w
            let place = earlier.firstIndex { $0.z < vector.z } ?? earlier.count
            earlier.insert(vector, at: place)
        }
        return total
    }

    /// Returns the volume of what vectors dominate within the box of another one, in the first three objectives.
    ///
    /// - Parameter vectors: Vectors in descending order of their third value.
    private static func volume(within box: SIMD4<Double>, of vectors: [SIMD4<Double>]) -> Double {
        var total = 0.0
        var staircase = Staircase()
        let whole = box.x * box.y
        for (index, vector) in vectors.enumerated() {
            let height = min(vector.z, box.z)
            staircase.insert(min(vector.x, box.x), min(vector.y, box.y))
            // What follows lies below.
            if staircase.area >= whole { return total + staircase.area * height }
            total += staircase.area * (height - (index + 1 < vectors.count ? min(vectors[index + 1].z, box.z) : 0))
        }
        return total
    }

    /// Returns true if a vector is at least as high as another in the first objectives.
    private static func covers(_ vector: [Double], _ other: [Double], _ objectives: Int) -> Bool {
        (0..<objectives).allSatisfy { vector[$0] >= other[$0] }
    }
}

/// The area under the non-dominated points of a plane, updated with each new point.
private struct Staircase {
    /// Points with ascending first and descending second coordinate.
    private var steps: [(x: Double, y: Double)] = []
    private(set) var area = 0.0

    /// - Complexity: O(log n), and O(n) to make room
    mutating func insert(_ x: Double, _ y: Double) {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].x < x { low = middle + 1 } else { high = middle }
        }
        // The first step that is not left of the new point covers it if it is as high.
        if low < steps.count, steps[low].y >= y { return }
        let end = low < steps.count && steps[low].x == x ? low + 1 : low
        var start = low
        while start > 0, steps[start - 1].y <= y { start -= 1 }
        var right = x
        var gained = 0.0
        var under = low < steps.count ? steps[low].y : 0
        for index in stride(from: low - 1, through: start - 1, by: -1) {
            let left = index >= 0 ? steps[index].x : 0
            gained += (right - left) * (y - under)
            if index >= start {
                right = left
                under = steps[index].y
            }
        }
        area += gained
        steps.replaceSubrange(start..<end, with: [(x: x, y: y)])
    }
}
