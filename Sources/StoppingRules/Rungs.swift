/// The budgets at which a measurement pauses: each is `factor` times the one before, and the last is the highest. A
/// budget is a number of epochs of a network, or whatever a program counts.
///
///     Rungs(lowest: 1, highest: 27, factor: 3)?.budgets  // [1, 3, 9, 27]
///     Rungs(lowest: 1, highest: 10, factor: 3)?.budgets  // [1, 3, 10]
public struct Rungs: Codable, Hashable, Sendable {
    /// The lowest budget, 1 or more.
    public let lowest: Int
    /// The highest budget, above the lowest.
    public let highest: Int
    /// The factor between two rungs, 2 or more.
    public let factor: Int

    private enum CodingKeys: String, CodingKey { case lowest, highest, factor }

    /// The allowed factors.
    public static let factors = 2...1000
    /// The factor unless another one is chosen (Li et al., "A system for massively parallel hyperparameter tuning",
    /// 2020, recommend 3 or 4).
    public static let usualFactor = 3

    /// Creates rungs; nil unless 1 ≤ `lowest` < `highest` and `factor` is in `factors`.
    public init?(lowest: Int, highest: Int, factor: Int = Rungs.usualFactor) {
        guard lowest >= 1, lowest < highest, Self.factors.contains(factor) else { return nil }
        self.lowest = lowest
        self.highest = highest
        self.factor = factor
    }

    /// Decodes rungs.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if a number is out of its range.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let (lowest, highest) = (
            try container.decode(Int.self, forKey: .lowest), try container.decode(Int.self, forKey: .highest)
        )
        let factor = try container.decode(Int.self, forKey: .factor)
        guard let known = Rungs(lowest: lowest, highest: highest, factor: factor) else {
            throw DecodingError.dataCorruptedError(
                forKey: .lowest, in: container, debugDescription: "\(lowest)..\(highest) by \(factor) are no rungs")
        }
        self = known
    }

    /// The budgets of the rungs in ascending order, two or more. No two rungs before the last are followed by less
    /// than `factor` times their budget, except the lowest.
    ///
    /// - Complexity: O(log(highest / lowest))
    public var budgets: [Int] {
        var budgets = [lowest]
        var next = lowest.multipliedReportingOverflow(by: factor)
        while !next.overflow, next.partialValue <= highest / factor {
            budgets.append(next.partialValue)
            next = next.partialValue.multipliedReportingOverflow(by: factor)
        }
        return budgets + [highest]
    }

    /// The spans between the rungs, the first from the start.
    ///
    /// - Complexity: O(log(highest / lowest))
    public var spans: [RungSpan] {
        let budgets = budgets
        return budgets.indices.map { rung in
            RungSpan(rung: rung, after: rung == 0 ? 0 : budgets[rung - 1], through: budgets[rung])
        }
    }
}

/// The part of a measurement between two rungs.
public struct RungSpan: Codable, Hashable, Sendable {
    /// The index of the rung at its end.
    public let rung: Int
    /// The budget that was used before; 0 at the start.
    public let after: Int
    /// The budget that is used at its end.
    public let through: Int

    private enum CodingKeys: String, CodingKey { case rung, after, through }

    /// Creates a span.
    public init(rung: Int, after: Int, through: Int) {
        self.rung = rung
        self.after = after
        self.through = through
    }

    /// True if the measurement begins with this span.
    public var isFirst: Bool { after == 0 }
}
