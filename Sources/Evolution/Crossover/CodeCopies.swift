/// An integer that may store the code of a gene.
protocol GeneCode: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
    /// A vector of sixteen of them.
    associatedtype Sixteen: BitwiseCopyable
}

extension UInt8: GeneCode { typealias Sixteen = SIMD16<UInt8> }
extension UInt32: GeneCode { typealias Sixteen = SIMD16<UInt32> }

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
        // In vectors, the last of which overlaps the one before. The vector across the cut is copied again, gene by
        // gene from either parent, so that nothing depends on an unpredictable branch.
        let last = count &- 16
        var position = 0
        while position < last {
            store(source.vector(at: position &+ (position < cut ? first : second)), at: target &+ position)
            position &+= 16
        }
        store(source.vector(at: last &+ (last < cut ? first : second)), at: target &+ last)
        let across = Swift.min(cut, last)
        let end = Element(truncatingIfNeeded: cut &- across)
        for offset in 0..<16 {
            let ours = source[unchecked: first &+ across &+ offset]
            let change = ours ^ source[unchecked: second &+ across &+ offset]
            let mask = Element(truncatingIfNeeded: offset) < end ? 0 : Element.max
            self[unchecked: target &+ across &+ offset] = ours ^ (change & mask)
        }
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
