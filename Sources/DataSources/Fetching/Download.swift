import CCurl
import Datasets
import Foundation

/// Fetches one file into a folder: what lies there under the file's name is whole and has the right checksum, always.
///
/// What came so far is kept beside it (`NAME.part`), and the next download goes on from there, whoever began it. Two
/// processes take turns: the second one waits, and finds the file. libcurl respects the proxies of the environment.
package struct Download: Sendable {
    private let file: RemoteFile
    private let folder: String
    /// Seconds without bytes until a connection counts as broken.
    private let patience: Int
    private let pause: Pause

    /// Waits for some seconds; gives up waiting as soon as the monitor wants to stop.
    package typealias Pause = @Sendable (_ seconds: Double, _ wantsStop: () -> Bool) -> Void

    /// A download that has not begun.
    ///
    /// - Parameters:
    ///   - patience: seconds without bytes until a connection counts as broken.
    ///   - pause: waits between two tries.
    package init(
        _ file: RemoteFile, into folder: String, patience: Int = 30, pause: @escaping Pause = Download.sleep
    ) {
        self.file = file
        self.folder = folder
        self.patience = patience
        self.pause = pause
    }

    /// The tries without a byte beyond the furthest one so far after which an address is given up.
    private static let tries = 3
    /// The first pause, in seconds; it doubles with each further try without progress.
    private static let firstPause = 0.5

    /// Sleeps in short steps, so that Ctrl-C is noticed.
    package static let sleep: Pause = { seconds, wantsStop in
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end, !wantsStop() { usleep(50_000) }
    }

    private var path: String { "\(folder)/\(file.name)" }
    private var part: String { "\(folder)/\(file.name).part" }

    /// The bytes that an earlier download left; 0 for none.
    package static func kept(of file: RemoteFile, in folder: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(file.name).part")[.size] as? Int) ?? 0
    }

    /// Fetches it, unless it is there.
    ///
    /// - Throws: `.unfetched` with what each address answered; `.unreadable` where the folder cannot be written;
    ///   `.stopped`, and what came is kept.
    package func run(_ monitor: Monitor) throws(DataError) {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unreadable(path: folder, reason: "the folder cannot be made")
        }
        guard let descriptor = try locked(monitor) else { return }
        defer { close(descriptor) }
        var failures: [DataError.Failure] = []
        for address in file.addresses {
            guard let reason = try fetch(from: address, descriptor, monitor) else { return try place(descriptor) }
            failures.append(.init(address: address + file.name, reason: reason))
        }
        throw .unfetched(file: file.name, failures: failures)
    }

    /// The open part, which nobody else writes; nil where somebody else finished the file meanwhile.
    private func locked(_ monitor: Monitor) throws(DataError) -> Int32? {
        while true {
            let descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw .unreadable(path: part, reason: String(cString: strerror(errno)))
            }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                do throws(DataError) {
                    try monitor.tell(
                        .fetching(
                            file: file.name, address: "another process", done: Self.kept(of: file, in: folder),
                            total: file.size))
                } catch {
                    close(descriptor)
                    throw error
                }
                usleep(100_000)
            }
            // Whoever had it may have given it its final name, or removed it.
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

    /// Brings the part to the file's size, with the right checksum; gives why that was not possible, or nil.
    private func fetch(from address: String, _ descriptor: Int32, _ monitor: Monitor) throws(DataError) -> String? {
        var wasResumed = size(of: descriptor) > 0
        while true {
            if let reason = try transfer(from: address, descriptor, monitor) { return reason }
            let found = size(of: descriptor)
            guard found == file.size else {
                try restart(descriptor)
                return "it sent \(found) bytes, expected \(file.size)"
            }
            let checksum = try checksum(descriptor, monitor)
            if checksum == file.checksum { return nil }
            try restart(descriptor)
            // What an earlier download left may have been of another file.
            guard wasResumed else {
                return "it sent other bytes: SHA-256 \(checksum.prefix(12))…, expected \(file.checksum.prefix(12))…"
            }
            wasResumed = false
        }
    }

    /// Fetches what is missing; gives why that was not possible, or nil.
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
            case TRANSFER_REFUSED: return "it answered \(result.status)"
            case TRANSFER_NO_RESUMING:
                guard before > 0 else { return message }
                resumes = false
                try restart(descriptor)
            case TRANSFER_TOO_LONG:
                try restart(descriptor)
                return "it sent more than \(file.size) bytes"
            case TRANSFER_UNWRITABLE: throw .unreadable(path: part, reason: message)
            case TRANSFER_NO_LIBRARY: return "fetching needs libcurl: \(message)"
            default:
                // Without any answer, the address is wrong or there is no network.
                guard result.status != 0 else { return message }
                let reached = size(of: descriptor)
                triesWithoutProgress = reached > furthest ? 0 : triesWithoutProgress + 1
                furthest = max(furthest, reached)
                guard triesWithoutProgress < Self.tries else {
                    return
                        "it broke off after \(furthest) of \(file.size) bytes, and \(Self.tries) more tries brought no "
                        + "more" + (resumes ? "" : "; it does not resume downloads") + " (\(message))"
                }
                pause(Self.firstPause * Double(1 << triesWithoutProgress)) { monitor.wantsStop }
                if monitor.wantsStop { throw .stopped }
                if !resumes { try restart(descriptor) }
            }
        }
        return nil
    }

    private func perform(
        _ address: String, _ descriptor: Int32, from offset: Int, _ monitor: Monitor
    ) -> TransferResult {
        let watch = Watch(monitor: monitor, file: file.name, address: address)
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
                            return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().tell(done, total)
                        }, Unmanaged.passUnretained(watch).toOpaque())
                }
            }
        }
    }

    /// What the transfer's progress is told to.
    private final class Watch {
        private let monitor: Monitor
        private let file: String
        private let address: String

        init(monitor: Monitor, file: String, address: String) {
            self.monitor = monitor
            self.file = file
            self.address = address
        }

        /// Whether to stop.
        func tell(_ done: Int64, _ total: Int64) -> Bool {
            do {
                try monitor.tell(.fetching(file: file, address: address, done: Int(done), total: Int(total)))
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
        var place = 0
        while place < file.size {
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
            }
            guard !bytes.isEmpty else { throw .unreadable(path: part, reason: "it ended while it was read") }
            builder.add(bytes)
            place += bytes.count
            if monitor.wantsStop { throw .stopped }
        }
        return builder.finish().description
    }

    /// Gives the file its name: whole, or not at all.
    private func place(_ descriptor: Int32) throws(DataError) {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
