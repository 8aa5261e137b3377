package import Randomness

/// An order among the genes of a genus. Each position of the order has a gene of its own, named `tour0`, `tour1`, …, whose
/// code is the index of the item at that position. The codes of the positions are a permutation, or all of them are
/// inactive.
public struct OrderColumns: Hashable, Sendable {
    /// The index of the order among the genes as they were defined.
    public let gene: Int
    /// The positions, as indices in every genome.
    public let columns: Range<Int>

    /// Draws each permutation with equal probability (Fisher and Yates).
    package func draw(into codes: inout GeneCodes, at start: Int, _ generator: inout Generator) {
        var items = identity
        generator.shuffle(&items)
        put(items, into: &codes, at: start)
    }

    /// Returns the codes of the positions in a row.
    package func items(in codes: GeneCodes, at start: Int) -> [UInt32] {
        codes[start + columns.lowerBound..<start + columns.upperBound]
    }

    /// Writes the codes of the positions into a row.
    package func put(_ items: [UInt32], into codes: inout GeneCodes, at start: Int) {
        codes.replace(at: start + columns.lowerBound, by: items)
    }

    /// Returns true if the order is inactive in a row.
    package func isInactive(in codes: GeneCodes, at start: Int) -> Bool {
        codes[start + columns.lowerBound] == Genome.inactive
    }

    /// The codes of the items as they were defined.
    package var identity: [UInt32] { (0..<UInt32(columns.count)).map { $0 } }

    /// Changes the order in a row to the next one, in the order of the codes; returns false after the last one, which
    /// the first one follows (Knuth, "The Art of Computer Programming" 4A, algorithm 7.2.1.2L).
    ///
    /// - Complexity: O(items)
    package func turn(_ codes: inout GeneCodes, at start: Int) -> Bool {
        var items = items(in: codes, at: start)
        defer { put(items, into: &codes, at: start) }
        guard let head = items.indices.dropLast().last(where: { items[$0] < items[$0 + 1] }),
            let larger = items.indices.last(where: { items[$0] > items[head] })
        else {
            items = identity
            return false
        }
        items.swapAt(head, larger)
        items[(head + 1)...].reverse()
        return true
    }

    /// Returns true if codes from a row are a permutation or all inactive.
    package func isSound(_ codes: [UInt32]) -> Bool {
        if codes.allSatisfy({ $0 == Genome.inactive }) { return true }
        var seen = [Bool](repeating: false, count: columns.count)
        for code in codes {
            guard code < columns.count, !seen[Int(code)] else { return false }
            seen[Int(code)] = true
        }
        return true
    }
}
