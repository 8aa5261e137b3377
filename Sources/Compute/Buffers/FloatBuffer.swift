/// Numbers at a fixed address, aligned for vector instructions and freed with the last reference: the training loop
/// neither allocates nor copies.
///
/// Its unsafe pointers are passed only to kernels and products whose shapes were checked when the network was built.
package final class FloatBuffer {
    package let pointer: UnsafeMutablePointer<Float>
    package let count: Int

    package init(count: Int, repeating value: Float = 0) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
        pointer = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        pointer.initialize(repeating: value, count: max(count, 1))
    }

    package convenience init(_ values: [Float]) {
        self.init(count: values.count)
        take(values)
    }

    /// Copies as many numbers as there are in both.
    package func take(_ values: [Float]) {
        values.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { pointer.update(from: base, count: min(count, values.count)) }
        }
    }

    deinit { UnsafeMutableRawPointer(pointer).deallocate() }

    package var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    package func copy(from other: FloatBuffer) { pointer.update(from: other.pointer, count: min(count, other.count)) }
}
