import Foundation

/// The decoding of images and archives: in this process, or in others that a damaged file may end.
package final class Decoding {
    private let processes: (any DecodingProcesses)?
    /// A process that waits for the next archive: tables are opened several times.
    private var waiting: DecodingConnection?

    /// Creates the decoding.
    ///
    /// - Parameter processes: Starts the processes; nil to decode in this process.
    init(_ processes: (any DecodingProcesses)?) { self.processes = processes }

    // MARK: - Archives

    /// Opens an archive or a compressed file.
    ///
    /// - Throws: `.unreadable` if it cannot be opened; `.stopped`.
    func archive(
        _ path: String, _ formats: Archive.Formats, _ monitor: Monitor
    ) throws(DataError) -> any ArchiveContent {
        guard let processes else { return try LibraryArchive(path: path, formats: formats) }
        let path = try Self.visible(path)
        let connection: DecodingConnection
        if let waiting {
            connection = waiting
            self.waiting = nil
        } else {
            do { connection = DecodingConnection(try processes.start(sharing: 1)) } catch {
                throw .unreadable(path: path, reason: error.reason)
            }
        }
        return try RemoteArchive(path: path, formats: formats, connection, processes, monitor)
    }

    /// Keeps the process of an archive that is no longer needed.
    func keep(_ connection: DecodingConnection) { waiting = connection }

    /// Returns a path that has the same meaning in another process.
    private static func visible(_ path: String) throws(DataError) -> String {
        // `/dev/stdin` and its like belong to one process.
        guard path.hasPrefix("/dev/") || path.hasPrefix("/proc/") else { return path }
        guard let resolved = realpath(path, nil) else {
            throw .isPipe(path)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Returns the reason for a file whose process has ended.
    static func reason(_ ended: DecodingConnection.Ended) -> String {
        DataError.readerEnded(ended.reason, wasReady: ended.wasReady)
    }

    // MARK: - Pictures

    /// Calls `body` with each picture and the result of its decoding, in order. Uses all cores.
    ///
    /// - Parameter progress: Receives the number of pictures that are done.
    /// - Throws: `.unreadable` if a file cannot be opened, or if libgd is not installed; `.stopped`; the errors of
    ///   `progress`.
    package func pictures<Value: Sendable>(
        _ files: [PictureFile], _ work: PictureWork<Value>, _ monitor: Monitor,
        progress: (Int) throws(DataError) -> Void,
        _ body: (PictureFile, PictureFile.Reading<Value>) throws(DataError) -> Void
    ) throws(DataError) {
        guard let processes else {
            for start in stride(from: 0, to: files.count, by: 64) {
                try progress(start)
                let batch = Array(files[start..<min(files.count, start + 64)])
                for (file, result) in zip(batch, work.here(batch)) { try body(file, try result.get()) }
            }
            return
        }
        var decoding = PictureDecoding(files, work, processes)
        var (done, reported) = (0, -1)
        while done < files.count {
            if done / 64 > reported {
                try progress(done)
                reported = done / 64
            }
            try decoding.step()
            while let result = decoding.next() {
                try body(files[done], try result.get())
                done += 1
            }
            if monitor.wantsStop { throw .stopped }
        }
    }
}
