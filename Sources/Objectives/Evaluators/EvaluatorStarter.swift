import Dispatch
import Foundation
import Synchronization

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
    private let endings = DispatchQueue(label: "ending launchers", attributes: .concurrent)
    private let group = Mutex<ProcessGroup?>(nil)

    init(_ settings: EvaluatorPool.Settings) { self.settings = settings }

    /// Starts a launcher; the exchange is told.
    func start(_ number: Int, for exchange: EvaluatorExchange, _ place: Int) {
        queue.async { [self] in
            let result: Result<ChildProcess, ObjectiveError>
            do throws(ObjectiveError) {
                let words = settings.launcher.words(number: number, program: settings.program)
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

    /// Ends a launcher whose evaluator is lost.
    func end(_ link: EvaluatorLink) {
        link.closeInput()
        link.terminate()
        endings.async {
            link.process.waitForEnd(seconds: 5)
            link.endNow()
            link.process.waitForEnd(seconds: 5)
        }
    }

    /// Waits for launchers whose input has ended; ends those that stay, and all that they left.
    func leave(_ links: [EvaluatorLink], grace: Double) {
        queue.sync {}
        wait(for: links, seconds: grace)
        for link in links { link.terminate() }
        wait(for: links, seconds: grace)
        group.withLock { $0 }?.end()
    }

    private func wait(for links: [EvaluatorLink], seconds: Double) {
        let deadline = ContinuousClock.now + .seconds(seconds)
        for link in links { link.process.waitForEnd(seconds: max(0, (deadline - ContinuousClock.now) / .seconds(1))) }
    }
}

/// How many files and pipes this process may have open.
enum OpenFiles {
    /// Raises the limit as far as the system lets anybody: hundreds of evaluators need three pipes each.
    static func allowAll() {
        var limit = rlimit()
        #if canImport(Glibc)
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let files = RLIMIT_NOFILE
        #endif
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(files, &limit)
    }
}
