import Messages
import SessionState

extension Session {
    /// Saves the session automatically if it has data or an objective.
    package func keep(atOnce: Bool) {
        guard let recovery, state.data != nil || state.objective != nil else { return }
        recovery.save(state, memory, atOnce: atOnce)
    }

    /// True if the session continues another one, which is nowhere else.
    private var holdsResumed: Bool {
        recovery?.isResumed ?? false && (state.hasWork || state.data != nil || state.objective != nil)
    }

    /// Keeps the session for `resume` if it contains work or was resumed; otherwise removes its automatically saved
    /// file.
    ///
    /// - Returns: A message about the kept session; nil if none was kept.
    public func leave() -> String? {
        guard let recovery else { return nil }
        guard state.hasWork || holdsResumed else {
            recovery.end()
            return nil
        }
        recovery.save(state, memory, atOnce: true)
        return recovery.keep() ? Notice.keptSession(state.title) : nil
    }

    /// Removes the automatically saved file of a script's session. A session that the script resumed stays for
    /// `resume`.
    public func discard() {
        guard let recovery else { return }
        guard holdsResumed else {
            recovery.end()
            return
        }
        recovery.save(state, memory, atOnce: true)
        recovery.putBack()
    }

    /// Saves the session when the process is asked to terminate; the next start announces it. If that takes too long,
    /// the session stays as it was saved last.
    ///
    /// - Returns: A warning if the last changes are not saved; nil otherwise.
    public func interrupt() -> String? {
        keep(atOnce: true)
        guard let recovery else { return nil }
        return recovery.finishQuickly() ? recovery.takeWarning() : Warning.savedEarlier
    }
}
