import Networks

/// The convolutional blocks that genes describe.
///
/// A block is one or more convolutions that keep the size of the image, then pooling, then dropout. Blocks without
/// filters are left out, as are poolings of images with fewer than 2 rows or columns, so that every genome is a network.
struct ConvolutionPlan: Hashable {
    /// The values of one block, or of all; nil for a value that no gene sets.
    struct Block: Hashable {
        var filters: Int?
        var kernel: Int?
        var convolutions: Int?
        var pooling: BlockPooling?
        var dropout: DropoutRate?
    }

    /// The values of all blocks without their own.
    var common = Block()
    /// The values of single blocks.
    var numbered: [Int: Block] = [:]
    /// The number of equal blocks; nil if no gene sets it.
    var count: Int?
    var isResidual = false
    var head = ConvolutionHead.flatten

    /// The blocks that have filters, from the input on: the numbered ones, or `count` equal ones.
    private var blocks: [(filters: Int, block: Block)] {
        let numbered = (numbered.filter { $0.value.filters != nil }.keys.max() ?? -1) + 1
        let blocks = count ?? max(numbered, common.filters == nil ? 0 : 1)
        return (0..<blocks).compactMap { number in
            let own = self.numbered[number] ?? Block()
            guard let filters = own.filters ?? common.filters, filters > 0 else { return nil }
            return (
                filters,
                Block(
                    filters: filters, kernel: own.kernel ?? common.kernel,
                    convolutions: own.convolutions ?? common.convolutions, pooling: own.pooling ?? common.pooling,
                    dropout: own.dropout ?? common.dropout)
            )
        }
    }

    /// Returns the layers before the dense ones; none without blocks.
    ///
    /// Equal networks have equal layers: what has no effect is left out.
    func layers(height: Int, width: Int, activation: Activation, isNormalized: Bool) -> [AnyLayer] {
        var layers: [AnyLayer] = []
        var (height, width) = (height, width)
        for (filters, block) in blocks {
            layers += convolutions(filters, block, activation, isNormalized)
            let pooling = block.pooling ?? .max
            if pooling != .none, height > 1, width > 1 {
                switch pooling {
                case .max: layers.append(AnyLayer(MaxPoolingLayer(size: .square(2))))
                case .average: layers.append(AnyLayer(AveragePoolingLayer(size: .square(2))))
                case .none: break
                }
                (height, width) = (height / 2, width / 2)
            }
            if let dropout = block.dropout, dropout != .none { layers.append(AnyLayer(DropoutLayer(rate: dropout))) }
        }
        guard !layers.isEmpty else { return [] }
        // The mean of a single pixel is the pixel.
        let isAveraged = head == .globalAverage && (height > 1 || width > 1)
        return layers + [isAveraged ? AnyLayer(GlobalAveragePoolingLayer()) : AnyLayer(FlattenLayer())]
    }

    /// Returns the convolutions of a block, each with its normalization and activation. In a residual block the last
    /// activation follows the addition (He et al., 2016).
    private func convolutions(
        _ filters: Int, _ block: Block, _ activation: Activation, _ isNormalized: Bool
    ) -> [AnyLayer] {
        let count = block.convolutions ?? 1
        var layers: [AnyLayer] = []
        for number in 0..<count {
            let isLast = number == count - 1
            let after = isResidual && isLast ? Activation.linear : activation
            // The normalization's shift replaces the bias.
            layers.append(
                AnyLayer(
                    ConvolutionLayer(
                        filters: filters, kernel: .square(block.kernel ?? 3), padding: .same,
                        activation: isNormalized ? .linear : after, hasBias: !isNormalized)))
            if isNormalized {
                layers.append(AnyLayer(BatchNormalizationLayer()))
                if after != .linear { layers.append(AnyLayer(ActivationLayer(after))) }
            }
        }
        return isResidual ? [AnyLayer(ResidualLayer(layers, activation: activation))] : layers
    }
}
