import Foundation
import Platform

/// The files of /proc.
enum ProcessFile {
    /// Returns the bytes of a file about a process; nil if it cannot be read.
    static func bytes(of process: pid_t, _ name: String) -> [UInt8]? { bytes(at: "/proc/\(process)/\(name)") }

    /// Returns the bytes of a file; nil if it cannot be read.
    static func bytes(at path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }

    /// The identifiers of all processes; empty on systems without /proc.
    static var processes: [pid_t] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
        } catch {
            return []
        }
    }
}
