import Arithmetic
import Platform
import Time

/// One end of a pipe. It never blocks, no child inherits it, and it is closed on deinitialization.
package final class PipeEnd: Sendable {
    package let descriptor: Int32

    package init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The result of reading a pipe.
    package enum Found { case bytes(Int), nothing, end }

    /// Reads the available bytes into a buffer.
    package func read(into buffer: inout [UInt8]) -> Found {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, &buffer, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, &buffer, buffer.count)
            #else
                let count = Darwin.read(descriptor, &buffer, buffer.count)
            #endif
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            if errno == EINTR { continue }
            return errno == EAGAIN ? .nothing : .end
        }
    }

    /// Writes as many bytes as the pipe accepts; nil if nobody reads it any more. SIGPIPE must be blocked on this
    /// thread.
    package func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        while true {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count >= 0 { return count }
            if errno == EINTR { continue }
            return errno == EAGAIN ? 0 : nil
        }
    }

    /// Makes room for a megabyte in the pipe, where the system allows it, so that large answers need fewer turns.
    package func widen() {
        #if os(Linux)
            // F_SETPIPE_SZ, which Swift does not see.
            _ = fcntl(descriptor, 1031, 1 << 20)
        #endif
    }

    /// Makes writes to unread pipes fail on this thread, instead of ending the process.
    package static func keepThreadFromBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

/// A pipe: one end is kept, the other is for a child.
package struct ChildPipe {
    /// The end that stays here.
    package let kept: PipeEnd
    /// The descriptor of the other end, which blocks as programs expect; its new owner closes it.
    package let given: Int32

    /// The end that stays here.
    package enum Kept { case reading, writing }

    /// Creates a pipe; nil if the process has too many open files.
    package init?(keeping end: Kept) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        // Programs that start in the meantime must not inherit the pipe.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (mine, theirs) = end == .reading ? (ends[0], ends[1]) : (ends[1], ends[0])
        _ = fcntl(mine, F_SETFL, fcntl(mine, F_GETFL) | O_NONBLOCK)
        kept = PipeEnd(mine)
        given = theirs
    }

    /// Closes the other end if it was not passed on.
    package func closeGiven() { close(given) }
}

/// A one-time wait for pipes.
package struct PipeWait {
    private var descriptors: [pollfd] = []

    package init() {}

    /// Waits until a pipe is readable or has ended.
    package mutating func add(reading end: PipeEnd) {
        descriptors.append(pollfd(fd: end.descriptor, events: Int16(POLLIN), revents: 0))
    }

    /// Waits until a pipe is writable.
    package mutating func add(writing end: PipeEnd) {
        descriptors.append(pollfd(fd: end.descriptor, events: Int16(POLLOUT), revents: 0))
    }

    /// Waits until one of the pipes is ready, at most so long.
    package mutating func wait(within limit: Duration) {
        _ = poll(&descriptors, nfds_t(descriptors.count), Int32(saturating: (limit.inSeconds * 1000).rounded(.up)))
    }

    /// Returns true if the pipe added at this index is ready.
    package func isReady(_ index: Int) -> Bool { descriptors[index].revents != 0 }
}

/// Many pipes that are polled repeatedly, each in its own slot.
package struct WatchedPipes {
    private var descriptors: [pollfd]

    /// Creates empty slots.
    package init(count: Int) { descriptors = [pollfd](repeating: pollfd(fd: -1, events: 0, revents: 0), count: count) }

    /// Watches for readable bytes; nil to stop watching.
    package mutating func watch(_ slot: Int, reading end: PipeEnd?) {
        descriptors[slot] = pollfd(fd: end?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    }

    /// Watches for room to write; nil to stop watching.
    package mutating func watch(_ slot: Int, writing end: PipeEnd?) {
        descriptors[slot] = pollfd(fd: end?.descriptor ?? -1, events: Int16(POLLOUT), revents: 0)
    }

    /// Waits until one of the pipes is ready, at most so long.
    ///
    /// - Returns: the slots that are ready.
    /// - Complexity: O(slots).
    package mutating func wait(within limit: Duration) -> [Int] {
        guard
            poll(&descriptors, nfds_t(descriptors.count), Int32(saturating: (limit.inSeconds * 1000).rounded(.up))) > 0
        else {
            return []
        }
        return descriptors.indices.filter { descriptors[$0].fd >= 0 && descriptors[$0].revents != 0 }
    }
}
