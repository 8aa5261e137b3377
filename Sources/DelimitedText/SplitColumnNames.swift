/// The columns of a table, or the arrays of a NumPy file, by which the rows are split.
public struct SplitColumnNames: Codable, Hashable, Sendable {
    /// The column whose rows of the same value stay in one set; nil for none.
    public var group: String?
    /// The column by which the sets follow one another; nil for none.
    public var time: String?
    /// The column whose shares all sets keep; nil for the classes.
    public var stratify: String?

    private enum CodingKeys: String, CodingKey { case group, time, stratify }

    /// Creates names; nil if there are none.
    public init?(group: String? = nil, time: String? = nil, stratify: String? = nil) {
        guard group != nil || time != nil || stratify != nil else { return nil }
        self.group = group
        self.time = time
        self.stratify = stratify
    }

    /// The names with their roles.
    package var roles: [(role: SplitRole, name: String)] {
        [(SplitRole.group, group), (.time, time), (.stratify, stratify)].compactMap { role, name in
            name.map { (role, $0) }
        }
    }
}

/// The role of a column for the split.
package enum SplitRole: String, Sendable {
    case group, time, stratify
}
