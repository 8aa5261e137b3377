import Foundation

/// The environment variable that every program of a process group inherits. It finds the processes that have left the
/// group (`setsid`, daemons), which signals to the group do not reach.
enum GroupMarker {
    /// The name of the variable; its value is the identifier of the group.
    static let variable = "NS_PROCESS_GROUP"

    /// Returns the running processes that carry the marker of a group, inside and outside of it. Empty on systems
    /// without /proc.
    ///
    /// - Complexity: O(processes of this machine).
    static func processes(of group: pid_t) -> [pid_t] {
        let marker = "\(variable)=\(group)".utf8
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return [] }
        return names.compactMap { name in
            // The environments of other users' processes cannot be read, and they are none of ours.
            guard let process = pid_t(name), process != getpid(),
                let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ")
            else { return nil }
            return environment.split(separator: 0).contains { $0.elementsEqual(marker) } ? process : nil
        }
    }

    /// Returns a function for `sh` that sends a signal to all processes that carry the marker of the shell's own group.
    static let shellFunction = """
        marked() { for e in /proc/[0-9]*/environ; do grep -qzx "\(variable)=$$" "$e" 2>/dev/null || continue; \
        p=${e#/proc/}; kill -s "$1" "${p%/environ}" 2>/dev/null; done; }
        """
}
