import Arithmetic
import ChildProcesses
import Dispatch
import Foundation
import Platform
import Synchronization
import Time

/// Starts and ends launchers apart from the thread that talks to evaluators, because both take a while.
///
/// All launchers are in one process group that ends with this process, however this process ends.
final class EvaluatorStarter: Sendable {
    private let settings: EvaluatorPool.Settings
    private let queue = DispatchQueue(label: "launchers")
    private let isClosing = Mutex(false)
    private let starts = Mutex(0)
    private let group = Mutex<ProcessGroup?>(nil)

    /// An identifier that no other shell's launchers have.
    private let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(Int(Date().timeIntervalSince1970))"

    init(_ settings: EvaluatorPool.Settings) { self.settings = settings }

    /// Starts a launcher and reports the result to the exchange.
    func start(_ number: Int, for exchange: EvaluatorExchange, _ seat: Int) {
        queue.async { [self] in
            guard !isClosing.withLock({ $0 }) else { return }
            let start = starts.withLock { starts in
                starts += 1
                return starts
            }
            let result: Result<ChildProcess, ChildProcessError>
            do throws(ChildProcessError) {
                let words = settings.launcher.words(
                    number: number, unique: "\(unique)-\(start)", program: settings.program)
                result = .success(try ChildProcess(words, group: try watchedGroup(), hasInput: true))
            } catch {
                result = .failure(error)
            }
            exchange.order(.started(seat: seat, result))
        }
    }

    private func watchedGroup() throws(ChildProcessError) -> pid_t {
        if let group = group.withLock({ $0 }), group.isWatched { return group.identifier }
        let new = try ProcessGroup(ending: .gently)
        group.withLock { $0 = new }
        return new.identifier
    }

    /// Ends the launcher of a lost evaluator by closing its input and by SIGTERM; if it does not exit, by SIGKILL.
    func end(_ link: EvaluatorLink) {
        link.closeInput()
        link.terminate()
        queue.asyncAfter(deadline: .now() + Self.grace.inSeconds) { link.endNow() }
    }

    /// The time that a launcher has to exit after SIGTERM.
    private static let grace = Duration.seconds(5)

    /// Prevents further starts; starts in progress have finished when this returns.
    func stopStarting() {
        isClosing.withLock { $0 = true }
        queue.sync {}
    }

    /// Waits for launchers whose input has ended; ends those that remain, and everything they started.
    func leave(_ links: [EvaluatorLink], grace: Duration) {
        wait(for: links, within: grace)
        for link in links { link.terminate() }
        wait(for: links, within: grace)
        group.withLock { $0 }?.end()
    }

    private func wait(for links: [EvaluatorLink], within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        for link in links { link.process.waitForEnd(within: max(.zero, deadline - ContinuousClock.now)) }
    }
}
