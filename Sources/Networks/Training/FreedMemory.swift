import Kernels

/// Memory that a training has freed and that the C library would keep, for each thread by itself: after hundreds of
/// trainings that is several times what is in use.
enum FreedMemory {
    /// Parameters of a network from which on giving back, some milliseconds, is nothing beside its training.
    private static let leastParameters = 10_000

    /// Gives freed memory back to the system after a training.
    static func giveBack(after architecture: Architecture) {
        if architecture.parameterCount >= leastParameters { give_back_freed_memory() }
    }
}
