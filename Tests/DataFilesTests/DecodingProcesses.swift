import DataSources
import Foundation
import Synchronization

/// Processes for tests: the work of a decoding process in threads of the test, behind real pipes.
final class DecodingThreads: DecodingProcesses {
    let count: Int
    /// The numbers of answers after which the processes end, the first one's first; later ones never do.
    private let lives: Mutex<[Int]>
    private let started = Mutex(0)
    private let ended = Counter()

    /// The number of processes started so far.
    var startCount: Int { started.withLock { $0 } }
    /// The number of processes that were asked to end.
    var endCount: Int { ended.count.withLock { $0 } }

    init(count: Int = 2, lives: [Int] = []) {
        self.count = count
        self.lives = Mutex(lives)
    }

    func start(sharing count: Int) throws(DecodingFailure) -> any DecodingProcess {
        started.withLock { $0 += 1 }
        return DecodingThread(life: lives.withLock { $0.isEmpty ? nil : $0.removeFirst() }, ended)
    }

    func wait(for processes: [(process: any DecodingProcess, isSending: Bool)], within limit: Duration) {
        var polled = processes.compactMap { process, _ in
            (process as? DecodingThread).map {
                pollfd(fd: $0.answers, events: Int16(POLLIN), revents: 0)
            }
        }
        _ = poll(&polled, nfds_t(polled.count), 100)
    }
}

private final class Counter: Sendable {
    let count = Mutex(0)
}

/// A thread that answers like a process.
private final class DecodingThread: DecodingProcess {
    /// The descriptor from which answers are read.
    let answers: Int32
    private let requests: Int32
    /// The number of answers after which it ends; nil for never.
    private var life: Int?
    private let ended: Counter

    init(life: Int?, _ ended: Counter) {
        let (toThread, fromThread) = (Self.pipe(), Self.pipe())
        (requests, answers) = (toThread.writing, fromThread.reading)
        self.life = life
        self.ended = ended
        _ = fcntl(answers, F_SETFL, O_NONBLOCK)
        Thread.detachNewThread {
            DecodingService.run(requests: toThread.reading, answers: fromThread.writing, prepare: {})
            close(toThread.reading)
            close(fromThread.writing)
        }
    }

    deinit {
        finish()
        close(answers)
    }

    private var hasEnded = false

    private static func pipe() -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            precondition(Glibc.pipe(&ends) == 0)
        #else
            precondition(Darwin.pipe(&ends) == 0)
        #endif
        return (ends[0], ends[1])
    }

    func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !hasEnded else { return nil }
        let count = bytes.withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
        return count < 0 ? nil : count
    }

    func receive(into buffer: inout [UInt8]) -> Int? {
        if life == 0 { return nil }
        // One answer at a time, so that they can be counted: its length, then its content.
        guard life != nil else { return received(into: &buffer, buffer.count) }
        var length: [UInt8] = [0, 0, 0, 0]
        guard received(into: &length, 4) == 4 else { return 0 }
        let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
        var content = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            var rest = [UInt8](repeating: 0, count: count - done)
            let found = received(into: &rest, rest.count) ?? 0
            content.replaceSubrange(done..<done + found, with: rest.prefix(found))
            done += found
        }
        life = life.map { $0 - 1 }
        buffer.replaceSubrange(0..<4 + count, with: length + content)
        return 4 + count
    }

    private func received(into buffer: inout [UInt8], _ most: Int) -> Int? {
        let count = read(answers, &buffer, most)
        if count > 0 { return count }
        return count < 0 && errno == EAGAIN ? 0 : nil
    }

    @discardableResult func end() -> String {
        if !hasEnded { ended.count.withLock { $0 += 1 } }
        finish()
        return "was killed by signal 11"
    }

    private func finish() {
        if !hasEnded {
            close(requests)
            // The thread must not write to a closed pipe, which would end the tests.
            _ = fcntl(answers, F_SETFL, 0)
            var rest = [UInt8](repeating: 0, count: 1 << 16)
            while read(answers, &rest, rest.count) > 0 {}
        }
        hasEnded = true
    }
}

/// Processes that send the same bytes whatever they are asked, and then end.
struct ScriptedProcesses: DecodingProcesses {
    let count = 1
    let bytes: [UInt8]

    func start(sharing count: Int) throws(DecodingFailure) -> any DecodingProcess { ScriptedProcess(bytes) }

    func wait(for processes: [(process: any DecodingProcess, isSending: Bool)], within limit: Duration) {}

    private final class ScriptedProcess: DecodingProcess {
        private var bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func send(_ bytes: ArraySlice<UInt8>) -> Int? { bytes.count }

        func receive(into buffer: inout [UInt8]) -> Int? {
            guard !bytes.isEmpty else { return nil }
            let count = min(bytes.count, buffer.count)
            buffer.replaceSubrange(0..<count, with: bytes.prefix(count))
            bytes.removeFirst(count)
            return count
        }

        func end() -> String { "was killed by signal 9" }
    }
}
