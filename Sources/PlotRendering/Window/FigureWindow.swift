public import Plots

extension Figure {
    /// Returns the part of the figure within ranges of its axes, which then span exactly these ranges; an empty list
    /// leaves the axes as they are.
    ///
    /// The ranges belong to the panels from top to bottom; panels without one stay as they are. Panels that share their
    /// horizontal axis all show the same range. Columns of cells are shown whole. A logarithmic axis becomes linear if
    /// its range has 0 or numbers below it.
    ///
    /// - Throws: `.noScale` for an axis with names, `.fewerPanels` for more ranges than axes, `.emptyRange` if nothing
    ///   is drawn there.
    /// - Complexity: O(points)
    public func showing(
        horizontal: [ClosedRange<Double>] = [], vertical: [ClosedRange<Double>] = []
    ) throws(PlotError) -> Figure {
        guard !horizontal.isEmpty || !vertical.isEmpty else { return self }
        let panels = panels
        let label = panels.last?.horizontal.label ?? ""
        let areShared = panels.allSatisfy { [label, ""].contains($0.horizontal.label) }
        if vertical.count > panels.count { throw .fewerPanels(setting: "yrange", panels.count) }
        let axes = areShared ? 1 : panels.count
        if horizontal.count > axes { throw .fewerPanels(setting: "xrange", axes) }
        func across(_ panel: Int) -> ClosedRange<Double>? {
            areShared ? horizontal.first : panel < horizontal.count ? horizontal[panel] : nil
        }
        var shown: [Figure] = []
        for (number, panel) in panels.enumerated() {
            let up = number < vertical.count ? vertical[number] : nil
            shown.append(try panel.shownPanel(across(number), up))
            // A panel whose range has nothing in it is a mistake, even if the others are drawn.
            guard panel.isEmpty || !shown[number].isEmpty else { throw .emptyRange }
        }
        var figure = shown[0]
        figure.below = Array(shown.dropFirst())
        return figure
    }

    private func shownPanel(
        _ across: ClosedRange<Double>?, _ up: ClosedRange<Double>?
    ) throws(PlotError) -> Figure {
        if across != nil, horizontal.names != nil { throw .noScale(setting: "xrange") }
        if up != nil, vertical.names != nil { throw .noScale(setting: "yrange") }
        guard across != nil || up != nil, let extent else { return self }
        var figure = self
        if let across, across.lowerBound <= 0 { figure.horizontal.scale = .linear }
        if let up, up.lowerBound <= 0 { figure.vertical.scale = .linear }
        let shown = (across.map { wholeColumns($0) }, up)
        let window = Window(
            x: .init(range: shown.0 ?? extent.x, isLogarithmic: figure.horizontal.scale == .logarithmic),
            y: .init(range: shown.1 ?? extent.y, isLogarithmic: figure.vertical.scale == .logarithmic))
        figure.layers = layers.map { layer in
            var layer = layer
            layer.shape = window.clipped(layer.shape)
            return layer
        }
        if let range = shown.0 { figure.horizontal.shown = range }
        if let range = shown.1 { figure.vertical.shown = range }
        return figure
    }

    /// Returns a horizontal range that begins and ends with whole columns of cells, if there are any.
    private func wholeColumns(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        for layer in layers {
            guard case .cells(let cells) = layer.shape, let columns = cells.columns(within: range) else { continue }
            let left = cells.left + Double(columns.lowerBound) * cells.width
            return left...left + Double(columns.count) * cells.width
        }
        return range
    }
}

extension Figure.Cells {
    /// Returns the columns whose middle is within a range; nil for none.
    func columns(within range: ClosedRange<Double>) -> Range<Int>? {
        let inside = (0..<columns).filter { range.contains(left + (Double($0) + 0.5) * width) }
        guard let first = inside.first, let last = inside.last else { return nil }
        return first..<last + 1
    }
}
