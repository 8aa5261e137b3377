import CTerminal
import Foundation

/// A program in a real pseudo-terminal, and the content of the terminal.
///
/// No method sleeps for a fixed time: `wait(for:until:)` reads the program's output until the screen fulfils a
/// condition. Only a hanging program reaches the time limit.
package final class Terminal {
    /// A failure that prevents a test from continuing.
    package enum Failure: Error, CustomStringConvertible {
        case noProgram(String)
        case notSeen(String, screen: [String])
        case stillRunning(screen: [String])

        package var description: String {
            switch self {
            case .noProgram(let path): "cannot start \(path)"
            case .notSeen(let what, let screen):
                "\(what) did not appear; the screen shows:\n" + screen.joined(separator: "\n")
            case .stillRunning(let screen):
                "the program does not end; the screen shows:\n" + screen.joined(separator: "\n")
            }
        }
    }

    /// Keys that send more than a character, as xterm sends them.
    package enum Key: String, CaseIterable, Sendable {
        case enter = "\r"
        case tab = "\t"
        case escape = "\u{1B}"
        case backspace = "\u{7F}"
        case up = "\u{1B}[A"
        case down = "\u{1B}[B"
        case right = "\u{1B}[C"
        case left = "\u{1B}[D"
        case home = "\u{1B}[H"
        case end = "\u{1B}[F"
        case delete = "\u{1B}[3~"
        case insert = "\u{1B}[2~"
        case pageUp = "\u{1B}[5~"
        case f1 = "\u{1B}OP"
        case f5 = "\u{1B}[15~"
        case alternateX = "\u{1B}x"
        case controlA = "\u{01}"
        case controlC = "\u{03}"
        case controlD = "\u{04}"
        case controlE = "\u{05}"
        case controlG = "\u{07}"
        case controlR = "\u{12}"
        case controlU = "\u{15}"
        case controlZ = "\u{1A}"
    }

    package private(set) var screen: Screen
    /// Every byte written by the program.
    package private(set) var written: [UInt8] = []
    /// The home folder, retained because its removal deletes the folder.
    private let home: Home
    private let process: pid_t
    private var descriptor: Int32 = -1
    private var status: Int?
    /// The background that the terminal reports, such as `rgb:ffff/ffff/ffff`; nil if it reports none.
    private let background: String?

    package static let limit = 60.0

    /// Starts a program. The environment is that of a new user with an own home folder, changed as given; an empty
    /// value removes a variable.
    package init(
        _ program: String = Terminal.shell, _ arguments: [String] = [], home: Home, environment: [String: String] = [:],
        columns: Int = 80, rows: Int = 24, background: String? = nil
    ) throws {
        self.home = home
        self.background = background
        screen = Screen(columns: columns, rows: rows)
        guard FileManager.default.isExecutableFile(atPath: program) else { throw Failure.noProgram(program) }
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            home.environment.merging(environment) { $1 }.filter { !$0.value.isEmpty }.map {
                strdup("\($0.key)=\($0.value)")
            }
            + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        process = terminal_spawn(program, &words, &variables, home.path, Int32(columns), Int32(rows), &descriptor)
        guard process > 0 else { throw Failure.noProgram(program) }
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            kill(process, SIGCONT)
            waitpid(process, nil, 0)
        }
        close(descriptor)
    }

    /// The path of the program that was built beside the tests.
    package static var shell: String {
        let tests =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("ns").path
    }

    // MARK: Keys

    package func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&wanted, 1, Int32(Self.limit * 1000)) > 0 else { return }
            // Read while writing, because the program may block on its own output.
            if wanted.revents & Int16(POLLIN) != 0 { _ = readBlock() }
            guard wanted.revents & Int16(POLLOUT) != 0 else {
                if wanted.revents & Int16(POLLHUP | POLLERR) != 0 { return }
                continue
            }
            let block = Array(bytes.prefix(256))
            let count = write(descriptor, block, block.count)
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    package func press(_ keys: Key...) {
        for key in keys { type(key.rawValue) }
    }

    package func resize(columns: Int, rows: Int) {
        resizeScreen(columns: columns, rows: rows)
        tellSize()
    }

    /// Changes the window's size without notifying the program yet, like tmux for a quarter of a second.
    package func resizeScreen(columns: Int, rows: Int) {
        _ = readAvailable()
        screen.resize(columns: columns, rows: rows)
    }

    /// Notifies the program of the window's size.
    package func tellSize() {
        let (columns, rows) = (screen.columns, screen.rows)
        _ = terminal_resize(descriptor, Int32(columns), Int32(rows))
    }

    /// Sends the process a signal.
    package func signal(_ number: Int32) {
        kill(process, number)
    }

    // MARK: Output

    /// Reads until the screen fulfils a condition.
    package func wait(for what: String, until isSeen: (Screen) -> Bool) throws {
        let end = Date(timeIntervalSinceNow: Self.limit)
        while !isSeen(screen) {
            guard Date() < end, waitForOutput(until: end), readBlock() else {
                if isSeen(screen) { return }
                throw Failure.notSeen(what, screen: screen.transcript)
            }
        }
    }

    /// Reads until a row in the window begins with a text.
    package func wait(forLine beginning: String) throws {
        try wait(for: beginning) { screen in screen.lines.contains { $0.hasPrefix(beginning) } }
    }

    /// Reads until the row of the cursor shows exactly this text.
    package func wait(forCursorLine text: String) throws {
        try wait(for: "the cursor in: \(text)") { $0.cursorLine == text }
    }

    /// Returns the exit status of the program, as shells report it.
    package func exitStatus(limit: Double = Terminal.limit) throws -> Int {
        let end = Date(timeIntervalSinceNow: limit)
        while waitForOutput(until: end), readBlock() {}
        while status == nil {
            var code: Int32 = 0
            if terminal_reap(process, &code) {
                status = Int(code)
            } else if Date() > end {
                throw Failure.stillRunning(screen: screen.transcript)
            } else {
                _ = poll(nil, 0, 10)
            }
        }
        return status ?? -1
    }

    /// Waits until the process is stopped, as after Ctrl-Z.
    package func waitUntilStopped() throws {
        let end = Date(timeIntervalSinceNow: Self.limit)
        while !terminal_is_stopped(process) {
            guard Date() < end else { throw Failure.notSeen("a stopped process", screen: screen.transcript) }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&wanted, 1, 20) > 0, !readBlock() { return }
        }
    }

    /// True if the terminal echoes input and passes it on line by line, as before the program started.
    package var hasUsualSettings: Bool {
        let flags = terminal_local_flags(descriptor)
        let usual = UInt32(ECHO | ICANON | ISIG)
        return flags & usual == usual
    }

    /// Reads the available output.
    @discardableResult
    package func readAvailable() -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&wanted, 1, 0) > 0 { guard readBlock() else { return false } }
        return true
    }

    /// Answers the questions of a program about the background and the kind of terminal.
    private func answer(_ output: String) {
        var answers = ""
        if let background, output.contains("\u{1B}]11;?") { answers += "\u{1B}]11;\(background)\u{07}" }
        if output.contains("\u{1B}[c") { answers += "\u{1B}[?62;22c" }
        let bytes = Array(answers.utf8)
        if !bytes.isEmpty { _ = write(descriptor, bytes, bytes.count) }
    }

    private func waitForOutput(until end: Date) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let left = end.timeIntervalSinceNow
            guard left > 0 else { return false }
            let count = poll(&wanted, 1, Int32(left * 1000) + 1)
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }

    /// Reads a block of output; returns false at the end of the output.
    private func readBlock() -> Bool {
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &block, block.count)
        if count < 0, errno == EINTR { return true }
        guard count > 0 else { return false }
        written += block[..<count]
        screen.write(block[..<count])
        answer(String(decoding: block[..<count], as: UTF8.self))
        return true
    }
}
