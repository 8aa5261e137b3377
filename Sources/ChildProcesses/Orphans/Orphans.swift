import CProcesses
import Platform

/// The processes that outlive the program that started them and become children of this process.
///
/// A process that leaves its group and clears its environment carries nothing of the program that started it. When
/// its parent ends, Linux makes it a child of the nearest ancestor that asked for it. So this process asks, and ends
/// such an orphan with the last of the programs that may have started it: those that ran when it was started.
package enum Orphans {
    /// The variable in the environment of everything that this process starts, apart from the programs of groups: the
    /// user's own commands, editors and pagers are no orphans of programs, whatever they leave behind.
    static let ownVariable = "NS_STARTED_BY_SHELL"

    /// Allows this process to adopt orphans from its first process group on. Call this before there are other threads,
    /// in a program that starts all its processes in its own group, as a `ChildProcess` or within `sparing`: others
    /// could be taken for orphans.
    package static func allowAdoption() {
        // The first process of a container adopts also what programs of others leave behind.
        guard getpid() != 1, setenv(ownVariable, "\(getpid())", 1) == 0 else { return }
        StartedProcesses.shared.allowAdoption()
    }

    /// Runs a command of the user. What it leaves behind does not end with any evaluation.
    package static func sparing<Value>(_ command: () -> Value) -> Value {
        let started = StartedProcesses.shared
        let start = started.begin(in: 0)
        defer { started.remove(start) }
        let value = command()
        guard started.isAdopting else { return value }
        let children = children()
        started.spare(children.running, startedSince: start)
        started.remove(start)
        started.reap(children.ended)
        return value
    }

    /// Reads the exit statuses of orphans that have ended while programs run, at most once a second.
    package static func reap() {
        guard StartedProcesses.shared.isTimeToReap() else { return }
        var info = siginfo_t()
        guard waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo == SIGCHLD else { return }
        StartedProcesses.shared.reap(children().ended)
    }

    /// Returns the children of this process, adopted or not.
    private static func children() -> (running: [Orphan], ended: [Orphan]) {
        var (running, ended): ([Orphan], [Orphan]) = ([], [])
        for process in ProcessFile.processes {
            guard let state = ProcessState(of: process), state.parent == getpid() else { continue }
            let child = Orphan(process, state)
            if state.isZombie { ended.append(child) } else { running.append(child) }
        }
        return (running, ended)
    }
}

/// A process that may be an orphan.
struct Orphan {
    let identifier: pid_t
    let start: SystemTicks
    let group: pid_t
    /// The group whose marker it carries; nil if it carries none.
    let marker: pid_t?

    init(_ identifier: pid_t, _ state: ProcessState, marker: pid_t? = nil) {
        self.identifier = identifier
        start = state.start
        group = state.group
        self.marker = marker
    }
}
