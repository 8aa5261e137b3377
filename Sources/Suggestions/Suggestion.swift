/// The candidate nearest to an unknown word, for "did you mean".
public enum Suggestion {
    /// Returns the candidate with the fewest edits; a swap of adjacent letters counts as one (the optimal string
    /// alignment distance). Nil if no candidate is within a third of the word's length, rounded up.
    ///
    /// - Complexity: O(candidates × word × candidate's length)
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let folded = Array(word.lowercased())
        let limit = (folded.count + 2) / 3
        // Words that differ more in length are further away, and a very long word is near nothing.
        let alike = candidates.filter { abs($0.count - folded.count) <= limit }
        let near = alike.map { ($0, distance(folded, Array($0.lowercased()))) }.filter { $0.1 <= limit }
        return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var least = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
