import Evolution

/// What a session is taught with: explanations, guesses and what-ifs.
struct Teaching: Codable, Hashable, Sendable {
    /// Whether each phase's reason is told.
    var explains = false
    /// The guesses that counted, in order.
    var guesses: [Guess] = []
    /// The moment that what-ifs begin at, and what was tried from there; nil where none was marked.
    var whatIf: WhatIf?

    private enum CodingKeys: String, CodingKey { case explains, guesses, whatIf }

    /// One guess before a phase.
    struct Guess: Codable, Hashable, Sendable {
        /// When it was made: the same moment counts once.
        let moment: Moment
        /// What was right.
        let right: Int
        /// What was guessed.
        let count: Int
        /// What these answers get right on average.
        let expected: Double

        private enum CodingKeys: String, CodingKey { case moment, right, count, expected }
    }

    /// A moment of a search; going back to it and guessing again is no second guess.
    struct Moment: Codable, Hashable, Sendable {
        let phase: Phase
        let evaluations: Int
        let seed: UInt64
        let settings: SearchSettings

        private enum CodingKeys: String, CodingKey { case phase, evaluations, seed, settings }
    }
}
