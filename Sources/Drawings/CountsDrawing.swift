import Evolution
import Messages
import Objectives
import Plots
import Reports
import Statistics

/// The figures of a population that show counts or ranges.
extension Drawing {
    /// Draws the best, mean and worst fitness of the births of each generation.
    func range() -> (Figure, String) {
        let byGeneration = Dictionary(grouping: measured) { evolution.history.generation(of: $0.id) }
        let generations = byGeneration.sorted { $0.key < $1.key }.map { generation, births in
            let values = births.map(\.fitness)
            let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
            return RangePlot.Generation(
                generation: generation, best: direction.oriented(values.max() ?? 0), mean: direction.oriented(mean),
                worst: direction.oriented(values.min() ?? 0))
        }
        let figure = RangePlot.figure(generations, verticalLabel: what, isMinimized: direction == .minimize)
        return (figure, "the range of \(Numbers.counted(generations.count, "generation"))")
    }

    /// Draws the numbers of organisms by fitness.
    func histogram() throws(SessionError) -> (Figure, String) {
        let known = evolution.ranked.compactMap { $0.outcome?.fitness.map(direction.oriented) }
        let values = known.filter(\.isDrawable)
        guard let low = values.min(), let high = values.max() else {
            throw known.isEmpty ? .allEvaluationsFailed : .onlyHugeValues
        }
        let classes = HistogramClasses(from: low, to: high, isWhole: values.allSatisfy { $0 == $0.rounded() })
        var counts = [Int](repeating: 0, count: classes.count)
        for value in values { counts[classes.index(of: value)] += 1 }
        let named = counts.indices.map { (name: classes.name(of: $0), count: counts[$0]) }
        return (
            CountsPlot.figure(named.reversed(), label: "organisms with this \(what)"),
            "the fitness of \(Numbers.counted(values.count, "organism"))"
        )
    }

    /// The maximum number of parents drawn.
    private static let mostParents = 40

    /// Draws the number of children of each parent in the last generation that has parents.
    func selection() throws(SessionError) -> (Figure, String) {
        let history = evolution.history
        let generation = evolution.generation
        let births = max(0, (generation - 1) * history.size)..<min(generation * history.size, history.count)
        var children: [Int: Int] = [:]
        for (number, birth) in births.enumerated() {
            try check(number)
            for parent in history.parents(of: birth) { children[parent, default: 0] += 1 }
        }
        guard !children.isEmpty else { throw .noParents }
        func fitness(_ birth: Int) -> Double { history.outcome(birth)?.fitness ?? -.infinity }
        let sorted = children.sorted { left, right in
            (fitness(left.key), right.key) > (fitness(right.key), left.key)
        }
        let shown = sorted.prefix(Self.mostParents).map { parent, count in
            let value = history.outcome(parent)?.fitness.map { Numbers.score(direction.oriented($0)) } ?? "failed"
            return (name: "\(parent) (\(value))", count: count)
        }
        let rest = sorted.count - shown.count
        return (
            CountsPlot.figure(
                shown, label: "children in generation \(generation)",
                note: rest > 0 ? "\(Numbers.counted(rest, "more parent")), less fit, not shown" : nil),
            "the children of \(Numbers.counted(shown.count, "parent"))"
        )
    }
}

/// The classes of a histogram, whose bounds are round numbers.
struct HistogramClasses: Hashable {
    /// The lower bound of the first class.
    let start: Double
    /// The width of a class.
    let width: Double
    /// The number of classes, 1 or more.
    let count: Int
    /// True if each class is one whole number.
    private let isSingle: Bool

    /// The maximum number of classes: more do not fit a window.
    private static let most = 15

    /// Creates classes that cover a range.
    ///
    /// - Parameter isWhole: True if all values are whole numbers.
    init(from low: Double, to high: Double, isWhole: Bool) {
        let size = high / 2 - low / 2
        guard size > 0 else {
            (start, width, count, isSingle) = (low, 0, 1, true)
            return
        }
        if isWhole, size * 2 < Double(Self.most) {
            (start, width, count, isSingle) = (low, 1, Int(high - low) + 1, true)
            return
        }
        var width = Self.roundStep(size / (Double(Self.most - 3) / 2))
        if isWhole { width = max(1, width) }
        let start = (low / width).rounded(.down) * width
        let count = Int(((high - start) / width).rounded(.down)) + 1
        (self.start, self.width, self.count, isSingle) = (start, width, max(1, min(count, Self.most)), false)
    }

    /// Returns 1, 2 or 5 times a power of ten, not less than a number.
    private static func roundStep(_ least: Double) -> Double {
        var power = 1.0
        while power < least { power *= 10 }
        while power / 10 >= least, power / 10 > 0 { power /= 10 }
        return [power / 5, power / 2].first { $0 >= least } ?? power
    }

    /// Returns the class of a value.
    func index(of value: Double) -> Int {
        guard width > 0 else { return 0 }
        return max(0, min(count - 1, Int(((value - start) / width).rounded(.down))))
    }

    /// Returns the range of a class: `8`, or `0.2 to 0.4`.
    func name(of index: Int) -> String {
        let low = start + Double(index) * width
        return isSingle ? Numbers.score(low) : "\(Self.text(low)) to \(Self.text(low + width))"
    }

    private static func text(_ value: Double) -> String {
        let text = Numbers.score(value)
        guard text.contains("."), !text.contains("e") else { return text }
        var short = text
        while short.hasSuffix("0") { short.removeLast() }
        return short.hasSuffix(".") ? String(short.dropLast()) : short
    }
}
