package import CommandLanguage
package import Messages
package import Reports
package import Session
package import SessionState

extension AnswerCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        if session.isTypedInLesson { return session.waitingPredictions ?? session.answerScore }
        guard session.predictions.isEmpty else {
            try session.checkPredictions(context)
            return .nothing
        }
        // At the end of a script's questions, there is nothing left to answer.
        return (session.running.last?.questions ?? 0) == 0 ? session.answerScore : .nothing
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { .init(text) }
}
