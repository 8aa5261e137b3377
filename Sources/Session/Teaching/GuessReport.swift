import Foundation

/// How good a guess was.
public struct GuessReport: Codable, Hashable, Sendable {
    /// What all guesses came to.
    public struct Score: Codable, Hashable, Sendable {
        /// What was right.
        public let right: Int
        /// What was guessed.
        public let count: Int
        /// What was to be expected of these answers.
        public let expected: Double
    }

    /// The phase that was guessed: `elites` or `breeders`.
    public let phase: String
    /// What was right of this guess.
    public let right: Int
    /// What was guessed.
    public let count: Int
    /// What answers like these get right on average.
    public let expected: Double
    /// Whether it counts: a moment counts once.
    public let isCounted: Bool
    /// The truth in sentences.
    public let lines: [String]
    /// Each that was named: guessed, true, expected.
    public let table: Table
    /// All guesses so far.
    public let score: Score
}

extension GuessReport.Score {
    /// As it is told: `score: 5 of 7 right; 3.9 were to be expected`.
    public var description: String {
        "score: \(right) of \(count) right; \(Numbers.score(expected, decimals: 1)) expected by guessing at random"
    }
}

extension Numbers {
    /// A number with so many decimals at most.
    static func score(_ value: Double, decimals: Int) -> String {
        Int(exactly: value).map { "\($0)" } ?? String(format: "%.\(decimals)f", value)
    }
}
