package import Compute

/// The numbers between two steps: of all samples of a batch, or only of the slice that each thread works on.
package final class FeatureStorage {
    /// The numbers of a sample.
    package let width: Int
    private(set) var isWhole: Bool
    private let group: Int
    private var buffer: FloatBuffer
    private var sliceSize = 0

    /// Creates a storage without memory.
    ///
    /// - Parameter group: The group of steps to which the numbers are local unless `touch` tells otherwise.
    package init(width: Int, group: Int, isWhole: Bool) {
        self.width = width
        self.group = group
        self.isWhole = isWhole
        buffer = FloatBuffer(count: 0)
    }

    /// Creates a storage of a whole batch in an existing buffer.
    package init(width: Int, in buffer: FloatBuffer) {
        self.width = width
        group = 0
        isWhole = true
        self.buffer = buffer
    }

    /// Records that steps of a group use the numbers; numbers that several groups use are kept for the whole batch.
    func touch(_ group: Int) { if group != self.group { isWhole = true } }

    /// Keeps the numbers of the whole batch.
    package func keepWhole() { isWhole = true }

    /// Allocates the memory.
    package func allocate(batch: Int, sliceSize: Int, members: Int) {
        self.sliceSize = sliceSize
        guard buffer.count == 0 else { return }
        buffer = FloatBuffer(count: (isWhole ? batch : sliceSize * members) * width)
    }

    /// The numbers of a slice.
    package func numbers(_ slice: FeatureSlice) -> UnsafeMutablePointer<Float> {
        buffer.pointer + (isWhole ? slice.start : slice.member * sliceSize) * width
    }

    /// The numbers of the whole batch.
    package var whole: FloatBuffer { buffer }
}
