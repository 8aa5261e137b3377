extension String {
    /// The word of a list that takes the fewest changes of a letter, if they are few enough for a slip of the fingers.
    func nearest(in words: [String]) -> String? {
        let close = words.map { (word: $0, changes: changes(to: $0)) }.filter { $0.changes <= max(2, count / 3) }
        return close.min { $0.changes < $1.changes }?.word
    }

    /// Levenshtein's distance: insertions, deletions and replacements of one character. O(n·m).
    private func changes(to other: String) -> Int {
        let letters = Array(other.lowercased())
        var row = Array(0...letters.count)
        for (index, letter) in lowercased().enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in letters.indices {
                let replaced = diagonal + (letters[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[letters.count]
    }
}
