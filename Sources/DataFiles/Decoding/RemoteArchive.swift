/// An archive that another process reads.
final class RemoteArchive: ArchiveContent {
    private let path: String
    private let monitor: Monitor
    private let connection: DecodingConnection
    private let processes: any DecodingProcesses
    private(set) var consumed = 0
    /// Bytes of the current entry that have arrived but were not wanted yet.
    private var held: ArraySlice<UInt8> = []
    private var isAtEnd = true
    /// True if the entry has been read beyond its beginning: the following bytes are then requested ahead.
    private var readsAhead = false

    /// The number of bytes to request at the beginning of an entry, which is often enough.
    private static let first = 1 << 16

    /// Opens a file.
    ///
    /// - Throws: `.unreadable` if it cannot be opened; `.stopped`.
    init(
        path: String, formats: Archive.Formats, _ connection: DecodingConnection, _ processes: any DecodingProcesses,
        _ monitor: Monitor
    ) throws(DataError) {
        self.path = path
        self.monitor = monitor
        self.connection = connection
        self.processes = processes
        guard case .opened = try ask(.open(path, formats)) else { throw confused }
    }

    deinit { if !connection.isOver { monitor.decoding.keep(connection) } }

    func nextEntry() throws(DataError) -> Archive.Entry? {
        (held, isAtEnd, readsAhead) = ([], true, false)
        switch try ask(.entry) {
        case .entry(let name, let size):
            isAtEnd = false
            return Archive.Entry(name: name, size: size)
        case .end: return nil
        default: throw confused
        }
    }

    func next(_ wanted: Int) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < wanted {
            if held.isEmpty {
                guard try fetch() else { break }
            }
            let count = min(held.count, wanted - bytes.count)
            if bytes.isEmpty, count == held.count, count < wanted {
                // Room for what usually follows, but not for what a damaged header promises.
                bytes.reserveCapacity(min(wanted, 4 * DecodingAnswer.maximumContent))
            }
            bytes += held.prefix(count)
            held.removeFirst(count)
        }
        return bytes
    }

    /// Receives the next bytes of the entry; false at its end.
    private func fetch() throws(DataError) -> Bool {
        guard !isAtEnd else { return false }
        let answer =
            readsAhead && connection.pending == 1
            ? try awaited() : try ask(.content(readsAhead ? DecodingAnswer.maximumContent : Self.first))
        switch answer {
        case .content(let content, let consumed):
            self.consumed = consumed
            held = content[...]
            // The process reads on while this one works.
            if readsAhead { connection.send(.content(DecodingAnswer.maximumContent)) }
            readsAhead = true
            return !content.isEmpty
        case .end:
            isAtEnd = true
            return false
        default: throw confused
        }
    }

    // MARK: - Requests

    private func ask(_ request: DecodingRequest) throws(DataError) -> DecodingAnswer {
        // Bytes that were requested ahead may not be wanted.
        let obsolete = connection.pending
        connection.send(request)
        for _ in 0..<obsolete { _ = try received() }
        return try awaited()
    }

    /// Waits for the next answer.
    ///
    /// - Throws: `.unreadable` with the reason that the process gave, or if it ended; `.stopped`.
    private func awaited() throws(DataError) -> DecodingAnswer {
        let answer = try received()
        if case .failed(let reason) = answer { throw .unreadable(path: path, reason: reason) }
        return answer
    }

    private func received() throws(DataError) -> DecodingAnswer {
        while true {
            do {
                if let answer = try connection.answer() { return answer }
            } catch {
                throw .unreadable(path: path, reason: Decoding.reason(error))
            }
            if monitor.wantsStop {
                connection.end()
                throw .stopped
            }
            processes.wait(for: [connection.wish], within: .milliseconds(100))
        }
    }

    private var confused: DataError {
        connection.end()
        return .wrongAnswer(path)
    }
}
