package import FileWriting
import Foundation

/// An answer or a guess of a learner, as it is kept.
package struct KeptAnswer: Codable, Hashable, Sendable {
    /// The lesson, or the file's name of another script; empty for a question typed at the prompt.
    package let lesson: String
    /// The number of the question in it, from 1; 0 for a guess.
    package let number: Int
    /// The question, or the phase that was guessed.
    package let question: String
    /// The learner's answer; empty if the learner passed.
    package let answer: String
    /// The right answer; nil if there is none.
    package let expected: String?
    /// The number of right answers: of a question 0 or 1.
    package let right: Int
    /// The number of answers that are marked; 0 for a free text.
    package let count: Int
    /// The expected number of right answers by guessing at random; nil for a question.
    package let chance: Double?
    /// The number of tries.
    package let tries: Int
    /// The seed of the session.
    package let seed: UInt64
    /// The learner; nil if nobody gave a number.
    package let student: Student?

    package init(
        lesson: String, number: Int, question: String, answer: String, expected: String?, right: Int, count: Int,
        chance: Double?, tries: Int, seed: UInt64, student: Student?
    ) {
        self.lesson = lesson
        self.number = number
        self.question = question
        self.answer = answer
        self.expected = expected
        self.right = right
        self.count = count
        self.chance = chance
        self.tries = tries
        self.seed = seed
        self.student = student
    }

    private enum CodingKeys: String, CodingKey {
        case lesson, number, question, answer, expected, right, count, chance, tries, seed, student
    }

    /// True if the learner passed.
    package var isPassed: Bool { answer.isEmpty }

    /// True if this is an answer to the same question by the same learner.
    package func isAbout(_ other: KeptAnswer) -> Bool {
        lesson == other.lesson && number == other.number && question == other.question
            && isBy(other.student) && (number > 0 || seed == other.seed)
    }
}

extension KeptAnswer {
    /// True if the answer is that of a student; nil for a learner without a number.
    ///
    /// Another name is another student, even with the same number: a computer may be used by several classes.
    package func isBy(_ other: Student?) -> Bool {
        guard let student, let other else { return student == nil && other == nil }
        return student.number == other.number
            && (student.name == nil || other.name == nil || student.name == other.name)
    }
}

/// A student of a class.
package struct Student: Codable, Hashable, Sendable {
    /// The number in the class, from 1, which is also the seed.
    package let number: Int
    /// The name; nil if it was not given.
    package let name: String?

    package init(number: Int, name: String?) {
        self.number = number
        self.name = name
    }

    private enum CodingKeys: String, CodingKey { case number, name }

    /// The number and the name: `17 Ada Lovelace`.
    package var title: String { "\(number)" + (name.map { " \($0)" } ?? "") }
}

/// The answers of the learners at this computer, stored in a file of the user.
package final class AnswerBook {
    private let path: String?
    private var unsaved: [KeptAnswer] = []
    /// The numbers of the questions that were asked at the prompt in this session.
    private var numbersAtPrompt: [String: Int] = [:]

    /// Creates the book of a user.
    ///
    /// - Parameter path: The file; nil to keep the answers only for this session.
    package init(path: String?) { self.path = path }

    /// All answers in the order in which they were given, read each time because another shell may add some. A damaged
    /// file counts as empty, but is kept beside the new one.
    package var answers: [KeptAnswer] { read() ?? [] }

    private func read() -> [KeptAnswer]? {
        guard let path else { return unsaved }
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        do { return try JSONDecoder().decode([KeptAnswer].self, from: data) } catch { return nil }
    }

    /// Returns the number of a question that is asked at the prompt: that of an earlier time, or the next free one.
    package func numberAtPrompt(of question: String, by student: Student?) -> Int {
        let kept = answers.filter { $0.lesson.isEmpty && $0.number > 0 && $0.isBy(student) }
        let number =
            numbersAtPrompt[question] ?? kept.first { $0.question == question }?.number
            ?? (kept.map(\.number) + numbersAtPrompt.values).reduce(0, max) + 1
        numbersAtPrompt[question] = number
        return number
    }

    /// Deletes the answers of a student, or those of nobody in a class.
    ///
    /// - Throws: `FileWritingError` if the file cannot be written; all answers then remain.
    package func removeAll(by student: Student?) throws(FileWritingError) {
        try write(answers.filter { !$0.isBy(student) })
    }

    /// Adds an answer if it is the first one to its question; an answer replaces that the learner passed.
    ///
    /// - Returns: True if the answer counts.
    /// - Throws: `FileWritingError` if the file cannot be written; the answer is then lost.
    package func add(_ answer: KeptAnswer) throws(FileWritingError) -> Bool {
        var all = answers
        if let index = all.firstIndex(where: answer.isAbout) {
            guard all[index].isPassed, !answer.isPassed else { return false }
            all.remove(at: index)
        }
        all.append(answer)
        try write(all)
        return true
    }

    private func write(_ all: [KeptAnswer]) throws(FileWritingError) {
        guard let path else {
            unsaved = all
            return
        }
        let file = URL(filePath: path)
        if read() == nil {
            // The damaged file may still be of use to its owner.
            try? FileManager.default.moveItem(atPath: path, toPath: path + ".damaged")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            let data = try encoder.encode(all)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try AtomicFile(path, access: .own).write(data)
        } catch let error as FileWritingError {
            throw error
        } catch {
            throw FileWritingError(path: path, reason: error.localizedDescription)
        }
    }
}
