extension Figure {
    /// The same figure with at most about so many points a line from left to right, neighbours sharing their mean: what
    /// is finer than a screen is noise there. Lines begin and end where they did.
    func thinned(to most: Int) -> Figure {
        guard let extent, extent.x.upperBound > extent.x.lowerBound else { return self }
        let bins = Bins(range: extent.x, count: max(2, most))
        var figure = self
        figure.layers = layers.map { layer in
            // Lines of shades are ways over a map or over axes, not values over time.
            guard layer.shade == nil else { return layer }
            var layer = layer
            switch layer.shape {
            case .line(let pieces): layer.shape = .line(pieces.map(bins.means))
            case .dashed(let pieces): layer.shape = .dashed(pieces.map(bins.means))
            case .band(let pieces): layer.shape = .band(pieces.map(bins.means))
            case .ranges(let spans) where spans.count > most / 2:
                // Bars with ends need room beside one another.
                let wide = Bins(range: extent.x, count: max(2, most / 4))
                layer.shape = .ranges(wide.means(of: spans[...]))
            default: break
            }
            return layer
        }
        return figure
    }
}

/// Equal parts of what is drawn from left to right.
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

    /// The mean of those in each part; all as they are where they do not go from left to right.
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
        // What stands at the very end belongs to the last part, not to one of its own.
        min(Int((x - range.lowerBound) / (range.upperBound - range.lowerBound) * Double(count)), count - 1)
    }
}

/// What has a place from left to right and can be averaged.
private protocol Averaged {
    var x: Double { get }
    static func mean(of some: ArraySlice<Self>) -> Self
    func moved(to x: Double) -> Self
}

extension Averaged {
    /// Divided before they are summed: the largest numbers would overflow.
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

extension Figure.Span: Averaged {
    fileprivate static func mean(of some: ArraySlice<Self>) -> Self {
        Self(x: mean(some, \.x), low: mean(some, \.low), high: mean(some, \.high))
    }

    fileprivate func moved(to x: Double) -> Self { Self(x: x, low: low, high: high) }
}
