import Foundation

/// The result of a guess.
public struct GuessReport: Codable, Hashable, Sendable {
    /// The score of all guesses.
    public struct Score: Codable, Hashable, Sendable {
        /// The number of right answers.
        public let right: Int
        /// The number of answers.
        public let count: Int
        /// The expected number of right answers if such answers were random.
        public let expected: Double

        package init(right: Int, count: Int, expected: Double) {
            self.right = right
            self.count = count
            self.expected = expected
        }
    }

    /// The phase that was guessed: `elites` or `breeders`.
    public let phase: String
    /// The number of right answers of this guess.
    public let right: Int
    /// The number of answers of this guess.
    public let count: Int
    /// The average number of right answers if such answers were random.
    public let expected: Double
    /// True if the guess counts: only the first guess at each moment does.
    public let isCounted: Bool
    /// The result in sentences.
    public let lines: [String]
    /// A table of the guessed organisms: guess, truth and chance.
    public let table: Table
    /// The score of all guesses so far.
    public let score: Score

    package init(
        phase: String, right: Int, count: Int, expected: Double, isCounted: Bool, lines: [String], table: Table,
        score: Score
    ) {
        self.phase = phase
        self.right = right
        self.count = count
        self.expected = expected
        self.isCounted = isCounted
        self.lines = lines
        self.table = table
        self.score = score
    }
}

extension GuessReport.Score {
    /// A line such as `score: 5 of 7 right; 3.9 expected by chance`.
    public var description: String {
        "score: \(right) of \(count) right; \(Numbers.score(expected, decimals: 1)) expected by chance"
    }
}

extension Numbers {
    /// Returns a number with at most `decimals` decimals.
    package static func score(_ value: Double, decimals: Int) -> String {
        Int(exactly: value).map { "\($0)" } ?? String(format: "%.\(decimals)f", value)
    }
}
