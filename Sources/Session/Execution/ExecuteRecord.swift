import CommandLanguage

extension RecordCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        switch action {
        case .write(let path, let hasResults):
            let place = session.absolute(Session.expanded(path))
            if !replaces { try Recorder.checkIsRecorded(place) }
            try session.permit(place, replaces: replaces, context)
            let recorder = try Recorder(path: place, hasResults: hasResults, state: session.state)
            session.recorder = recorder
            let count = Numbers.counted(session.state.transcript.count, "command")
            return .said("\(count) written to \(recorder.path); what follows is written too, until `record off`")
        case .stop:
            guard let recorder = session.recorder else { return .said("nothing is recorded") }
            session.recorder = nil
            return .said("\(recorder.path) is complete: `ns \(recorder.path)` replays it")
        case .show:
            return .printed(session.recorder.map { "recording to \($0.path)" } ?? "nothing is recorded")
        }
    }

    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? { nil }
}
