package import Foundation

/// The environment variable that every program of a process group inherits. It finds the processes that have left the
/// group (`setsid`, daemons), which signals to the group do not reach.
package enum GroupMarker {
    /// The name of the variable; its value is the identifier of the group.
    package static let variable = "NS_PROCESS_GROUP"

    /// Returns the running processes of a group, and those outside of it that carry its marker. Empty on systems
    /// without /proc.
    ///
    /// - Parameters:
    ///   - group: the identifier of the group.
    ///   - first: a process that was started before all of them and shortly before this call, to look at fewer
    ///     processes; nil to look at all.
    /// - Complexity: O(processes of this machine), or O(processes started since `first`).
    package static func processes(of group: pid_t, after first: pid_t? = nil) -> [pid_t] {
        let marker = Array("\(variable)=\(group)".utf8)
        return (first.flatMap(started) ?? running).filter { process in
            guard process != getpid(), let state = ProcessState(of: process), !state.isZombie else { return false }
            // The environments of other users' processes cannot be read, and they are none of ours.
            return state.group == group
                || FileManager.default.contents(atPath: "/proc/\(process)/environ")?.split(separator: 0)
                    .contains { $0.elementsEqual(marker) } ?? false
        }
    }

    /// The identifiers of all processes.
    private static var running: [pid_t] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return [] }
        return names.compactMap { pid_t($0) }
    }

    /// The maximum number of identifiers that are tried one by one.
    private static let mostTried: pid_t = 256

    /// Returns the identifiers that were given out since a process was started; nil if there are many, or if the system
    /// does not report it.
    private static func started(after first: pid_t) -> [pid_t]? {
        // The last word of this file is the identifier given out last.
        guard let text = FileManager.default.contents(atPath: "/proc/loadavg"),
            let last = pid_t(String(decoding: text, as: UTF8.self).split { $0.isWhitespace }.last ?? ""), last > 0,
            last >= first, last - first <= mostTried
        else { return nil }
        return Array(first...last)
    }

    /// Returns a function for `sh` that sends a signal to all processes that carry the marker of the shell's own group.
    static let shellFunction = """
        marked() { for e in /proc/[0-9]*/environ; do grep -qzx "\(variable)=$$" "$e" 2>/dev/null || continue; \
        p=${e#/proc/}; kill -s "$1" "${p%/environ}" 2>/dev/null; done; }
        """
}

/// The state of a process, as reported by /proc.
private struct ProcessState {
    /// True if it has ended and only its exit status is left.
    let isZombie: Bool
    /// The identifier of its group.
    let group: pid_t

    /// Reads the state; nil if there is no such process.
    init?(of process: pid_t) {
        guard let text = FileManager.default.contents(atPath: "/proc/\(process)/stat"),
            // The name before these fields may contain anything, even parentheses.
            let nameEnd = text.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let fields = String(decoding: text[(nameEnd + 1)...], as: UTF8.self).split { $0.isWhitespace }
        guard fields.count > 2, let group = pid_t(fields[2]) else { return nil }
        isZombie = fields[0] == "Z" || fields[0] == "X"
        self.group = group
    }
}
