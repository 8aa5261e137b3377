/// The codes of a population, one row after the other, in the narrowest integers that hold them: one byte per gene
/// until a code above 254 is stored, then four. Copying genes is the largest cost of a search whose fitness costs
/// almost nothing, and it grows with the size of a code.
public struct GeneCodes: Sendable {
    /// The codes while all of them fit a byte; 255 marks inactive genes.
    @usableFromInline var bytes: [UInt8] = []
    /// The codes as soon as one does not fit.
    @usableFromInline var wide: [UInt32] = []
    /// True while all codes fit a byte.
    @usableFromInline var isNarrow = true

    package init() {}

    /// Creates codes from words; `Genome.inactive` marks inactive genes.
    public init(_ words: some Sequence<UInt32>) {
        for word in words { append(word) }
    }

    /// The number of codes.
    @inlinable public var count: Int { isNarrow ? bytes.count : wide.count }

    /// The code at an index.
    @inlinable public subscript(index: Int) -> UInt32 {
        @inline(__always) get { isNarrow ? Self.word(bytes[index]) : wide[index] }
        @inline(__always) set {
            if isNarrow {
                if let byte = Self.byte(newValue) {
                    bytes[index] = byte
                    return
                }
                widen()
            }
            wide[index] = newValue
        }
    }

    /// The codes in a range.
    package subscript(range: Range<Int>) -> [UInt32] {
        isNarrow ? bytes[range].map(Self.word) : Array(wide[range])
    }

    /// All codes.
    public var words: [UInt32] {
        guard isNarrow else { return wide }
        var words = [UInt32](repeating: 0, count: bytes.count)
        Self.widen(bytes.span, into: &words)
        return words
    }

    @usableFromInline static func widen(_ bytes: Span<UInt8>, into words: inout [UInt32]) {
        precondition(words.count == bytes.count)
        var words = words.mutableSpan
        for index in 0..<bytes.count { words[unchecked: index] = word(bytes[unchecked: index]) }
    }

    /// Replaces `words.count` codes from an index on.
    package mutating func replace(at start: Int, by words: [UInt32]) {
        for (offset, word) in words.enumerated() { self[start + offset] = word }
    }

    private mutating func append(_ word: UInt32) {
        if isNarrow {
            if let byte = Self.byte(word) { return bytes.append(byte) }
            widen()
        }
        wide.append(word)
    }

    /// Appends a range of other codes.
    package mutating func append(_ range: Range<Int>, of other: GeneCodes) {
        if isNarrow, other.isNarrow { return bytes.append(contentsOf: other.bytes[range]) }
        if !isNarrow, !other.isNarrow { return wide.append(contentsOf: other.wide[range]) }
        for index in range { append(other[index]) }
    }

    /// Changes the number of codes; new ones are 0.
    package mutating func resize(to count: Int) {
        if isNarrow {
            Self.resize(&bytes, to: count)
        } else {
            Self.resize(&wide, to: count)
        }
    }

    package mutating func removeLast(_ number: Int) {
        if isNarrow { bytes.removeLast(number) } else { wide.removeLast(number) }
    }

    package mutating func removeSubrange(_ range: Range<Int>) {
        if isNarrow { bytes.removeSubrange(range) } else { wide.removeSubrange(range) }
    }

    /// Copies `number` codes within the matrix.
    package mutating func move(_ number: Int, to target: Int, from start: Int) {
        if isNarrow {
            for offset in 0..<number { bytes[target + offset] = bytes[start + offset] }
        } else {
            for offset in 0..<number { wide[target + offset] = wide[start + offset] }
        }
    }

    /// Stores each code in four bytes.
    @usableFromInline mutating func widen() {
        wide = words
        bytes = []
        isNarrow = false
    }

    @inlinable @inline(__always)
    static func word(_ byte: UInt8) -> UInt32 { byte == .max ? Genome.inactive : UInt32(byte) }

    @inlinable @inline(__always)
    static func byte(_ word: UInt32) -> UInt8? {
        word < UInt8.max || word == Genome.inactive ? UInt8(truncatingIfNeeded: word) : nil
    }

    private static func resize<Code: FixedWidthInteger>(_ codes: inout [Code], to count: Int) {
        if codes.count > count { codes.removeLast(codes.count - count) }
        if codes.count < count { codes.append(contentsOf: repeatElement(0, count: count - codes.count)) }
    }
}

extension GeneCodes {
    /// Copies a row of other codes.
    package mutating func copy(_ count: Int, to target: Int, from source: GeneCodes, at start: Int) {
        if isNarrow, source.isNarrow {
            var codes = bytes.mutableSpan
            return codes.copy(count, to: target, from: source.bytes.span, at: start)
        }
        for offset in 0..<count { self[target + offset] = source[start + offset] }
    }

    /// Replaces all rows by children of the given rows of other codes; a father of -1 stands for the mother.
    package mutating func inherit(
        _ cuts: [Cut], mothers: [Int], fathers: [Int], from parents: GeneCodes, genes: Int
    ) {
        if isNarrow, parents.isNarrow {
            return Self.inherit(cuts, mothers, fathers, from: parents.bytes, into: &bytes, genes)
        }
        if isNarrow { widen() }
        Self.inherit(
            cuts, mothers, fathers, from: parents.isNarrow ? parents.words : parents.wide, into: &wide, genes)
    }

    @inline(__always)
    private static func inherit<Code: GeneCode>(
        _ cuts: [Cut], _ mothers: [Int], _ fathers: [Int], from parents: [Code], into children: inout [Code],
        _ genes: Int
    ) {
        let from = parents.span
        var to = children.mutableSpan
        for child in cuts.indices {
            let (mother, father) = (mothers[child], fathers[child])
            cuts[child].copy(mother, father < 0 ? mother : father, of: from, into: child, of: &to, genes: genes)
        }
    }
}

extension GeneCodes: Equatable {
    /// Returns true if both hold the same codes, regardless of their widths.
    public static func == (left: GeneCodes, right: GeneCodes) -> Bool {
        if left.isNarrow == right.isNarrow { return left.bytes == right.bytes && left.wide == right.wide }
        return left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
    }
}

/// Evaluation of one row without a `Genome`.
extension GeneCodes {
    /// Returns the result of a function of a row of codes.
    ///
    /// - Parameter room: An array that holds the row as words; its content is replaced.
    @inlinable @inline(__always)
    package func evaluate(_ row: Range<Int>, room: inout [UInt32], _ function: (Span<UInt32>) -> Double) -> Double {
        guard isNarrow else { return function(wide.span.extracting(row)) }
        let codes = bytes.span.extracting(row)
        if room.count != row.count { room = [UInt32](repeating: 0, count: row.count) }
        Self.widen(codes, into: &room)
        return function(room.span)
    }

    /// Returns the result of a function of a row of codes; nil if they do not all fit a byte.
    @inlinable @inline(__always)
    package func evaluate(_ row: Range<Int>, _ function: (Span<UInt8>) -> Double) -> Double? {
        isNarrow ? function(bytes.span.extracting(row)) : nil
    }
}
