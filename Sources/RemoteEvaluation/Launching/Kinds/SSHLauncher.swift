extension LauncherKind {
    static let ssh = LauncherKind(
        "ssh", "other machines in turn, reached by ssh without a password",
        command: "ssh -T -o BatchMode=yes -o ServerAliveInterval=10 -- {host} exec {shell_ns} evaluator")
}
