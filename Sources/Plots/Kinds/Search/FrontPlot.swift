/// A Pareto front: one objective against another. The steps bound the part that the front dominates.
///
/// With more than two objectives there is one panel for each pair.
public enum FrontPlot {
    /// An objective: an axis of the plot.
    public struct PlottedObjective: Hashable, Sendable {
        /// The label of its axis.
        public let name: String
        /// True if lower values are better.
        public let isMinimized: Bool

        /// Creates an objective.
        public init(_ name: String, isMinimized: Bool) {
            self.name = name
            self.isMinimized = isMinimized
        }
    }

    /// Points of one kind: each has one value for each objective, in the order of the objectives.
    public struct PointGroup: Hashable, Sendable {
        /// The name in the legend.
        public let name: String
        /// The fronts that belong together, such as those of several generations; each has its own steps.
        public let fronts: [[[Double]]]

        /// Creates a group.
        public init(_ name: String, fronts: [[[Double]]]) {
            self.name = name
            self.fronts = fronts
        }
    }

    /// Returns the figure of a front.
    ///
    /// The first objective of a pair is on the vertical axis, the second one on the horizontal axis. An objective that
    /// is minimized over orders of magnitude has a logarithmic scale, unless most values are of the same order.
    ///
    /// - Parameters:
    ///   - front: the front, with its name in the legend.
    ///   - earlier: earlier fronts, drawn behind it; nil for none.
    ///   - knee: the values of the knee, and its label; nil for none.
    ///   - note: a note below the last panel; nil for none.
    /// - Complexity: O(p² × n log n) for p objectives and n points.
    public static func figure(
        _ front: PointGroup, earlier: PointGroup?, knee: (values: [Double], label: String)?,
        objectives: [PlottedObjective], note: String? = nil
    ) -> Figure {
        let pairs = objectives.indices.flatMap { first in
            objectives.indices.dropFirst(first + 1).map { (vertical: first, horizontal: $0) }
        }
        let panels = pairs.enumerated().map { number, pair in
            let isLast = number == pairs.count - 1
            return panel(
                front, earlier: earlier, knee: knee, across: (pair.horizontal, objectives[pair.horizontal]),
                up: (pair.vertical, objectives[pair.vertical]), legend: isLast ? .below : .off,
                note: isLast ? note : nil)
        }
        guard let first = panels.first else {
            return Figure(horizontal: Axis(""), vertical: Axis(""), layers: [])
        }
        return Figure(
            horizontal: first.horizontal, vertical: first.vertical, layers: first.layers, legend: first.legend,
            note: first.note, below: Array(panels.dropFirst()))
    }

    private typealias Side = (index: Int, objective: PlottedObjective)

    private static func panel(
        _ front: PointGroup, earlier: PointGroup?, knee: (values: [Double], label: String)?, across: Side, up: Side,
        legend: Figure.Legend, note: String?
    ) -> Figure {
        func points(_ group: PointGroup?) -> [[Figure.Point]] {
            (group?.fronts ?? []).map { $0.compactMap { point($0, across, up) } }.filter { !$0.isEmpty }
        }
        let (mine, theirs) = (points(front), points(earlier))
        var layers: [Figure.Layer] = []
        if let earlier, !theirs.isEmpty {
            // A cloud without steps would hide how the front advanced.
            layers.append(Figure.Layer("", .dashed(theirs.map { steps($0, across, up) }), color: 0, shade: 0))
            layers.append(Figure.Layer(earlier.name, .points(Array(theirs.joined())), color: 5))
        }
        layers.append(Figure.Layer("", .line(mine.map { steps($0, across, up) }), color: 0, shade: 0.5))
        layers.append(Figure.Layer(front.name, .crosses(Array(mine.joined())), color: 1))
        if let knee, let point = point(knee.values, across, up) {
            layers.append(Figure.Layer("knee", .points([point]), color: 2))
            layers.append(Figure.Layer("", .labels([Figure.Label(knee.label, at: point)]), color: 2))
        }
        let drawn = (mine + theirs).joined()
        return Figure(
            horizontal: axis(across.objective, drawn.map(\.x)), vertical: axis(up.objective, drawn.map(\.y)),
            layers: mine.isEmpty && theirs.isEmpty ? [] : layers, legend: legend, note: note)
    }

    private static func axis(_ objective: PlottedObjective, _ values: [Double]) -> Axis {
        Axis(objective.name, scale: objective.isMinimized ? .centred(for: values) : .linear)
    }

    private static func point(_ values: [Double], _ across: Side, _ up: Side) -> Figure.Point? {
        guard values.indices.contains(across.index), values.indices.contains(up.index) else { return nil }
        let (x, y) = (values[across.index], values[up.index])
        return x.isDrawable && y.isDrawable ? Figure.Point(x: x, y: y) : nil
    }

    /// Returns the boundary of the region that points dominate in two objectives, from the best horizontal value to
    /// the worst: each corner has the worse values of two neighbours.
    ///
    /// Points that others dominate in these two objectives alone are left out, as they may be on the front because of
    /// a third one.
    private static func steps(_ points: [Figure.Point], _ across: Side, _ up: Side) -> [Figure.Point] {
        let (right, top) = (across.objective.isMinimized ? 1.0 : -1, up.objective.isMinimized ? 1.0 : -1)
        let sorted = points.sorted { left, other in
            left.x == other.x ? left.y * top < other.y * top : left.x * right < other.x * right
        }
        var boundary: [Figure.Point] = []
        for point in sorted {
            guard let last = boundary.last else {
                boundary.append(point)
                continue
            }
            guard point.y * top < last.y * top else { continue }
            boundary.append(Figure.Point(x: point.x, y: last.y))
            boundary.append(point)
        }
        return boundary
    }
}

/// The hypervolume of the front by generation: the part of the objectives' space that it dominates.
public enum HypervolumePlot {
    /// Returns the figure of the hypervolume after each generation, from generation 1; nil without a front.
    public static func figure(_ hypervolumes: [Double?], verticalLabel: String) -> Figure {
        let pieces = hypervolumes.enumerated().map { index, value in
            value.flatMap { $0.isDrawable ? Figure.Point(x: Double(index + 1), y: $0) : nil }
        }.split { $0 == nil }.map { $0.compactMap { $0 } }
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis(verticalLabel),
            layers: [Figure.Layer("hypervolume", .line(pieces), color: 1)], lowerIsBetter: false)
    }
}
