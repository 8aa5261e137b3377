extension LauncherKind {
    static let processes = LauncherKind(
        "processes", "processes of this machine: a crash in one does not end the shell",
        command: "{ns} evaluator")
}
