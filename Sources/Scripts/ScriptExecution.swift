import CommandLanguage
import CommandParsing
public import Messages
import Reports
public import Session
import SessionState

extension Session {
    /// Executes the commands of a script in order, and passes each report to the context.
    ///
    /// - Returns: True if a command asked to leave the shell.
    /// - Throws: `.script` with the command that failed, while the effects of earlier commands remain; `.unusable` if
    ///   scripts run in a circle or nest too deeply.
    public func execute(
        _ script: Script, arguments: [String], path: String?, _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        let name = path ?? script.source.name
        if let path, let index = running.firstIndex(where: { $0.path == path }) {
            let cycle = running[index...].map(\.path) + [path]
            throw .scriptCycle(cycle)
        }
        guard running.count < Script.deepest else {
            throw .scriptsTooDeep(deepest: Script.deepest)
        }
        if let warning = script.recorded.warning(of: name) { context.report(.warning(warning)) }
        let outer = state.variables.arguments
        running.append(RunningScript(path: name, recorded: script.recorded))
        // Variables that the script sets remain; its arguments do not.
        state.variables = state.variables.with(arguments: arguments)
        defer {
            running.removeLast()
            state.variables = state.variables.with(arguments: outer)
        }
        let guesses = state.teaching?.guesses.count ?? 0
        do throws(SessionError) {
            let leaves = try await execute(script.blocks, of: script.source, words: .full, context)
            keepGuesses(context)
            return leaves
        } catch {
            // Whoever runs the corrected script guesses for the first time.
            let failed = (state.teaching?.guesses.count ?? 0) - guesses
            if failed > 0 { state.teaching?.guesses.removeLast(failed) }
            throw error
        }
    }

    /// Keeps the guesses of the script that ends now, or passes them to the script that ran it.
    private func keepGuesses(_ context: ExecutionContext) {
        guard let script = running.last else { return }
        if running.count > 1, running[running.count - 2].lesson == nil {
            running[running.count - 2].guesses += script.guesses
        } else {
            for guess in script.guesses { keep(guess, context) }
        }
    }
}
