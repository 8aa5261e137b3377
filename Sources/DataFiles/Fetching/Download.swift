import CCurl
import Datasets
import Foundation

/// Downloads one file into a folder. A file with this name in the folder is always complete and has the right
/// checksum.
///
/// The bytes received so far are kept beside it (`NAME.part`), and the next download continues from there, whichever
/// process began it. Two processes take turns: the second one waits and then finds the file. libcurl respects the
/// proxies of the environment.
package struct Download: Sendable {
    private let file: RemoteFile
    private let folder: String
    /// The number of seconds without data after which a connection counts as broken.
    private let patience: Int
    private let pause: Pause

    /// Waits for a time; returns early if the monitor wants to stop.
    package typealias Pause = @Sendable (_ duration: Duration, _ wantsStop: () -> Bool) -> Void

    /// Creates a download without starting it.
    ///
    /// - Parameters:
    ///   - file: The file to download.
    ///   - folder: The folder to download it into.
    ///   - patience: The number of seconds without data after which a connection counts as broken.
    ///   - pause: The function that waits between two attempts.
    package init(
        _ file: RemoteFile, into folder: String, patience: Int = 30, pause: @escaping Pause = Download.sleep
    ) {
        self.file = file
        self.folder = folder
        self.patience = patience
        self.pause = pause
    }

    /// The number of attempts without progress after which an address is given up.
    private static let tries = 3
    /// The first pause; it doubles with each further attempt without progress.
    private static let firstPause = Duration.milliseconds(500)

    /// Sleeps in short steps, so that Ctrl-C is noticed.
    package static let sleep: Pause = { duration, wantsStop in
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end, !wantsStop() { usleep(50_000) }
    }

    private var path: String { "\(folder)/\(file.name)" }
    private var part: String { "\(folder)/\(file.name).part" }

    /// Returns the number of bytes that an earlier download left; 0 for none.
    package static func kept(of file: RemoteFile, in folder: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file.name).part")[.size] as? Int) ?? 0
    }

    /// Downloads the file unless it exists.
    ///
    /// - Throws: `.unfetched` with the response of each address; `.unreadable` if the folder cannot be written;
    ///   `.stopped`, after which the received bytes are kept.
    package func run(_ monitor: Monitor) throws(DataError) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .noDownloadFolder(folder)
        }
        guard let descriptor = try locked(monitor) else { return }
        defer { close(descriptor) }
        var failures: [DataError.Failure] = []
        for address in file.addresses {
            guard let reason = try fetch(from: address, descriptor, monitor) else { return try publish(descriptor) }
            failures.append(.init(address: address + file.name, reason: reason))
        }
        throw .unfetched(file: file.name, failures: failures)
    }

    /// Returns the opened and locked part; nil if another process has completed the file in the meantime.
    private func locked(_ monitor: Monitor) throws(DataError) -> Int32? {
        while true {
            let descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw .unreadable(path: part, reason: String(cString: strerror(errno)))
            }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                do throws(DataError) {
                    try monitor.report(
                        .fetching(
                            file: file.name, address: "another process", done: Self.kept(of: file, in: folder),
                            total: file.size))
                } catch {
                    close(descriptor)
                    throw error
                }
                usleep(100_000)
            }
            // The previous owner may have given it its final name, or removed it.
            var (here, there) = (stat(), stat())
            if fstat(descriptor, &here) == 0, stat(part, &there) == 0, here.st_ino == there.st_ino {
                guard !FileManager.default.fileExists(atPath: path) else {
                    unlink(part)
                    close(descriptor)
                    return nil
                }
                return descriptor
            }
            close(descriptor)
            if FileManager.default.fileExists(atPath: path) { return nil }
        }
    }

    /// Completes the part, with the right size and checksum; returns the reason if that was not possible, otherwise
    /// nil.
    private func fetch(from address: String, _ descriptor: Int32, _ monitor: Monitor) throws(DataError) -> String? {
        var wasResumed = size(of: descriptor) > 0
        while true {
            if let reason = try transfer(from: address, descriptor, monitor) { return reason }
            let found = size(of: descriptor)
            guard found == file.size else {
                try restart(descriptor)
                return DownloadFailure.wrongSize(found, expected: file.size)
            }
            let checksum = try checksum(descriptor, monitor)
            if checksum == file.checksum { return nil }
            try restart(descriptor)
            // The bytes of an earlier download may belong to another file.
            guard wasResumed else {
                return DownloadFailure.wrongChecksum(checksum, expected: file.checksum)
            }
            wasResumed = false
        }
    }

    /// Downloads the missing bytes; returns the reason if that was not possible, otherwise nil.
    private func transfer(
        from address: String, _ descriptor: Int32, _ monitor: Monitor
    ) throws(DataError) -> String? {
        if size(of: descriptor) > file.size { try restart(descriptor) }
        var furthest = size(of: descriptor)
        var triesWithoutProgress = 0
        var resumes = true
        while size(of: descriptor) < file.size {
            let before = size(of: descriptor)
            let result = perform(address + file.name, descriptor, from: before, monitor)
            let message = withUnsafeBytes(of: result.message) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            switch result.end {
            case TRANSFER_WHOLE: return nil
            case TRANSFER_STOPPED: throw .stopped
            case TRANSFER_REFUSED: return DownloadFailure.answered(Int(result.status))
            case TRANSFER_NO_RESUMING:
                guard before > 0 else { return message }
                resumes = false
                try restart(descriptor)
            case TRANSFER_TOO_LONG:
                try restart(descriptor)
                return DownloadFailure.tooLong(limit: file.size)
            case TRANSFER_UNWRITABLE: throw .unreadable(path: part, reason: message)
            case TRANSFER_NO_LIBRARY: return DownloadFailure.noLibrary(message)
            default:
                // Without any response, the address is wrong or there is no network.
                guard result.status != 0 else { return message }
                let reached = size(of: descriptor)
                triesWithoutProgress = reached > furthest ? 0 : triesWithoutProgress + 1
                furthest = max(furthest, reached)
                guard triesWithoutProgress < Self.tries else {
                    return DownloadFailure.brokenOff(
                        after: furthest, of: file.size, tries: Self.tries, resumes: resumes, message)
                }
                pause(Self.firstPause * (1 << triesWithoutProgress)) { monitor.wantsStop }
                if monitor.wantsStop { throw .stopped }
                if !resumes { try restart(descriptor) }
            }
        }
        return nil
    }

    private func perform(
        _ address: String, _ descriptor: Int32, from offset: Int, _ monitor: Monitor
    ) -> TransferResult {
        let watch = TransferWatch(monitor: monitor, file: file.name, address: address)
        return address.withCString { address in
            "ns".withCString { agent in
                let transfer = Transfer(
                    address: address, descriptor: descriptor, offset: Int64(offset), size: Int64(file.size),
                    patience: patience, agent: agent)
                return withExtendedLifetime(watch) {
                    transfer_run(
                        transfer,
                        { context, done, total in
                            guard let context else { return false }
                            return Unmanaged<TransferWatch>.fromOpaque(context).takeUnretainedValue().report(
                                done, total)
                        }, Unmanaged.passUnretained(watch).toOpaque())
                }
            }
        }
    }

    /// The receiver of the transfer's progress.
    private final class TransferWatch {
        private let monitor: Monitor
        private let file: String
        private let address: String

        init(monitor: Monitor, file: String, address: String) {
            self.monitor = monitor
            self.file = file
            self.address = address
        }

        /// Reports progress.
        ///
        /// - Returns: true if the transfer has to stop.
        func report(_ done: Int64, _ total: Int64) -> Bool {
            do {
                try monitor.report(.fetching(file: file, address: address, done: Int(done), total: Int(total)))
                return false
            } catch {
                return true
            }
        }
    }

    private func size(of descriptor: Int32) -> Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    private func restart(_ descriptor: Int32) throws(DataError) {
        guard ftruncate(descriptor, 0) == 0 else {
            throw .unreadable(path: part, reason: String(cString: strerror(errno)))
        }
    }

    private func checksum(_ descriptor: Int32, _ monitor: Monitor) throws(DataError) -> String {
        var builder = Digest.Builder()
        var position = 0
        while position < file.size {
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(position)))
            }
            guard !bytes.isEmpty else { throw .truncatedDownload(part) }
            builder.add(bytes)
            position += bytes.count
            if monitor.wantsStop { throw .stopped }
        }
        return builder.finish().description
    }

    /// Gives the completed file its final name, atomically.
    private func publish(_ descriptor: Int32) throws(DataError) {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
