import SessionState
import Teaching

/// The end of a lesson.
package enum EndedLesson {
    /// The learner has left it, or it is a teacher's own: no other lesson follows.
    case left
    /// The lesson of the course with this index is finished.
    case finished(Int)
}

extension Session {
    /// Returns the suggestion after a lesson that has just ended, once; nil if there was none.
    ///
    /// - Returns: The command with the topic of the next lesson that is not done; empty if there is none.
    public func takeSuggestionAfterLesson() -> String? {
        guard let ended = endedLesson else { return nil }
        endedLesson = nil
        guard case .finished(let index) = ended else { return "" }
        let all = Lesson.all
        let others = Array(index + 1..<all.count) + Array(0..<index)
        guard let next = others.first(where: { !lessons[all[$0].name, state.student].isDone }) else { return "" }
        return "lesson \(next + 1) (\(all[next].title))"
    }
}
