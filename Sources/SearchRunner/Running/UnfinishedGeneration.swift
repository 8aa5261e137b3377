package import Evolution
package import Memory

/// The measurements of a stopped generation. Continuing uses them, so that nothing is measured twice.
package struct UnfinishedGeneration: Codable, Hashable, Sendable {
    /// One birth that was measured.
    package struct Entry: Codable, Hashable, Sendable {
        package let birth: Int
        /// The index of the measurement among those that the fitness is the mean of.
        package let part: Int
        /// The index of the rung at its end; nil for a whole measurement.
        package let rung: Int?
        package let codes: [UInt32]
        package let evaluation: RememberedEvaluation

        package init(birth: Int, part: Int, rung: Int?, codes: [UInt32], evaluation: RememberedEvaluation) {
            self.birth = birth
            self.part = part
            self.rung = rung
            self.codes = codes
            self.evaluation = evaluation
        }

        private enum CodingKeys: String, CodingKey { case birth, part, rung, codes, evaluation }
    }

    /// The entries in the order of the births, their rungs and parts.
    package let entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }

    private enum CodingKeys: String, CodingKey { case entries }

    /// Returns the evaluation of a part of a birth; nil unless birth and genome are the same.
    ///
    /// - Complexity: O(log entries).
    package func evaluation(of birth: Birth, part: Int, rung: Int?) -> RememberedEvaluation? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if (entries[middle].birth, entries[middle].rung ?? 0, entries[middle].part) < (birth.id, rung ?? 0, part) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < entries.count, entries[low].birth == birth.id, entries[low].part == part,
            entries[low].rung == rung, entries[low].codes == birth.genome.codes
        else {
            return nil
        }
        return entries[low].evaluation
    }
}
