import Platform

/// The processes that the programs of a group left behind.
struct Leftovers {
    /// The group.
    let group: pid_t
    /// A moment before the group's first program.
    let begin: SystemTicks
    /// True if the programs of the group that still run are being ended, so that what they started is left behind too.
    var isEnding = false

    /// Returns the processes that run now: those of the group, those that carry its marker, the orphans that no other
    /// program can have started, and the descendants of these orphans. Reaps the orphans that have ended.
    ///
    /// - Parameter first: a process that was started before all of them and shortly before this call, to look at fewer
    ///   processes; nil to look at all.
    /// - Complexity: O(processes of this machine), or O(processes started since `first`) if there are no orphans.
    func running(after first: pid_t? = nil) -> [pid_t] {
        let started = StartedProcesses.shared
        let (own, ownGroup) = (getpid(), getpgrp())
        let isAdopting = started.isAdopting
        let adopted = isAdopting ? Set(started.adopted) : []
        let recent = first.flatMap(GroupMarker.started).map { recent in
            recent + adopted.filter { !recent.contains($0) }
        }
        var left: [pid_t] = []
        var (orphans, ended): ([Orphan], [Orphan]) = ([], [])
        var gone = adopted
        for process in recent ?? ProcessFile.processes where process != own && process != group {
            guard let state = ProcessState(of: process) else { continue }
            gone.remove(process)
            guard !state.isZombie else {
                if isAdopting, state.parent == own { ended.append(Orphan(process, state)) }
                continue
            }
            guard state.group != group else {
                left.append(process)
                continue
            }
            // What is older than the group has no mark of it; threads of the kernel never have arguments.
            let marks = state.start >= begin ? ProcessMarks.settled(of: process) : ProcessMarks(of: process)
            if marks.group == group {
                left.append(process)
            } else if isAdopting, state.parent == own, state.group != ownGroup, !marks.isShellsOwn,
                state.start >= begin || adopted.contains(process)
            {
                orphans.append(Orphan(process, state, marker: marks.group))
            }
        }
        started.reap(ended, gone: Array(gone))
        if !orphans.isEmpty {
            let ownerless = started.ownerless(orphans, ending: isEnding ? group : 0)
            if !ownerless.isEmpty { left += Self.trees(of: ownerless).subtracting(left) }
        }
        // A process of another user can neither be ended nor waited for.
        return left.filter { kill($0, 0) == 0 }
    }

    /// Returns processes with all their running descendants.
    private static func trees(of roots: [pid_t]) -> Set<pid_t> {
        var children: [pid_t: [pid_t]] = [:]
        for process in ProcessFile.processes {
            guard let state = ProcessState(of: process), !state.isZombie else { continue }
            children[state.parent, default: []].append(process)
        }
        var found = Set(roots)
        var next = roots
        while let process = next.popLast() {
            for child in children[process] ?? [] where found.insert(child).inserted { next.append(child) }
        }
        return found
    }
}
