import Foundation

/// The columns that decide how the rows of a table are split into training, validation and test sets.
///
/// Without them, a split is drawn at random and stratified by class.
public struct SplitColumns: Hashable, Sendable {
    /// A group of each row: all rows of a group are in the same set.
    public struct Groups: Hashable, Sendable {
        /// The column's name.
        public let name: String
        /// The index of each row's group in `names`.
        public let ids: [Int32]
        /// The names of the groups; empty texts in data from another machine.
        public let names: [String]

        /// Creates groups.
        public init(name: String, ids: [Int32], names: [String]) {
            self.name = name
            self.ids = ids
            self.names = names
        }
    }

    /// The meaning of times.
    public enum Clock: String, Codable, Hashable, Sendable {
        /// Numbers, such as years.
        case number
        /// Seconds since 1970.
        case date
        /// Seconds since midnight.
        case timeOfDay
    }

    /// A time of each row: the training set is earlier than the validation set, which is earlier than the test set.
    public struct Times: Hashable, Sendable {
        /// The column's name.
        public let name: String
        /// The time of each row; finite.
        public let values: [Double]
        /// The meaning of the values.
        public let clock: Clock

        /// Creates times.
        public init(name: String, values: [Double], clock: Clock) {
            self.name = name
            self.values = values
            self.clock = clock
        }

        /// Returns a time as text: `2020-01-31`, `2020-01-31 12:30`, `12:30`, `2020`.
        public func text(of value: Double) -> String {
            switch clock {
            case .number:
                return Int(exactly: value).map(String.init) ?? "\(value)"
            case .date:
                let text = Date(timeIntervalSince1970: value).formatted(.iso8601)
                let isWhole = value.truncatingRemainder(dividingBy: 86_400) == 0
                return isWhole ? String(text.prefix(10)) : String(text.prefix(16)).replacing("T", with: " ")
            case .timeOfDay:
                let text = Date(timeIntervalSince1970: value).formatted(.iso8601)
                return String(text.dropFirst(11).prefix(5))
            }
        }
    }

    /// A value of each row whose shares all sets keep.
    public struct Values: Hashable, Sendable {
        /// The column's name.
        public let name: String
        /// The index of each row's value, from 0 to below `count`.
        public let ids: [Int32]
        /// The number of different values.
        public let count: Int

        /// Creates values.
        public init(name: String, ids: [Int32], count: Int) {
            self.name = name
            self.ids = ids
            self.count = count
        }
    }

    /// The groups; nil if rows are independent.
    public let groups: Groups?
    /// The times; nil if the order of rows means nothing.
    public let times: Times?
    /// The values whose shares all sets keep; nil for the classes.
    public let stratified: Values?

    /// Creates split columns; nil if there are none.
    public init?(groups: Groups? = nil, times: Times? = nil, stratified: Values? = nil) {
        guard groups != nil || times != nil || stratified != nil else { return nil }
        self.groups = groups
        self.times = times
        self.stratified = stratified
    }

    /// True if each column has a value for each of `count` rows and each index is in range.
    func fit(_ count: Int) -> Bool {
        func isInRange(_ ids: [Int32], _ end: Int) -> Bool {
            ids.count == count && ids.allSatisfy { $0 >= 0 && Int($0) < end }
        }
        return groups.map { isInRange($0.ids, $0.names.count) } ?? true
            && times.map { $0.values.count == count && $0.values.allSatisfy(\.isFinite) } ?? true
            && stratified.map { isInRange($0.ids, $0.count) } ?? true
    }

    /// Adds the columns to a checksum.
    func add(to builder: inout Digest.Builder) {
        if let groups {
            builder.add("group \(groups.name)")
            groups.ids.withUnsafeBytes { builder.add($0) }
        }
        if let times {
            builder.add("time \(times.name) \(times.clock.rawValue)")
            times.values.withUnsafeBytes { builder.add($0) }
        }
        if let stratified {
            builder.add("stratify \(stratified.name)")
            stratified.ids.withUnsafeBytes { builder.add($0) }
        }
    }
}

extension Dataset {
    /// Returns the stratum of each row and their number: the values of the `stratify` column, otherwise the classes.
    ///
    /// - Complexity: O(rows)
    func strata() -> (ids: [Int32], count: Int) {
        if let values = splitting?.stratified { return (values.ids, values.count) }
        switch targets {
        case .classes(let labels, let names): return (labels.map { Int32($0) }, names.count)
        case .values: return ([Int32](repeating: 0, count: count), 1)
        }
    }
}
