import Arithmetic
import Foundation
import Subprocess
package import Synchronization

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A running program in a process group, with pipes to and from it.
package final class ChildProcess: Sendable {
    /// The end of a process.
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case signaled(Int32)
    }

    /// The pipe to its standard input; nil if it has none.
    package let input: Mutex<PipeEnd?>
    /// The pipe from its standard output.
    package let output: PipeEnd
    /// The pipe from its standard error.
    package let error: PipeEnd
    /// A pipe that becomes readable when the process itself has ended, whatever it leaves behind.
    package let life: PipeEnd
    /// The process identifier.
    package let identifier: Int32
    private let state: State
    /// The number of its start.
    private let start: Int

    /// The state shared by the task that runs the program and the thread that uses it.
    private final class State: Sendable {
        struct Values {
            var identifier: pid_t?
            var life: PipeEnd?
            var end: End?
            var failure: ChildProcessError?
            /// Lets the task reap the process once its end has been seen.
            var release: CheckedContinuation<Void, Never>?
            var isReleased = false
        }
        let values = Mutex(Values())
        let started = DispatchSemaphore(value: 0)

        func begin(_ identifier: pid_t, _ life: PipeEnd?) {
            values.withLock { values in
                values.identifier = identifier
                values.life = life
            }
        }

        /// Records the end of the process, unless it is known.
        func end(_ end: End) {
            values.withLock { $0.end = $0.end ?? end }
        }

        func release() {
            let release = values.withLock { values in
                values.isReleased = true
                defer { values.release = nil }
                return values.release
            }
            release?.resume()
        }

        /// Returns when the process may be reaped.
        func waitForRelease() async {
            await withCheckedContinuation { continuation in
                let isReleased = values.withLock { values in
                    if !values.isReleased { values.release = continuation }
                    return values.isReleased
                }
                if isReleased { continuation.resume() }
            }
        }
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: the program, looked up on the PATH if it is only a name, and its arguments.
    ///   - environment: variables in addition to this process's environment.
    ///   - group: the process group to join; 0 for a new one.
    ///   - hasInput: true to open a pipe to its standard input; otherwise it reads /dev/null.
    /// - Throws: `ChildProcessError` if it cannot be started.
    package init(_ words: [String], environment: [String: String] = [:], group: Int32, hasInput: Bool)
        throws(ChildProcessError)
    {
        guard let output = ChildPipe(keeping: .reading) else { throw .noPipe }
        guard let error = ChildPipe(keeping: .reading) else {
            output.closeGiven()
            throw .noPipe
        }
        let input = hasInput ? ChildPipe(keeping: .writing) : nil
        let given = input?.given ?? open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard given >= 0 else {
            for pipe in [output, error] { pipe.closeGiven() }
            throw .noPipe
        }
        let state = State()
        let configuration = Self.configuration(words, environment, group: group)
        let start = StartedProcesses.shared.begin(in: group)
        Task.detached(executorPreference: ProgramExecutor.shared) {
            // swift-subprocess has read the exit status then.
            defer { StartedProcesses.shared.remove(start) }
            do {
                let result = try await Subprocess.run(
                    configuration,
                    input: .fileDescriptor(FileDescriptor(rawValue: given), closeAfterSpawningProcess: true),
                    output: .fileDescriptor(FileDescriptor(rawValue: output.given), closeAfterSpawningProcess: true),
                    error: .fileDescriptor(FileDescriptor(rawValue: error.given), closeAfterSpawningProcess: true)
                ) { execution in
                    StartedProcesses.shared.succeed(start, execution.processIdentifier.value)
                    let life = Self.life(of: execution.processIdentifier)
                    state.begin(execution.processIdentifier.value, life)
                    guard life != nil else { return }
                    state.started.signal()
                    await state.waitForRelease()
                }
                switch result.terminationStatus {
                case .exited(let status): state.end(.exited(status))
                case .signaled(let signal): state.end(.signaled(signal))
                }
            } catch {
                state.values.withLock { $0.failure = Self.reason(error, words[0]) }
                state.started.signal()
            }
        }
        state.started.wait()
        self.state = state
        self.start = start
        self.input = Mutex(input?.kept)
        self.output = output.kept
        self.error = error.kept
        let (identifier, life, failure) = state.values.withLock { ($0.identifier, $0.life, $0.failure) }
        guard let identifier, let life else { throw failure ?? .notStarted(words[0]) }
        self.identifier = identifier
        self.life = life
    }

    private static func configuration(
        _ words: [String], _ environment: [String: String], group: Int32
    ) -> Configuration {
        var options = PlatformOptions()
        options.processGroupID = group
        var variables: [Environment.Key: String?] = [:]
        for (name, value) in environment { variables[.init(stringLiteral: name)] = value }
        if group != 0 {
            variables[.init(stringLiteral: GroupMarker.variable)] = "\(group)"
            variables[.init(stringLiteral: Orphans.ownVariable)] = .some(nil)
        }
        return Configuration(
            executable: words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
            arguments: Arguments(executablePathOverride: words[0], remainingValues: Array(words.dropFirst())),
            environment: .inherit.updating(variables),
            platformOptions: options)
    }

    deinit { state.release() }

    /// The end of the process; nil while it runs.
    package var end: End? {
        if let known = state.values.withLock({ $0.end }) { return known }
        guard let end = Self.end(of: identifier) else { return nil }
        state.values.withLock { $0.end = end }
        StartedProcesses.shared.end(start)
        state.release()
        return end
    }

    /// Waits for the end, at most so long.
    package func waitForEnd(within limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while end == nil, ContinuousClock.now < deadline {
            var waiting = PipeWait()
            waiting.add(reading: life)
            waiting.wait(within: .milliseconds(50))
        }
    }

    /// Waits for output or the end, at most so long.
    package func waitForOutput(within limit: Duration) {
        var waiting = PipeWait()
        waiting.add(reading: output)
        waiting.wait(within: limit)
    }

    private static func reason(_ error: any Error, _ program: String) -> ChildProcessError {
        guard let error = error as? SubprocessError else { return .notStarted(program, "\(error)") }
        switch error.code {
        case .executableNotFound: return .notFound(program)
        default:
            let reason = error.underlyingError.map { "\($0)" } ?? "\(error)"
            return .notStarted(program, reason)
        }
    }
}

/// Runs the tasks of swift-subprocess on a separate queue, because the threads of Swift's pool may all be blocked by
/// work.
private final class ProgramExecutor: TaskExecutor {
    static let shared = ProgramExecutor()
    private let queue = DispatchQueue(label: "programs", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
