import CommandLanguage
import CommandParsing
import Evolution

/// The setting `litter`: the number of candidates per birth, and the quantity by which their improvement is divided.
///
/// It is stored as the number alone if there is no such quantity, as in earlier versions.
struct LitterSetting: Codable, Hashable, Sendable {
    let count: Int
    let rate: LitterRate?

    private enum CodingKeys: String, CodingKey { case count, rate }

    init(count: Int, rate: LitterRate?) {
        self.count = count
        self.rate = rate
    }

    init(from decoder: any Decoder) throws {
        if let count = try? decoder.singleValueContainer().decode(Int.self) {
            self.init(count: count, rate: nil)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            count: try container.decode(Int.self, forKey: .count),
            rate: try container.decodeIfPresent(LitterRate.self, forKey: .rate))
    }

    func encode(to encoder: any Encoder) throws {
        guard let rate else {
            var container = encoder.singleValueContainer()
            return try container.encode(count)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(rate, forKey: .rate)
    }
}

extension SearchSettings {
    /// The setting `litter`.
    var litterSetting: LitterSetting {
        get { LitterSetting(count: litter, rate: litterRate) }
        set { (litter, litterRate) = (newValue.count, newValue.rate) }
    }
}

extension SettingKind<LitterSetting> {
    /// A number of candidates, followed by `by time` for the improvement per second.
    static var litter: Self {
        Self(
            form: { name, help in
                .sequence([
                    .value(name, .integer(SearchSettings.litters), help),
                    .optional(
                        .sequence([
                            .word("by", "the quantity by which the expected improvement is divided", as: "litter by"),
                            .word("time", "the estimated time of a training", as: "litter time"),
                        ])),
                ])
            },
            read: { captures, name throws(Diagnostic) in
                captures.integer(name).map {
                    LitterSetting(count: $0, rate: captures.has("litter time") ? .time : nil)
                }
            }, text: { $0.rate == nil ? "\($0.count)" : "\($0.count) by time" })
    }
}
