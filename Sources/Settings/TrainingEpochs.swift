import CommandLanguage
import CommandParsing
package import Evolution

/// The maximum number of epochs of each training, or a range: hopeless trainings end after fewer epochs than promising
/// ones.
package struct TrainingEpochs: Hashable, Sendable {
    /// The number of epochs after which the first decision is made; nil to train all networks alike.
    let lowest: Int?
    /// The maximum number of epochs.
    package let highest: Int

    /// Creates the limits of a typed range; a range of one number is that number.
    init(_ range: ClosedRange<Int>) {
        lowest = range.lowerBound < range.upperBound ? range.lowerBound : nil
        highest = range.upperBound
    }

    /// The text as typed: `27` or `1..27`.
    var text: String { (lowest.map { "\($0).." } ?? "") + "\(highest)" }
}

extension TrainingEpochs: Codable {
    private enum CodingKeys: String, CodingKey { case lowest, highest }

    /// Decodes a range, or a single number, as before there were ranges.
    ///
    /// - Throws: `DecodingError` for anything else.
    package init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
            let number = try decoder.singleValueContainer().decode(Int.self)
            self.init(number...number)
            return
        }
        let (lowest, highest) = (
            try container.decode(Int.self, forKey: .lowest), try container.decode(Int.self, forKey: .highest)
        )
        guard lowest >= 1, lowest < highest else {
            throw DecodingError.dataCorruptedError(
                forKey: .lowest, in: container, debugDescription: "\(lowest)..\(highest) is no range of epochs")
        }
        self.init(lowest...highest)
    }

    /// Encodes a single number as such.
    ///
    /// - Throws: The error of the encoder.
    package func encode(to encoder: any Encoder) throws {
        guard let lowest else {
            var container = encoder.singleValueContainer()
            return try container.encode(highest)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lowest, forKey: .lowest)
        try container.encode(highest, forKey: .highest)
    }
}

extension SettingKind<TrainingEpochs> {
    /// A number of epochs or a range of them: `27`, `1..27`.
    static func epochs(_ bounds: ClosedRange<Int>) -> Self {
        Self(
            form: { .value($0, .integers(bounds), $1) },
            read: { captures, name throws(Diagnostic) in captures.integers(name).map { TrainingEpochs($0) } },
            text: { $0.text })
    }
}

extension SettingKind<Stopping> {
    /// A rule that ends trainings early.
    static var stopping: Self { .words(Stopping.all.map { ($0.name, $0.summary, $0) }) }
}

extension TrainingPlan {
    /// The numbers of epochs at which trainings pause; nil if all are trained alike.
    package var rungs: Rungs? {
        guard stopping != .none, let epochs, let lowest = epochs.lowest else { return nil }
        return Rungs(lowest: lowest, highest: epochs.highest, factor: factor)
    }

    /// True if some networks are trained for fewer epochs than others, or would be without `stopping none`.
    package var hasRange: Bool { epochs?.lowest != nil }
}
