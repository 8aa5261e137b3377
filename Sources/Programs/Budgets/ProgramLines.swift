import ChildProcesses

/// A program's output as lines. Of a long line, only the end is kept.
struct ProgramLines: Sendable {
    private let limit: Int
    private var line: [UInt8] = []

    /// - Parameter limit: the number of bytes of a line that are kept.
    init(limit: Int) { self.limit = limit }

    /// Adds bytes and calls a function with each line that ends in them and is not blank, without escape sequences. A
    /// carriage return also ends a line, as in a terminal.
    mutating func add(_ bytes: ArraySlice<UInt8>, _ body: ([UInt8]) -> Void) {
        var rest = bytes
        while let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            line += rest[..<end]
            rest = rest[(end + 1)...]
            finish(body)
        }
        line += rest
        if line.count > 2 * limit { line.removeFirst(line.count - limit) }
    }

    /// Ends the last line.
    mutating func finish(_ body: ([UInt8]) -> Void) {
        let visible = EscapeSequences.removed(from: line.suffix(limit))
        line.removeAll(keepingCapacity: true)
        if !visible.allSatisfy({ $0 <= 32 }) { body(visible) }
    }
}
