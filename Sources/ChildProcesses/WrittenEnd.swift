/// The end of a program's output: however long the output is, only `limit` bytes are kept.
package struct WrittenEnd: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []

    package init(limit: Int) { self.limit = limit }

    package mutating func add(_ more: ArraySlice<UInt8>) {
        bytes += more
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The lines that are not blank, without escape sequences; a carriage return also ends a line, as in a terminal.
    package var lines: [String] { visibleLines.map { String(decoding: $0, as: UTF8.self) } }

    /// The last line that is not blank, without escape sequences.
    package var lastLine: String? { visibleLines.last.map { String(decoding: $0, as: UTF8.self) } }

    private var visibleLines: [[UInt8]] {
        bytes.suffix(limit).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .map { EscapeSequences.removed(from: $0) }
            .filter { !$0.allSatisfy { $0 <= 32 } }
    }
}
