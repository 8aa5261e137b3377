/// The stored facts about the validation rows of a training: the outcome of each row, and the scores with each group
/// of rows left out.
public struct RowRecord: Hashable, Sendable {
    /// The outcome of each row; nil if it is not kept.
    public let rows: RowOutcomes?
    /// The scores without groups of rows; nil if they are not kept.
    public let groups: GroupScores?

    private static let kind: UInt8 = 3
    private static let header = 5

    /// Creates a record; nil if there is nothing to store.
    public init?(rows: RowOutcomes?, groups: GroupScores?) {
        guard rows != nil || groups != nil else { return nil }
        self.rows = rows
        self.groups = groups
    }

    /// The stored bytes: those of the rows alone as in the first versions, otherwise the kind, the number of bytes of
    /// the rows in four bytes (little-endian), the rows and the groups.
    public var bytes: [UInt8] {
        let rows = rows?.bytes ?? []
        guard let groups else { return rows }
        return [Self.kind] + (0..<4).map { UInt8(truncatingIfNeeded: rows.count >> (8 * $0)) } + rows + groups.bytes
    }

    /// Creates a record from stored bytes; nil for any other bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.first == Self.kind else {
            guard let rows = RowOutcomes(bytes: bytes) else { return nil }
            self.rows = rows
            groups = nil
            return
        }
        guard bytes.count >= Self.header else { return nil }
        let count = (1...4).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 1)) }
        guard bytes.count - Self.header >= count,
            let groups = GroupScores(bytes: bytes[(Self.header + count)...])
        else { return nil }
        rows = RowOutcomes(bytes: Array(bytes[Self.header..<Self.header + count]))
        if count > 0, rows == nil { return nil }
        self.groups = groups
    }
}
