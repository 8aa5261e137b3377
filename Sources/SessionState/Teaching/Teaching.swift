package import Evolution

/// The teaching aids of a session: explanations, guesses and what-ifs.
package struct Teaching: Codable, Hashable, Sendable {
    /// True if `step` explains the purpose of each phase.
    package var explains = false
    /// The guesses that counted, in order.
    package var guesses: [Guess] = []
    /// The marked moment and the branches from there; nil if none is marked.
    package var whatIf: WhatIf?

    package init() {}

    private enum CodingKeys: String, CodingKey { case explains, guesses, whatIf }

    /// One guess before a phase.
    package struct Guess: Codable, Hashable, Sendable {
        /// The moment of the guess: only one guess per moment counts.
        package let moment: Moment
        /// The number of right answers.
        package let right: Int
        /// The number of answers.
        package let count: Int
        /// The average number of right answers if such answers were random.
        package let expected: Double

        package init(moment: Moment, right: Int, count: Int, expected: Double) {
            self.moment = moment
            self.right = right
            self.count = count
            self.expected = expected
        }

        private enum CodingKeys: String, CodingKey { case moment, right, count, expected }
    }

    /// A moment of a search; going back to it and guessing again does not count as a second guess.
    package struct Moment: Codable, Hashable, Sendable {
        package let phase: Phase
        package let evaluations: Int
        package let seed: UInt64
        package let settings: SearchSettings

        package init(phase: Phase, evaluations: Int, seed: UInt64, settings: SearchSettings) {
            self.phase = phase
            self.evaluations = evaluations
            self.seed = seed
            self.settings = settings
        }

        private enum CodingKeys: String, CodingKey { case phase, evaluations, seed, settings }
    }
}
