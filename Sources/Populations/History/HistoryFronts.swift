public import Fronts

extension History {
    /// Returns the front of the first births: the feasible ones that no other of them dominates, each vector once.
    ///
    /// - Parameter births: A number of births from 0 to `count`; those without an outcome are left out.
    /// - Complexity: O(m n f) for n births and m objectives, where f is the size of the front
    public func front(of births: Int) -> Front {
        var front = Front()
        for id in 0..<births { if let vector = outcome(id)?.vector { front.insert(id, vector) } }
        return front
    }

    /// The front after each finished generation.
    ///
    /// - Complexity: O(m n f) for n births and m objectives, where f is the size of the largest front
    public var fronts: [Front] {
        var front = Front()
        return generations.indices.map { generation in
            for id in generation * size..<(generation + 1) * size {
                if let vector = outcome(id)?.vector { front.insert(id, vector) }
            }
            return front
        }
    }
}
