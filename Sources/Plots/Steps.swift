extension Figure {
    /// Returns points as a staircase: each value holds until the next point, as the best result so far does. Points
    /// within a step are left out.
    ///
    /// - Parameter points: points whose x coordinates ascend.
    package static func steps(_ points: [Point]) -> [Point] {
        guard var last = points.first else { return [] }
        var steps = [last]
        for point in points.dropFirst() {
            if point.y != last.y { steps += [Point(x: point.x, y: last.y), point] }
            last = point
        }
        if let end = steps.last, end.x < last.x { steps.append(last) }
        return steps
    }

    /// Returns ranges as a staircase: each range holds until the next one.
    ///
    /// - Parameter ranges: ranges whose x coordinates ascend.
    package static func steps(_ ranges: [VerticalRange]) -> [VerticalRange] {
        guard var last = ranges.first else { return [] }
        var steps = [last]
        for range in ranges.dropFirst() {
            if range.low != last.low || range.high != last.high {
                steps += [VerticalRange(x: range.x, low: last.low, high: last.high), range]
            }
            last = range
        }
        if let end = steps.last, end.x < last.x { steps.append(last) }
        return steps
    }
}
