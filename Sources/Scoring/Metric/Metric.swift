import Compute
public import Datasets
import Notation

/// A metric of a network's outputs; its value is a score.
///
///     Metric(named: "accuracy")
///     Metric(named: "f1 of setosa")
///     Metric(named: "pinball 0.9")
///
/// Its definition is in a file of its own in `Kinds`.
public struct Metric: Sendable {
    /// The definition.
    public let definition: MetricDefinition
    /// The class or the number after its name.
    public let argument: MetricArgument
    /// The name in the command language, with its argument in standard spelling.
    public let name: String

    package init(_ definition: MetricDefinition, _ argument: MetricArgument = .none) {
        self.definition = definition
        self.argument = argument
        switch (definition.argument, argument) {
        case (.count(let before, let after), .number(let count)):
            name = before + CommandText.numberText(count) + after
        case (_, .ofClass(let text)): name = "\(definition.name) of \(CommandText.className(text))"
        case (_, .number(let number)): name = "\(definition.name) \(CommandText.numberText(number))"
        case (_, .none): name = definition.name
        }
    }

    /// Creates the metric with this name; nil for an unknown name, an unsuitable argument, or another spelling than the
    /// standard one.
    public init?(named name: String) {
        for definition in MetricDefinition.all {
            guard let argument = Self.argument(of: name, for: definition) else { continue }
            self.init(definition, argument)
            guard self.name == name else { return nil }
            return
        }
        return nil
    }

    private static func argument(of name: String, for definition: MetricDefinition) -> MetricArgument? {
        switch definition.argument {
        case .none: return name == definition.name ? MetricArgument.none : nil
        case .optionalClass:
            if name == definition.name { return MetricArgument.none }
            let start = definition.name + " of "
            guard name.hasPrefix(start) else { return nil }
            return CommandText.className(written: String(name.dropFirst(start.count))).map(MetricArgument.ofClass)
        case .number(let least, let greatest, _):
            let start = definition.name + " "
            guard name.hasPrefix(start), let number = Double(name.dropFirst(start.count)), number > least,
                number < greatest
            else { return nil }
            return .number(number)
        case .count(let before, let after):
            guard name.hasPrefix(before), name.hasSuffix(after), name.count > before.count + after.count,
                let count = Int(name.dropFirst(before.count).dropLast(after.count)), count > 0
            else { return nil }
            return .number(Double(count))
        }
    }

    /// True if higher values are better.
    public var isHigherBetter: Bool { definition.isHigherBetter }

    /// The class that is compared with all others; nil for none.
    public var ofClass: String? { if case .ofClass(let name) = argument { name } else { nil } }

    /// True if every training measures it; other metrics are measured where an objective or a condition reads them.
    public var isAlwaysMeasured: Bool { argument == .none && Self.all.contains(self) }

    /// The metrics that every training measures.
    public static let all: [Metric] = [
        .accuracy, .binaryAccuracy, .precision, .recall, .f1, .f1Micro, .loss, .r2,
    ]

    /// All metrics without an argument.
    public static let plain: [Metric] = MetricDefinition.all.compactMap { Metric(named: $0.name) }

    /// The main metrics for some targets, for tables of scores.
    public static func main(for targets: Targets) -> [Metric] {
        switch targets {
        case .classes:
            [.accuracy, Metric(.balancedAccuracy), Metric(.f1), Metric(.auc), Metric(.logLoss), Metric(.matthews)]
        case .values:
            [.r2, Metric(.rootMeanSquaredError), Metric(.meanAbsoluteError), Metric(.medianAbsoluteError)]
        }
    }

    /// Returns the score of some rows; nil if it is undefined for them.
    ///
    /// - Complexity: O(n log n) for n outputs
    public func value(of rows: ScoredRows) -> Double? {
        guard rows.count > 0, let value = definition.value(rows, argument), value.isFinite else { return nil }
        return value
    }
}

extension Metric: Hashable {
    /// Returns true if both have the same name.
    public static func == (left: Metric, right: Metric) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Metric: Codable {
    /// Decodes the name.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for an unknown name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let metric = Metric(named: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown metric \(name)")
        }
        self = metric
    }

    /// Encodes the name.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
