import Session

/// What comes next, suggested once to whom it is new: somebody who never entered such a command, and was never told.
struct Advice {
    let session: Session
    let history: LineHistory

    /// The line to show before the next prompt; nil for most.
    func line() -> String? {
        var preferences = session.preferences
        guard preferences.next,
            let step = session.nextSteps.first(where: { !preferences.told.contains($0.rawValue) && !isKnown($0) })
        else { return nil }
        let explanation =
            preferences.told.isEmpty ? "     (`help` lists the commands; `prompt next off` ends this)" : ""
        preferences.told.insert(step.rawValue)
        session.prefer(preferences)
        return "next: \(step.command)\(explanation)"
    }

    /// Whether such a command was entered, at the beginning of a line or behind another one.
    private func isKnown(_ step: NextStep) -> Bool {
        let (alone, first, behind) = (step.rawValue, step.rawValue + " ", "; \(step.rawValue)")
        let index = history.last(before: .max) { line in
            // Few lines hold several commands: looking for a text in all of them would take as long as all else at the start.
            line == alone || line.hasPrefix(first)
                || (line.utf8.contains(UInt8(ascii: ";")) && line.contains(behind))
        }
        return index != nil
    }
}
