import Foundation

/// Returns true if a process runs; a zombie, which has ended but has not been reaped, does not.
package func isRunning(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let name = stat.lastIndex(of: ")")
    else { return FileManager.default.fileExists(atPath: "/proc/self/stat") == false }
    return !stat[name...].hasPrefix(") Z")
}

/// Waits until a process has ended; throws if it still runs after 20 s.
package func waitForEnd(of process: Int32) throws {
    struct StillRunning: Error { let process: Int32 }
    let end = Date(timeIntervalSinceNow: 20)
    while isRunning(process) {
        guard Date() < end else { throw StillRunning(process: process) }
        _ = poll(nil, 0, 5)
    }
}
