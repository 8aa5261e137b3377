import Arithmetic
import Dispatch
import Foundation
import Synchronization
import Time

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Starts launchers and ends them, beside the thread that speaks with evaluators: both take a while.
///
/// All launchers are in one process group that ends with this process, however that ends.
final class EvaluatorStarter: Sendable {
    private let settings: EvaluatorPool.Settings
    private let queue = DispatchQueue(label: "launchers")
    private let isClosing = Mutex(false)
    private let starts = Mutex(0)
    private let group = Mutex<ProcessGroup?>(nil)

    /// What no other shell's launchers have.
    private let unique = "\(ProcessInfo.processInfo.processIdentifier)-\(Int(Date().timeIntervalSince1970))"

    init(_ settings: EvaluatorPool.Settings) { self.settings = settings }

    /// Starts a launcher; the exchange is told.
    func start(_ number: Int, for exchange: EvaluatorExchange, _ place: Int) {
        queue.async { [self] in
            guard !isClosing.withLock({ $0 }) else { return }
            let start = starts.withLock { starts in
                starts += 1
                return starts
            }
            let result: Result<ChildProcess, ObjectiveError>
            do throws(ObjectiveError) {
                let words = settings.launcher.words(
                    number: number, unique: "\(unique)-\(start)", program: settings.program)
                result = .success(try ChildProcess(words, group: try watchedGroup(), hasInput: true))
            } catch {
                result = .failure(error)
            }
            exchange.order(.started(seat: place, result))
        }
    }

    private func watchedGroup() throws(ObjectiveError) -> pid_t {
        if let group = group.withLock({ $0 }), group.isWatched { return group.identifier }
        let new = try ProcessGroup(ending: .gently)
        group.withLock { $0 = new }
        return new.identifier
    }

    /// Ends a launcher whose evaluator is lost: by the end of its input and SIGTERM, and where that does not do, by SIGKILL.
    func end(_ link: EvaluatorLink) {
        link.closeInput()
        link.terminate()
        queue.asyncAfter(deadline: .now() + Self.grace) { link.endNow() }
    }

    /// Seconds that a launcher has to end after SIGTERM.
    private static let grace = 5.0

    /// Starts nothing any more; what is being started has started when this returns.
    func stopStarting() {
        isClosing.withLock { $0 = true }
        queue.sync {}
    }

    /// Waits for launchers whose input has ended; ends those that stay, and all that they left.
    func leave(_ links: [EvaluatorLink], grace: Double) {
        wait(for: links, seconds: grace)
        for link in links { link.terminate() }
        wait(for: links, seconds: grace)
        group.withLock { $0 }?.end()
    }

    private func wait(for links: [EvaluatorLink], seconds: Double) {
        let deadline = ContinuousClock.now + .limited(seconds: seconds)
        for link in links { link.process.waitForEnd(seconds: max(0, (deadline - ContinuousClock.now).inSeconds)) }
    }
}
