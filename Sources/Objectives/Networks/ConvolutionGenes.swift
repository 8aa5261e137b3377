import Evolution

/// A gene of a convolutional block; `filters0` is the one of the first block, `filters` that of all blocks.
enum BlockGene: String, CaseIterable, Hashable, Sendable {
    case filters, kernel, convolutions, pooling
    case dropout = "convolution_dropout"
}

/// The pooling at the end of a convolutional block.
enum BlockPooling: String, CaseIterable, Hashable, Sendable { case none, max, average }

/// The layer between the last convolutional block and the dense layers.
enum ConvolutionHead: String, CaseIterable, Hashable, Sendable {
    case flatten
    case globalAverage = "global_average"
}

extension NetworkGenes {
    /// The number of blocks whose genes are offered at the prompt.
    static let describedBlocks = 3

    /// Returns the default genes of convolutional networks.
    ///
    /// The first block always has filters and pools: without it the first dense layer would get every pixel of every
    /// filter. Filters become more numerous towards the end, where images are small and convolutions cost little.
    static func convolutional(_ shape: NetworkShape) -> [Gene] {
        let onOrOff = words(["off", "on"])
        let shared = [
            Gene("optimizer", in: words(["adamax", "adam", "nadam"])),
            Gene("learning_rate", in: .interval(first: 3e-4, last: 3e-3, scale: .logarithmic)),
            Gene("hidden_activation", in: words(["relu", "elu"])),
            Gene("batch_size", in: numbers([32, 64, 128])),
            Gene("initializer", in: initializers), Gene("input_dropout", in: .steps(first: 0, last: 0.1, step: 0.1)),
        ]
        let whole = [
            Gene("batch_normalization", in: onOrOff), Gene("residual", in: onOrOff),
            Gene("head", in: words(ConvolutionHead.allCases.map(\.rawValue))), Gene("flip", in: onOrOff),
            Gene("shift", in: numbers([0, 1, 2])),
        ]
        return shared + (shape.isUniform ? equalBlocks(shape) : (0..<shape.blocks).flatMap(block)) + whole
            + dense(shape, neurons: [0, 64, 128].map(GeneValue.integer))
    }

    private static func equalBlocks(_ shape: NetworkShape) -> [Gene] {
        [
            Gene("blocks", in: .integers(first: 1, last: shape.blocks, step: 1, scale: .linear)),
            Gene("filters", in: numbers([8, 16, 32, 64])), Gene("kernel", in: numbers([3, 5])),
            Gene("convolutions", in: numbers([1, 2])), Gene("pooling", in: words(["max", "average"])),
            Gene("convolution_dropout", in: blockRates),
        ]
    }

    private static func block(_ number: Int) -> [Gene] {
        let filters =
            switch number {
            case 0: [8, 16, 32]
            case 1: [0, 16, 32, 64]
            default: [0, 32, 64, 128]
            }
        let pooling = number == 0 ? ["max", "average"] : ["max", "average", "none"]
        // A block without filters is left out: genomes that differ only in its other genes would be the same network.
        let exists = GeneCondition.compare(gene: "filters\(number)", .above, 0)
        return [
            Gene("filters\(number)", in: numbers(filters)), Gene("kernel\(number)", in: numbers([3, 5]), when: exists),
            Gene("convolutions\(number)", in: numbers([1, 2]), when: exists),
            Gene("pooling\(number)", in: words(pooling), when: exists),
            Gene("convolution_dropout\(number)", in: blockRates, when: exists),
        ]
    }

    /// A convolution has far fewer weights than a dense layer, so it needs less dropout.
    private static let blockRates = Domain.steps(first: 0, last: 0.3, step: 0.1)

    private static func words(_ texts: [String]) -> Domain { .list(texts.map(GeneValue.text)) }

    private static func numbers(_ numbers: [Int]) -> Domain { .list(numbers.map(GeneValue.integer)) }
}

extension BlockGene {
    /// The meaning of the gene, for one block or for all.
    func summary(of block: Int?) -> String {
        let owner = block.map { "of convolutional block \($0)" } ?? "of each convolutional block"
        return switch self {
        case .filters: "filters of each convolution \(owner); 0 leaves the block out"
        case .kernel: "height and width of the kernels \(owner)"
        case .convolutions: "number of convolutions \(owner)"
        case .pooling: "pooling of 2 × 2 pixels at the end \(owner): none, max or average"
        case .dropout: "dropout rate at the end \(owner)"
        }
    }

    /// The suggested values; for a gene of words, all possible values.
    var values: Domain {
        switch self {
        case .filters: .list([0, 8, 16, 32, 64, 128].map(GeneValue.integer))
        case .kernel: .list([3, 5].map(GeneValue.integer))
        case .convolutions: .list([1, 2].map(GeneValue.integer))
        case .pooling: .list(BlockPooling.allCases.map { .text($0.rawValue) })
        case .dropout: NetworkGenes.rates
        }
    }
}
