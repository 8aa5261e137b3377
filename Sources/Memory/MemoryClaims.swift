import Foundation
import Synchronization

/// Claims of processes on evaluations, so that two shells never measure the same one at once.
///
/// A claim is a lock on one byte of a file beside the memory, at an offset derived from the fingerprint. The system
/// releases it when its process ends, however it ends. Two fingerprints with the same byte (one chance in 2⁶²) would
/// only wait for each other.
final class MemoryClaims: Sendable {
    private let path: String
    private let descriptor = Mutex<Int32?>(nil)

    init(beside memory: String) { path = memory + ".claims" }

    deinit { descriptor.withLock { if let descriptor = $0 { close(descriptor) } } }

    /// Claims a fingerprint for this process.
    ///
    /// - Returns: false if another process has claimed it; true also if claims are not possible.
    func claim(_ fingerprint: [UInt8]) -> Bool { lock(fingerprint, Int16(F_WRLCK)) }

    /// Releases a claim.
    func release(_ fingerprint: [UInt8]) { _ = lock(fingerprint, Int16(F_UNLCK)) }

    private func lock(_ fingerprint: [UInt8], _ kind: Int16) -> Bool {
        descriptor.withLock { descriptor in
            if descriptor == nil {
                let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
                guard opened >= 0 else { return true }
                descriptor = opened
            }
            guard let descriptor else { return true }
            var range = flock()
            (range.l_type, range.l_whence) = (kind, Int16(SEEK_SET))
            (range.l_start, range.l_len) = (off_t(Self.offset(of: fingerprint)), 1)
            #if os(Linux)
                // F_OFD_SETLK, which Swift does not see: the lock belongs to the open file, not to the process.
                let command: CInt = 37
            #else
                let command = F_SETLK
            #endif
            guard fcntl(descriptor, command, &range) != 0 else { return true }
            return errno != EAGAIN && errno != EACCES
        }
    }

    private static func offset(of fingerprint: [UInt8]) -> UInt64 {
        fingerprint.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 2
    }
}

extension ScoreMemory {
    /// Claims the evaluation with a fingerprint, in order to measure it.
    ///
    /// - Returns: false if another process is measuring it now; its result will be found here, unless that process
    ///   ends early. A memory without a file is never shared.
    public func claim(_ fingerprint: [UInt8]) -> Bool { claims?.claim(fingerprint) ?? true }

    /// Releases a claim, once the result is remembered or will never be.
    public func release(_ fingerprint: [UInt8]) { claims?.release(fingerprint) }
}
