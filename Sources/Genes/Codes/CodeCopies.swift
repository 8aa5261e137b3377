/// An integer that may store the code of a gene.
protocol GeneCode: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
    /// A vector of sixteen of them.
    associatedtype Sixteen: BitwiseCopyable

    /// Returns the first `cut` codes of one vector, followed by the others of another.
    static func joined(_ first: Sixteen, _ second: Sixteen, cut: Int) -> Sixteen
}

extension UInt8: GeneCode {
    @inline(__always)
    static func joined(_ first: SIMD16<UInt8>, _ second: SIMD16<UInt8>, cut: Int) -> SIMD16<UInt8> {
        let positions = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        // Before the cut, the difference is negative: its highest bit is set.
        let isBefore = (positions &- SIMD16(repeating: UInt8(truncatingIfNeeded: cut))) &>> 7
        return second ^ (first ^ second) & (SIMD16(repeating: 0) &- isBefore)
    }
}

extension UInt32: GeneCode {
    @inline(__always)
    static func joined(_ first: SIMD16<UInt32>, _ second: SIMD16<UInt32>, cut: Int) -> SIMD16<UInt32> {
        let positions = SIMD16<UInt32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        let isBefore = (positions &- SIMD16(repeating: UInt32(truncatingIfNeeded: cut))) &>> 31
        return second ^ (first ^ second) & (SIMD16(repeating: 0) &- isBefore)
    }
}

/// Copies of rows. The callers check the offsets, once for each row.
extension MutableSpan where Element: GeneCode {
    /// Copies two rows of one matrix into a row of another: the first up to a cut, the second from there on.
    @inline(__always)
    mutating func copy(
        _ count: Int, cut: Int, to target: Int, from source: borrowing Span<Element>, at first: Int, _ second: Int
    ) {
        precondition(
            cut >= 0 && cut <= count && target >= 0 && target &+ count <= self.count && Swift.min(first, second) >= 0
                && Swift.max(first, second) &+ count <= source.count)
        guard count >= 16 else {
            for offset in 0..<count {
                self[unchecked: target &+ offset] = source[unchecked: (offset < cut ? first : second) &+ offset]
            }
            return
        }
        // In vectors, the last of which overlaps the one before. The vector across the cut is written again, joined
        // from both parents, so that nothing depends on an unpredictable branch.
        let last = count &- 16
        var position = 0
        while position < last {
            store(source.vector(at: position &+ (position < cut ? first : second)), at: target &+ position)
            position &+= 16
        }
        store(source.vector(at: last &+ (last < cut ? first : second)), at: target &+ last)
        let across = Swift.min(cut, last)
        let joined = Element.joined(
            source.vector(at: first &+ across), source.vector(at: second &+ across), cut: cut &- across)
        store(joined, at: target &+ across)
    }

    /// Copies a range of one matrix into another.
    @inline(__always)
    mutating func copy(_ count: Int, to target: Int, from source: borrowing Span<Element>, at start: Int) {
        precondition(target >= 0 && start >= 0 && target &+ count <= self.count && start &+ count <= source.count)
        guard count >= 16 else {
            for offset in 0..<count { self[unchecked: target &+ offset] = source[unchecked: start &+ offset] }
            return
        }
        let last = count &- 16
        var position = 0
        while position < last {
            store(source.vector(at: start &+ position), at: target &+ position)
            position &+= 16
        }
        store(source.vector(at: start &+ last), at: target &+ last)
    }
}

/// Sixteen codes at a time.
extension Span where Element: GeneCode {
    @inline(__always)
    fileprivate func vector(at position: Int) -> Element.Sixteen {
        bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: MemoryLayout<Element>.stride &* position, as: Element.Sixteen.self)
    }
}

extension MutableSpan where Element: GeneCode {
    @inline(__always)
    fileprivate mutating func store(_ vector: Element.Sixteen, at position: Int) {
        var bytes = mutableBytes
        bytes.storeBytes(
            of: vector, toUncheckedByteOffset: MemoryLayout<Element>.stride &* position, as: Element.Sixteen.self)
    }
}
