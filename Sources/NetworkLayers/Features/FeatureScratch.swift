/// Memory that the library needs while a convolution runs, for one thread.
package final class FeatureScratch {
    package private(set) var pointer: UnsafeMutableRawPointer
    private var bytes: Int

    package init() {
        bytes = 64
        pointer = .allocate(byteCount: 64, alignment: 64)
    }

    /// Provides at least a number of bytes.
    package func reserve(_ count: Int) {
        guard count > bytes else { return }
        pointer.deallocate()
        pointer = .allocate(byteCount: count, alignment: 64)
        bytes = count
    }

    deinit { pointer.deallocate() }
}
