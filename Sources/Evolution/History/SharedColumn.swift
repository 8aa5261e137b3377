/// A growing column of values, kept in blocks of equal length that copies share.
///
/// A copy is a snapshot: appending to either of the two afterwards copies the last block alone, so that a search which is
/// kept for undo, autosave or births ahead grows in linear time. Reading an element is O(1).
public struct SharedColumn<Element: Sendable>: Sendable {
    private static var shift: Int { 10 }
    private static var length: Int { 1 << shift }

    private var full: [[Element]] = []
    private var last: [Element] = []

    /// A column without elements.
    public init() {}

    /// Adds an element at the end. O(1) on average; where a copy shares the last block, that block is copied first.
    package mutating func append(_ element: Element) {
        if last.isEmpty { last.reserveCapacity(Self.length) }
        last.append(element)
        if last.count == Self.length {
            full.append(last)
            last = []
        }
    }

    /// The blocks in order; all but the last are full, and shared with every copy.
    package var blocks: [[Element]] { full + [last] }
}

extension SharedColumn: RandomAccessCollection {
    /// The position of the first element.
    public var startIndex: Int { 0 }
    /// The number of elements.
    public var endIndex: Int { full.count << Self.shift + last.count }

    /// The element at a position.
    public subscript(position: Int) -> Element {
        _read {
            let block = position >> Self.shift
            if block < full.count {
                yield full[block][position & (Self.length - 1)]
            } else {
                yield last[position - full.count << Self.shift]
            }
        }
        _modify {
            let block = position >> Self.shift
            if block < full.count {
                yield &full[block][position & (Self.length - 1)]
            } else {
                yield &last[position - full.count << Self.shift]
            }
        }
    }
}

extension SharedColumn: Equatable where Element: Equatable {}

extension SharedColumn: ExpressibleByArrayLiteral {
    /// A column of the given elements.
    public init(arrayLiteral elements: Element...) { self.init(elements) }

    /// A column of the elements of a sequence.
    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }
}

extension SharedColumn<Double> {
    /// Whether both hold the same numbers bit for bit, so that NaN, which marks unknown values, equals itself.
    func isSame(as other: SharedColumn<Double>) -> Bool {
        count == other.count && zip(blocks, other.blocks).allSatisfy { $0.isSame(as: $1) }
    }
}
