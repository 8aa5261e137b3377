/// The failures of a search, grouped by their reason.
public struct FailureReasons: Sendable {
    /// Failures with the same reason.
    public struct Group: Hashable, Sendable {
        /// The reason of the first of them.
        public let reason: String
        /// The number of failures.
        public internal(set) var count: Int
    }

    /// The maximum number of groups: reasons that are all different need not be kept.
    private static let most = 50

    private var groups: [Group] = []
    private var indices: [String: Int] = [:]
    /// The number of failures without a group, because there are too many reasons.
    public private(set) var others = 0

    /// Creates an empty collection.
    public init() {}

    /// Counts a failure.
    public mutating func add(_ reason: String) {
        let key = Self.key(of: reason)
        if let index = indices[key] {
            groups[index].count += 1
        } else if groups.count < Self.most {
            indices[key] = groups.count
            groups.append(Group(reason: reason, count: 1))
        } else {
            others += 1
        }
    }

    /// The groups, the most frequent first; equally frequent ones in the order of their first failures.
    ///
    /// - Complexity: O(n × log n) for n different reasons
    public var byFrequency: [Group] {
        groups.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    }

    /// Returns the text that equal reasons share: numbers after the first colon, such as addresses and sizes, do not
    /// count.
    package static func key(of reason: String) -> String {
        guard let colon = reason.firstIndex(of: ":") else { return reason }
        var key = String(reason[...colon])
        var isInNumber = false
        for character in reason[reason.index(after: colon)...] {
            let isDigit = character.isASCII && character.isNumber
            if !isDigit { key.append(character) } else if !isInNumber { key.append("#") }
            isInNumber = isDigit
        }
        return key
    }
}
