extension LauncherKind {
    static let slurm = LauncherKind(
        "slurm", "tasks of one processor each, placed by Slurm",
        command: "srun --quiet --ntasks=1 --cpus-per-task=1 --job-name=ns {ns} evaluator")
}
