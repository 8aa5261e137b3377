package import Compute

/// The samples of a batch that pass through several layers at once, while their numbers are in the processor's cache.
///
/// The division of a batch depends on the network alone, never on the number of cores: sums over samples have one
/// order.
package struct FeatureSlice {
    /// The first sample of the batch.
    package let start: Int
    /// The number of samples.
    package let count: Int
    /// The number of the slice in the batch.
    package let index: Int
    /// The number of the chunk, whose slices one thread computes one after another, adding up their gradients.
    package let chunk: Int
    /// True for the first slice of a chunk.
    let isFirst: Bool
    /// The number of the thread.
    package let member: Int
}

/// The division of batches into slices, and of slices into chunks.
package struct FeatureSlices {
    /// The maximum number of samples of a slice.
    package let size: Int

    /// The numbers of a slice after its largest layer, 1 MB: its gradients and those of the next layer fit into the
    /// cache of a core.
    private static let numbers = 1 << 18
    /// With more samples, smaller sums of gradients do not save time.
    private static let maximumSize = 32
    /// The number of chunks: enough for the cores of a computer, few enough for a gradient each.
    private static let maximumChunks = 8

    /// Creates the division for a network.
    ///
    /// - Parameter shapes: The shapes of a sample after each layer.
    package init(_ shapes: [TensorShape]) {
        let largest = shapes.reduce(1) { max($0, $1.count) }
        size = min(max(1, Self.numbers / largest), Self.maximumSize)
    }

    /// The number of slices of a batch.
    package func slices(of count: Int) -> Int { (count + size - 1) / size }

    private func slicesPerChunk(of count: Int) -> Int {
        max(1, (slices(of: count) + Self.maximumChunks - 1) / Self.maximumChunks)
    }

    /// The maximum number of chunks of batches up to a size; a smaller batch may have more chunks than a larger one.
    package func maximumChunks(of batch: Int) -> Int { min(Self.maximumChunks, slices(of: batch)) }

    /// The number of chunks of a batch.
    package func chunks(of count: Int) -> Int {
        let perChunk = slicesPerChunk(of: count)
        return (slices(of: count) + perChunk - 1) / perChunk
    }

    /// Runs a body for each slice of a chunk, in order.
    package func forEach(
        in chunk: Int, of count: Int, member: Int, _ body: (FeatureSlice) throws(NetworksError) -> Void
    ) throws(NetworksError) {
        let perChunk = slicesPerChunk(of: count)
        let first = chunk * perChunk
        for index in first..<min(first + perChunk, slices(of: count)) {
            let start = index * size
            try body(
                FeatureSlice(
                    start: start, count: min(size, count - start), index: index, chunk: chunk,
                    isFirst: index == first, member: member))
        }
    }
}
