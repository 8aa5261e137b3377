package import Platform

/// The environment variable that every program of a process group inherits. It finds the processes that have left the
/// group (`setsid`, daemons), which signals to the group do not reach.
package enum GroupMarker {
    /// The name of the variable; its value is the identifier of the group.
    package static let variable = "NS_PROCESS_GROUP"

    /// Returns the running processes of a group, and those outside of it that carry its marker. Empty on systems
    /// without /proc.
    ///
    /// - Parameter group: the identifier of the group.
    /// - Complexity: O(processes of this machine).
    package static func processes(of group: pid_t) -> [pid_t] {
        ProcessFile.processes.filter { process in
            guard process != getpid(), let state = ProcessState(of: process), !state.isZombie else { return false }
            return state.group == group || ProcessMarks(of: process).group == group
        }
    }

    /// The maximum number of identifiers that are tried one by one.
    private static let mostTried: pid_t = 256

    /// Returns the identifiers that were given out since a process was started; nil if there are many, or if the system
    /// does not report it.
    static func started(after first: pid_t) -> [pid_t]? {
        // The last word of this file is the identifier given out last.
        guard let text = ProcessFile.bytes(at: "/proc/loadavg"),
            let word = text.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }).last,
            let last = pid_t(String(decoding: word, as: UTF8.self)), last > 0, last >= first, last - first <= mostTried
        else { return nil }
        return Array(first...last)
    }

    /// Returns a function for `sh` that sends a signal to all processes that carry the marker of the shell's own group.
    static let shellFunction = """
        marked() { for e in /proc/[0-9]*/environ; do grep -qzx "\(variable)=$$" "$e" 2>/dev/null || continue; \
        p=${e#/proc/}; kill -s "$1" "${p%/environ}" 2>/dev/null; done; }
        """
}

/// The variables in a process's environment that tell by whom it was started.
struct ProcessMarks {
    /// The group whose marker the process carries; nil if there is none.
    private(set) var group: pid_t?
    /// True if it was started by the shell itself or by the user's own commands, and not by a program of a group.
    private(set) var isShellsOwn = false
    /// True if it has neither an environment nor arguments: it is just replacing its program, and has them in a moment.
    private(set) var isUnsettled = false

    private static let marker = Array("\(GroupMarker.variable)=".utf8)
    private static let own = Array("\(Orphans.ownVariable)=".utf8)

    /// Reads the environment. The environments of other users' processes cannot be read, and they are none of ours.
    init(of process: pid_t) {
        guard let environment = ProcessFile.bytes(of: process, "environ") else { return }
        if environment.isEmpty { isUnsettled = ProcessFile.bytes(of: process, "cmdline")?.isEmpty == true }
        var rest = environment[...]
        while let end = rest.firstIndex(of: 0) ?? (rest.isEmpty ? nil : rest.endIndex) {
            let entry = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            if entry.starts(with: Self.marker) {
                group = pid_t(String(decoding: entry.dropFirst(Self.marker.count), as: UTF8.self))
            } else if entry.starts(with: Self.own) {
                isShellsOwn = true
            }
        }
    }

    /// Reads the environment, and again for some milliseconds while the process is replacing its program.
    static func settled(of process: pid_t) -> ProcessMarks {
        var marks = ProcessMarks(of: process)
        var attempts = 0
        while marks.isUnsettled, attempts < maximumAttempts {
            usleep(500)
            marks = ProcessMarks(of: process)
            attempts += 1
        }
        return marks
    }

    private static let maximumAttempts = 20
}
