import FileWriting
package import Messages
package import Reports
package import Session
import SessionState
import Teaching

extension Session {
    /// Deletes the answers that `export answers` would write.
    ///
    /// - Throws: `.unusable` if the learner says no at a terminal; `.failed` if the file of answers cannot be written.
    package func forgetAnswers(_ context: ExecutionContext) throws(SessionError) -> Report {
        let student = state.student
        let count = answers.answers.count { $0.isBy(student) }
        guard count > 0 else { return .noAnswersToDelete }
        let question = "delete \(Report.answersOf(student, count)) for good? yes or no"
        guard context.ask == nil || context.confirms(question) else { throw .nothingForgotten }
        do { try answers.removeAll(by: student) } catch { throw .failed(error.description) }
        return .deletedAnswers(count, of: student)
    }
}
