import Scripts
import Session
import SessionState
import Terminal

/// A suggestion of the next command: after a lesson the next lesson, otherwise one that the user has never entered,
/// once.
struct Advice {
    let session: Session
    let history: LineHistory

    /// Returns the line to show before the next prompt; usually nil.
    func line() -> String? {
        var preferences = session.preferences
        let afterLesson = session.takeSuggestionAfterLesson()
        guard preferences.next else { return nil }
        if let afterLesson { return afterLesson.isEmpty ? nil : "next: \(afterLesson)" }
        guard
            let step = session.nextSteps.first(where: { !preferences.suggested.contains($0.rawValue) && !isKnown($0) })
        else { return nil }
        let explanation =
            preferences.suggested.isEmpty ? "     (`help` lists the commands; `prompt next off` ends this)" : ""
        preferences.suggested.insert(step.rawValue)
        session.prefer(preferences)
        return "next: \(step.command)\(explanation)"
    }

    /// Returns true if such a command was entered before, at the beginning of a line or after another command.
    private func isKnown(_ step: NextStep) -> Bool {
        let (alone, first, behind) = (step.rawValue, step.rawValue + " ", "; \(step.rawValue)")
        let index = history.last(before: .max) { line in
            // Few lines hold several commands. Searching the text of all lines would take as long as the rest of the
            // start.
            line == alone || line.hasPrefix(first)
                || (line.utf8.contains(UInt8(ascii: ";")) && line.contains(behind))
        }
        return index != nil
    }
}
