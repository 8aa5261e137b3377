import Evolution

/// The teaching aids of a session: explanations, guesses and what-ifs.
struct Teaching: Codable, Hashable, Sendable {
    /// True if `step` explains the purpose of each phase.
    var explains = false
    /// The guesses that counted, in order.
    var guesses: [Guess] = []
    /// The marked moment and the branches from there; nil if none is marked.
    var whatIf: WhatIf?

    private enum CodingKeys: String, CodingKey { case explains, guesses, whatIf }

    /// One guess before a phase.
    struct Guess: Codable, Hashable, Sendable {
        /// The moment of the guess: only one guess per moment counts.
        let moment: Moment
        /// The number of right answers.
        let right: Int
        /// The number of answers.
        let count: Int
        /// The average number of right answers if such answers were random.
        let expected: Double

        private enum CodingKeys: String, CodingKey { case moment, right, count, expected }
    }

    /// A moment of a search; going back to it and guessing again does not count as a second guess.
    struct Moment: Codable, Hashable, Sendable {
        let phase: Phase
        let evaluations: Int
        let seed: UInt64
        let settings: SearchSettings

        private enum CodingKeys: String, CodingKey { case phase, evaluations, seed, settings }
    }
}
