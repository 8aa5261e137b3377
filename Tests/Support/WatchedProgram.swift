import Foundation

/// A program without a terminal that is watched while it runs: its lines, its memory, its end, which may come from a
/// SIGKILL.
package final class WatchedProgram {
    /// The end of a program.
    package struct End: Sendable {
        /// The exit status, as shells report it: 128 and the number of the signal after a signal.
        package let status: Int
        /// True if it did not end within the time limit and was killed.
        package let isHang: Bool
        /// The most memory that it, or one of its finished child processes, has used; 0 if it is not more than this
        /// process has used.
        package let peakBytes: Int
        /// The standard error.
        package let error: String
    }

    private struct NotStarted: Error { let reason: String }

    /// The standard output so far.
    package private(set) var written: [UInt8] = []
    private let folder: TemporaryFolder
    private let process: pid_t
    private let output: Int32
    private var isReaped = false

    /// Starts a program in a home folder.
    ///
    /// - Throws: an error if it cannot be started.
    package init(
        _ arguments: [String], of program: String = Terminal.shell, home: Home, environment: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        // A named pipe, because a pipe's end could be inherited by a program that another test starts.
        let pipe = folder.path + "/output"
        guard mkfifo(pipe, 0o600) == 0 else { throw NotStarted(reason: String(cString: strerror(errno))) }
        output = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        let script = #"exec >"$0" 2>"$1" </dev/null; cd "$2" || exit 126; shift 2; exec "$@""#
        let words = ["sh", "-c", script, pipe, folder.path + "/error", home.path, program] + arguments
        let variables = home.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        process = try Self.spawn("/bin/sh", words, variables)
    }

    deinit {
        if !isReaped {
            Foundation.kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(output)
    }

    private static func spawn(_ path: String, _ arguments: [String], _ environment: [String]) throws -> pid_t {
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        #if os(Linux)
            var attributes = posix_spawnattr_t()
        #else
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of tests block signals.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A process started by nohup ignores SIGHUP, and so would what it starts.
        var hangUp = sigset_t()
        sigemptyset(&hangUp)
        sigaddset(&hangUp, SIGHUP)
        posix_spawnattr_setsigdefault(&attributes, &hangUp)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var process: pid_t = 0
        let code = posix_spawn(&process, path, nil, &attributes, &words, &variables)
        guard code == 0 else { throw NotStarted(reason: String(cString: strerror(code))) }
        return process
    }

    /// Reads until the output contains a line.
    ///
    /// - Returns: false if the program ended without it.
    package func wait(forLine line: String, seconds: Double = 60) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        let wanted = Array("\n\(line)\n".utf8)
        while !([0x0A] + written).contains(wanted) {
            guard readBlock(until: end) else { return ([0x0A] + written).contains(wanted) }
        }
        return true
    }

    /// True until the program has ended.
    package var isRunning: Bool { !isReaped && Support.isRunning(process) }

    /// Sends a signal to the program, unless it has ended.
    package func send(_ signal: Int32) {
        if !isReaped { Foundation.kill(process, signal) }
    }

    /// Kills the program with SIGKILL, unless it has ended.
    ///
    /// - Returns: true if it was killed.
    @discardableResult
    package func kill() -> Bool {
        guard !isReaped else { return false }
        Foundation.kill(process, SIGKILL)
        let (raw, _) = reap()
        while readBlock(until: .now) {}
        return raw & 0x7F == SIGKILL
    }

    /// Waits until the program ends; kills it after a time limit.
    package func end(within seconds: Double = 60) -> End {
        let limit = ContinuousClock.now + .seconds(seconds)
        while readBlock(until: limit) {}
        let isHang = ContinuousClock.now >= limit
        if isHang { Foundation.kill(process, SIGKILL) }
        let (raw, usage) = reap()
        let signal = Int(raw & 0x7F)
        // A process begins with the memory of the one that started it, which counts for it.
        var own = rusage()
        getrusage(Self.own, &own)
        let peak = usage.ru_maxrss > own.ru_maxrss ? Int(usage.ru_maxrss) * Self.unit : 0
        return End(
            status: signal == 0 ? Int(raw >> 8 & 0xFF) : 128 + signal, isHang: isHang, peakBytes: peak,
            error: String(
                decoding: FileManager.default.contents(atPath: folder.path + "/error") ?? Data(), as: UTF8.self))
    }

    #if os(Linux)
        /// The bytes in which the system counts memory.
        private static let unit = 1_024
        private static let own = __rusage_who_t(RUSAGE_SELF.rawValue)
    #else
        private static let unit = 1
        private static let own = RUSAGE_SELF
    #endif

    private func reap() -> (raw: Int32, usage: rusage) {
        var raw: Int32 = 0
        var usage = rusage()
        while wait4(process, &raw, 0, &usage) < 0, errno == EINTR {}
        isReaped = true
        return (raw, usage)
    }

    /// Reads a block of output; returns false at its end, or if there is none before a moment.
    private func readBlock(until end: ContinuousClock.Instant) -> Bool {
        var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        let left = max(0, (end - .now) / .milliseconds(1))
        guard poll(&wanted, 1, Int32(min(left.rounded(.up), 1e6))) > 0 else { return false }
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = read(output, &block, block.count)
        guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
        written += block[..<count]
        return true
    }
}
