package import Kernels

/// Copies of the weights and of a batch at each layer as bfloat16, whose products are faster. The optimizer updates
/// the 32-bit weights (Micikevicius et al., "Mixed precision training", 2018).
package final class BFloat16Buffers {
    /// 16-bit numbers at a fixed address.
    package final class Buffer {
        package let pointer: UnsafeMutablePointer<UInt16>

        init(count: Int) {
            let raw = UnsafeMutableRawPointer.allocate(
                byteCount: max(count, 1) * MemoryLayout<UInt16>.stride, alignment: 64)
            pointer = raw.bindMemory(to: UInt16.self, capacity: max(count, 1))
            pointer.initialize(repeating: 0, count: max(count, 1))
        }

        deinit { UnsafeMutableRawPointer(pointer).deallocate() }

        package func take(_ values: UnsafePointer<Float>, _ count: Int, at start: Int = 0) {
            to_brain_float(values, count, pointer + start)
        }

        /// Copies a part of a matrix of the same shape.
        package func take(_ values: UnsafePointer<Float>, _ part: Part) {
            for row in 0..<part.rows {
                let offset = part.first + row * part.stride
                to_brain_float(values + offset, part.columns, pointer + offset)
            }
        }
    }

    package let weights: [Buffer]
    package let inputs: Buffer
    /// The outputs of hidden layers.
    package let results: [Buffer]
    package let gradient: Buffer

    package init(_ shapes: [(inputs: Int, outputs: Int)], weights values: [FloatBuffer], batch: Int) {
        weights = values.map { values in
            let buffer = Buffer(count: values.count)
            buffer.take(values.pointer, values.count)
            return buffer
        }
        inputs = Buffer(count: batch * (shapes.first?.inputs ?? 0))
        results = shapes.dropLast().map { Buffer(count: batch * $0.outputs) }
        gradient = Buffer(count: batch * shapes.reduce(0) { max($0, $1.outputs) })
    }
}
