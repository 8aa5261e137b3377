import Evolution
package import Objectives

/// The fittest network beside simpler predictions on the same rows: is the tuning worth it?
public struct BaselinesReport: Codable, Hashable, Sendable {
    /// A simpler prediction.
    public struct Baseline: Codable, Hashable, Sendable {
        /// The name: `default network`, `linear`, `most frequent class` or `mean`.
        public let name: String
        /// The value of the objective; nil if it was not measured or failed.
        public let value: Double?
        /// The standard deviation over folds and repeats; nil for a single training.
        public let deviation: Double?
        /// The number of trainable parameters; 0 for a constant prediction.
        public let parameters: Int
        /// The description.
        public let description: String
        /// The reason for a missing value; nil if there is one.
        public let failure: String?

        package init(
            name: String, value: Double?, deviation: Double?, parameters: Int, description: String, failure: String?
        ) {
            self.name = name
            self.value = value
            self.deviation = deviation
            self.parameters = parameters
            self.description = description
            self.failure = failure
        }
    }

    /// The objective: `validation accuracy`.
    public let objective: String
    /// The name of the best genome: `fittest`, or `knee` with several objectives.
    public let best: String
    /// The value of the best genome; nil if there is none yet.
    public let fittest: Double?
    /// The simpler predictions, the most complex one first.
    public let baselines: [Baseline]
    /// True if the fittest is no better than always predicting the same.
    public let isNoBetterThanConstant: Bool
    /// True if Ctrl-C stopped the measurement of a baseline.
    public let wasStopped: Bool

    /// The name of the best genome with several objectives.
    package static let knee = "knee"

    package init(
        objective: String, best: String, fittest: Double?, baselines: [Baseline], direction: Direction, wasStopped: Bool
    ) {
        self.objective = objective
        self.best = best
        self.fittest = fittest
        self.baselines = baselines
        self.wasStopped = wasStopped
        let constant = baselines.last?.value
        isNoBetterThanConstant =
            if let fittest, let constant { direction.oriented(fittest) <= direction.oriented(constant) } else { false }
    }

    /// All values in one line: `fittest 0.8740; default network 0.8610; linear 0.8420; most frequent class 0.3000`.
    public var line: String {
        let known = [(best, fittest)] + baselines.map { ($0.name, $0.value) }
        return known.compactMap { name, value in value.map { "\(name) \(Numbers.fraction($0))" } }
            .joined(separator: "; ")
    }

    /// The line, with the name of the compared objective if there are several: `validation accuracy: knee 0.8740; …`.
    public var titledLine: String { (best == Self.knee ? "\(objective): " : "") + line }

    /// Warnings about the result, one sentence each.
    public var warnings: [String] {
        var warnings: [String] = []
        if isNoBetterThanConstant, let last = baselines.last, let value = last.value {
            warnings.append(
                "the \(best) network is no better than always predicting the \(last.name) (\(Numbers.fraction(value)))")
        }
        for baseline in baselines {
            guard let failure = baseline.failure else { continue }
            warnings.append("the \(baseline.name)\(baseline.name == "linear" ? " model" : "") has no score: \(failure)")
        }
        return warnings
    }

    /// The baselines as a table: `show baselines`.
    package var table: TableReport {
        var rows = baselines.map { baseline in
            [
                baseline.name, baseline.value.map(Numbers.fraction) ?? "–",
                baseline.deviation.map(Numbers.score) ?? "–", "\(baseline.parameters)", baseline.description,
            ]
        }
        var numbers = baselines.map { [nil, $0.value, $0.deviation, nil, nil] as [Double?] }
        if let fittest {
            rows.insert([best, Numbers.fraction(fittest), "–", "–", "the best of the search"], at: 0)
            numbers.insert([nil, fittest, nil, nil, nil], at: 0)
        }
        return TableReport(
            title: "\(objective) of the \(best) network and of simpler predictions on the same rows",
            table: Table(
                columns: [
                    .init("prediction"), .init("value", .right), .init("deviation", .right),
                    .init("parameters", .right), .init("description"),
                ], rows: rows, numbers: numbers, marked: fittest == nil ? nil : 0))
    }
}
