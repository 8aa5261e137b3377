/// Memory that the library needs while a convolution runs, for one thread.
final class FeatureScratch {
    private(set) var pointer: UnsafeMutableRawPointer
    private var bytes: Int

    init() {
        bytes = 64
        pointer = .allocate(byteCount: 64, alignment: 64)
    }

    /// Provides at least a number of bytes.
    func reserve(_ count: Int) {
        guard count > bytes else { return }
        pointer.deallocate()
        pointer = .allocate(byteCount: count, alignment: 64)
        bytes = count
    }

    deinit { pointer.deallocate() }
}
