/// The best compromises of several objectives: feasible organisms that no evaluated one dominates, each vector once.
public struct Front: Hashable, Sendable {
    /// An organism of the front.
    public struct Point: Hashable, Sendable {
        /// The number of its birth.
        public let id: Int
        /// The value of each objective, higher is better.
        public let values: [Double]
    }

    /// The organisms, the best in the first objective first, and among equals the best in the next.
    public private(set) var points: [Point] = []

    /// Creates an empty front.
    public init() {}

    /// Adds an organism unless another one dominates or equals it, and removes those that it dominates.
    ///
    /// - Returns: True if it is now in the front.
    /// - Complexity: O(log n) with two objectives, and O(n) to make room; O(m n) with m objectives
    @discardableResult
    public mutating func insert(_ id: Int, _ vector: ObjectiveVector) -> Bool {
        guard vector.isFeasible else { return false }
        let values = vector.values
        if values.count == 2 { return insert(id, pair: values) }
        if points.contains(where: { $0.values == values || $0.values.dominates(values) }) { return false }
        points.removeAll { values.dominates($0.values) }
        let place = points.firstIndex { $0.values.isLexicographicallyLower(than: values) } ?? points.count
        points.insert(Point(id: id, values: values), at: place)
        return true
    }

    /// Adds an organism with two objectives: of those before it, only the last can dominate it.
    private mutating func insert(_ id: Int, pair values: [Double]) -> Bool {
        var place = 0
        var end = points.count
        while place < end {
            let middle = (place + end) / 2
            if points[middle].values[0] > values[0] { place = middle + 1 } else { end = middle }
        }
        if place > 0, points[place - 1].values[1] >= values[1] { return false }
        if place < points.count, points[place].values[0] == values[0], points[place].values[1] >= values[1] {
            return false
        }
        end = place
        while end < points.count, points[end].values[1] <= values[1] { end += 1 }
        points.replaceSubrange(place..<end, with: [Point(id: id, values: values)])
        return true
    }

    /// The organism at the knee; nil if the front is empty. See `Knee`.
    ///
    /// - Complexity: O(m n + n log n) with m objectives
    public var knee: Point? { Knee.index(in: points.map(\.values)).map { points[$0] } }

    /// The organisms from the knee outwards.
    ///
    /// - Complexity: O(m n + n log n) with m objectives
    public var fromKnee: [Point] { Knee.order(of: points.map(\.values)).map { points[$0] } }

    /// The worst value of each objective in the front; nil if it is empty.
    public var worst: [Double]? {
        points.first.map { first in
            first.values.indices.map { objective in points.reduce(.infinity) { min($0, $1.values[objective]) } }
        }
    }

    /// Returns the hypervolume of the front above a reference point. See `Hypervolume`.
    ///
    /// - Parameter reference: A value for each objective, higher is better.
    /// - Complexity: O(n log n) with two objectives, O(n²) with three and, for most fronts, with four
    public func hypervolume(above reference: [Double]) -> Double {
        Hypervolume.volume(of: points.map(\.values), above: reference)
    }
}
