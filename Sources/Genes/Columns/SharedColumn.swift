/// A growing column of values, in blocks of equal length that copies share.
///
/// A copy is a snapshot: appending to either of the two copies only the last block. A search with snapshots for undo,
/// autosave or births ahead therefore grows in linear time. Reading an element is O(1).
public struct SharedColumn<Element: Sendable>: Sendable {
    @inlinable static var shift: Int { 10 }
    @inlinable static var length: Int { 1 << shift }

    @usableFromInline var full: [[Element]] = []
    @usableFromInline var last: [Element] = []

    /// Creates an empty column.
    @inlinable
    public init() {}

    /// Appends an element.
    ///
    /// - Complexity: O(1) on average; the last block is copied first if a copy shares it
    @inlinable
    package mutating func append(_ element: Element) {
        if last.isEmpty { last.reserveCapacity(Self.length) }
        last.append(element)
        if last.count == Self.length {
            full.append(last)
            last = []
        }
    }

    /// Removes the elements from a position on.
    @inlinable
    package mutating func truncate(to count: Int) {
        guard count < self.count else { return }
        let blocks = count >> Self.shift
        if blocks < full.count {
            last = full[blocks]
            full.removeLast(full.count - blocks)
        }
        last.removeLast(last.count - (count - full.count << Self.shift))
    }

    /// The blocks in order; all except the last are full and shared with every copy.
    @inlinable
    package var blocks: [[Element]] { full + [last] }
}

extension SharedColumn: RandomAccessCollection {
    /// The position of the first element.
    @inlinable
    public var startIndex: Int { 0 }
    /// The position after the last element.
    @inlinable
    public var endIndex: Int { full.count << Self.shift + last.count }

    /// The element at a position.
    @inlinable
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
    /// Creates a column with the given elements.
    @inlinable
    public init(arrayLiteral elements: Element...) { self.init(elements) }

    /// Creates a column with the elements of a sequence.
    @inlinable
    package init(_ elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }
}

extension SharedColumn<Double> {
    /// Returns true if both hold the same numbers bit for bit. NaN, which marks unknown values, then equals itself.
    package func isSame(as other: SharedColumn<Double>) -> Bool {
        count == other.count && zip(blocks, other.blocks).allSatisfy { $0.isSame(as: $1) }
    }
}
