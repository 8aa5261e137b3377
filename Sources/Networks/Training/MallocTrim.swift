import Kernels

/// Memory that training has freed but that the C library keeps for each thread: after hundreds of trainings this is
/// several times the memory in use.
enum MallocTrim {
    /// The number of parameters from which on returning memory, which takes some milliseconds, is negligible.
    private static let leastParameters = 10_000

    /// Returns freed memory to the system after a training.
    static func giveBack(after architecture: Architecture) {
        if architecture.parameterCount >= leastParameters { give_back_freed_memory() }
    }
}
