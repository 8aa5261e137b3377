import Platform

/// A reader of keys from standard input, and of signals while waiting for keys.
final class KeyReader {
    enum Event: Equatable {
        case key(Unicode.Scalar)
        /// A signal: a new window size, a termination or an interrupt.
        case signal
        case end
    }

    var decoder = KeyDecoder()
    /// The last pasted text, announced by the key `paste`.
    private(set) var pasted = ""
    /// The characters of keys that were read but not yet handled.
    private(set) var waiting: [Unicode.Scalar] = []
    private var hasEnded = false

    /// The milliseconds to wait for the rest of a key, whose bytes arrive together.
    private static let patience: Int32 = 50

    /// Waits for the next event and returns it. `beforeWaiting` is called only if no input is available.
    func next(beforeWaiting: () -> Void = {}, afterWaiting: () -> Void = {}) -> Event {
        var isLate = false
        while true {
            if !waiting.isEmpty { return .key(waiting.removeFirst()) }
            if let key = decoder.next(isLate: isLate) {
                queue(key)
                continue
            }
            if hasEnded { return .end }
            isLate = false
            let mustEndSoon = decoder.mustEndSoon
            var ready = Self.poll(timeout: 0)
            if ready == .nothing {
                if mustEndSoon {
                    ready = Self.poll(timeout: Self.patience)
                } else {
                    beforeWaiting()
                    ready = Self.poll(timeout: -1)
                    afterWaiting()
                }
            }
            switch ready {
            case .signal:
                SystemTerminal.drainSignals()
                return .signal
            case .input: readBlock(most: decoder.isPasting ? Self.block : 1)
            case .nothing: isLate = mustEndSoon
            }
        }
    }

    /// Puts a character back, so that it is read next.
    func putBack(_ scalar: Unicode.Scalar) {
        waiting.insert(scalar, at: 0)
    }

    private func queue(_ key: KeyDecoder.Key) {
        switch key {
        case .character(let scalar): waiting.append(scalar)
        case .alternate(let letter): waiting += ["\u{1B}", letter]
        case .special(let special): waiting.append(special.scalar)
        case .paste(let text):
            pasted = text
            waiting.append(SpecialKey.paste.scalar)
        }
    }

    /// Reads everything that was typed so far, and keeps it for `next`.
    func readAvailable() {
        while !hasEnded, Self.poll(timeout: 0) == .input { readBlock(most: Self.block) }
    }

    private static let block = 4_096

    /// Reads some bytes. Only one is read at a time outside of a paste: what was typed after `quit` is left for the
    /// program that started the shell.
    private func readBlock(most: Int) {
        var block = [UInt8](repeating: 0, count: most)
        let count = read(STDIN_FILENO, &block, block.count)
        if count > 0 {
            decoder.append(block[..<count])
        } else if count == 0 {
            // Between two lines, when the terminal has the settings for other programs, input may look like its end.
            hasEnded = isatty(STDIN_FILENO) == 0 || Self.isHungUp
        } else if errno != EINTR && errno != EAGAIN {
            hasEnded = true
        }
    }

    private static var isHungUp: Bool {
        var descriptors = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
        return wait(for: &descriptors, timeout: 0) > 0 && descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0
    }

    enum Ready {
        case input, signal, nothing
    }

    /// Waits for input or a signal; signals come first.
    static func poll(timeout: Int32) -> Ready {
        var descriptors = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: SystemTerminal.signalsDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard wait(for: &descriptors, timeout: timeout) > 0 else { return .nothing }
        return descriptors[1].revents != 0 ? .signal : .input
    }

    private static func wait(for descriptors: inout [pollfd], timeout: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.poll(&descriptors, nfds_t(descriptors.count), timeout)
        #else
            Darwin.poll(&descriptors, nfds_t(descriptors.count), timeout)
        #endif
    }
}
