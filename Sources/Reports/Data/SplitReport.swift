/// A split by columns: the columns, and the range of each set.
public struct SplitReport: Codable, Hashable, Sendable {
    /// A set, or the part of a fold.
    public struct Part: Codable, Hashable, Sendable {
        /// The name: `training`, `test`, `fold 1`, `fold 1 training`.
        public let name: String
        /// The number of rows.
        public let rows: Int
        /// The number of groups; nil without groups.
        public let groups: Int?
        /// The first time, such as `2020-01-31`; nil without times.
        public let from: String?
        /// The last time; nil without times.
        public let to: String?

        package init(name: String, rows: Int, groups: Int?, from: String?, to: String?) {
            self.name = name
            self.rows = rows
            self.groups = groups
            self.from = from
            self.to = to
        }
    }

    /// The column whose rows of the same value stay together; nil for none.
    public let group: String?
    /// The column by which the sets follow one another; nil for none.
    public let time: String?
    /// The column whose shares all sets keep; nil for none.
    public let stratify: String?
    /// The sets; with folds, the validation set of each.
    public let parts: [Part]

    package init(group: String?, time: String?, stratify: String?, parts: [Part]) {
        self.group = group
        self.time = time
        self.stratify = stratify
        self.parts = parts
    }

    /// The rule in words: `split by group "patient"`.
    public var rule: String {
        let rules = [
            group.map { "by group \"\($0)\": no group is in two sets" },
            time.map { "by time \"\($0)\": training rows are the earliest, test rows the latest" },
            stratify.map { "stratified by \"\($0)\"" },
        ]
        return "split " + rules.compactMap { $0 }.joined(separator: "; ")
    }

    /// A table of the parts.
    public var table: Table {
        var columns: [Table.Column] = [.init("set"), .init("rows", .right)]
        if group != nil { columns.append(.init("groups", .right)) }
        if time != nil { columns += [.init("from"), .init("to")] }
        let rows = parts.map { part in
            [part.name, "\(part.rows)"] + (group == nil ? [] : [part.groups.map { "\($0)" } ?? "–"])
                + (time == nil ? [] : [part.from ?? "–", part.to ?? "–"])
        }
        return Table(columns: columns, rows: rows)
    }
}
