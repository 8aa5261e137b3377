import Plots

extension Figure {
    /// Returns the same figure with at most about `maximum` points per line, each the mean of its neighbours: finer
    /// detail is invisible on a screen. Lines keep their first and last x coordinates.
    func thinned(to maximum: Int) -> Figure {
        guard let extent, extent.x.upperBound > extent.x.lowerBound else { return self }
        let bins = Bins(range: extent.x, count: max(2, maximum))
        var figure = self
        figure.layers = layers.map { layer in
            // Shaded lines are contours or genomes, not values over time.
            guard layer.shade == nil else { return layer }
            var layer = layer
            switch layer.shape {
            case .line(let pieces): layer.shape = .line(pieces.map(bins.means))
            case .dashed(let pieces): layer.shape = .dashed(pieces.map(bins.means))
            case .band(let pieces): layer.shape = .band(pieces.map(bins.means))
            case .ranges(let spans) where spans.count > maximum / 2:
                // Bars with caps need more room.
                let wide = Bins(range: extent.x, count: max(2, maximum / 4))
                layer.shape = .ranges(wide.means(of: spans[...]))
            default: break
            }
            return layer
        }
        return figure
    }
}

/// Equal intervals of the horizontal range.
private struct Bins {
    let range: ClosedRange<Double>
    let count: Int

    func means<Value: Averaged>(_ piece: [Value]) -> [Value] {
        guard piece.count > 3, let first = piece.first, let last = piece.last else { return piece }
        var means = means(of: piece[...])
        if means.count > 1, let end = means.indices.last {
            means[0] = means[0].moved(to: first.x)
            means[end] = means[end].moved(to: last.x)
        }
        return means
    }

    /// Returns the mean of the values in each interval; the values themselves if their x coordinates do not increase.
    func means<Value: Averaged>(of values: ArraySlice<Value>) -> [Value] {
        guard zip(values, values.dropFirst()).allSatisfy({ $0.x < $1.x }) else { return Array(values) }
        var means: [Value] = []
        var start = values.startIndex
        while start < values.endIndex {
            let bin = bin(values[start].x)
            let end = values[start...].firstIndex { self.bin($0.x) != bin } ?? values.endIndex
            means.append(end == start + 1 ? values[start] : Value.mean(of: values[start..<end]))
            start = end
        }
        return means
    }

    private func bin(_ x: Double) -> Int {
        // A value at the very end belongs to the last interval.
        min(Int((x - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(count)), count - 1)
    }
}

/// A value with an x coordinate that can be averaged.
private protocol Averaged {
    var x: Double { get }
    static func mean(of some: ArraySlice<Self>) -> Self
    func moved(to x: Double) -> Self
}

extension Averaged {
    /// Returns the mean. Values are divided before they are summed, because the largest numbers would overflow.
    fileprivate static func mean(_ some: ArraySlice<Self>, _ value: (Self) -> Double) -> Double {
        let count = Double(some.count)
        return some.reduce(0) { $0 + value($1) / count }
    }
}

extension Figure.Point: Averaged {
    fileprivate static func mean(of some: ArraySlice<Self>) -> Self {
        Self(x: mean(some, \.x), y: mean(some, \.y))
    }

    fileprivate func moved(to x: Double) -> Self { Self(x: x, y: y) }
}

extension Figure.VerticalRange: Averaged {
    fileprivate static func mean(of some: ArraySlice<Self>) -> Self {
        Self(x: mean(some, \.x), low: mean(some, \.low), high: mean(some, \.high))
    }

    fileprivate func moved(to x: Double) -> Self { Self(x: x, low: low, high: high) }
}
