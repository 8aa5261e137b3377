package import CommandLanguage
package import Messages
import Notation
package import Reports
package import Session
package import SessionState

extension RecordCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch action {
        case .write(let path, let hasResults):
            let target = session.absolute(Session.expanded(path))
            if !replaces { try Recorder.checkIsRecorded(target) }
            try session.permit(target, replaces: replaces, context)
            let recorder = try Recorder(path: target, hasResults: hasResults, state: session.state)
            session.recorder = recorder
            return .recording(to: recorder.path, commands: session.state.transcript.count)
        case .stop:
            guard let recorder = session.recorder else {
                return .notRecording
            }
            session.recorder = nil
            return .recorded(recorder.path)
        case .show:
            return .printed(
                session.recorder.map { "recording to \($0.path)" } ?? "not recording; `record PATH` starts a recording")
        }
    }

    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
