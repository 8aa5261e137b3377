import Networks

/// A convolutional network of the benchmark, written in words that the script for the other libraries also reads.
///
/// The first word is the input, as in `32x32x3`. Each other word is a layer: `c32` a convolution with 32 filters of
/// 3 × 3 and relu, `n32` the same with batch normalization, `r32` a residual block of two convolutions, `p` a maximum
/// of 2 × 2 pixels, `g` the mean of each channel, `d256` a dense layer with relu. A softmax of 10 classes ends each.
struct ConvolutionShape {
    /// The words.
    let text: String
    /// The number of training samples.
    let samples: Int
    /// The batch size.
    static let batch = 64

    /// Networks for small and large images, from a quick one to the ones used for CIFAR-10.
    static let all = [
        ConvolutionShape(text: "28x28x1 c8 p c16 p", samples: 15_000),
        ConvolutionShape(text: "28x28x1 c32 p c64 p d128", samples: 3_000),
        ConvolutionShape(text: "32x32x3 c32 c32 p c64 c64 p d256", samples: 900),
        ConvolutionShape(text: "32x32x3 n32 n32 p n64 n64 p d256", samples: 900),
        ConvolutionShape(text: "32x32x3 c32 r32 p r64 p r64 g", samples: 600),
    ]

    /// Creates the network.
    ///
    /// - Throws: `NetworksError` if the words describe none.
    func architecture() throws -> Architecture {
        let words = text.split(separator: " ")
        let input = try TensorShape(dimensions: words[0].split(separator: "x").compactMap { Int($0) })
        var features: [AnyLayer] = []
        var hidden: [DenseLayer] = []
        for word in words.dropFirst() {
            let count = Int(word.dropFirst()) ?? 0
            switch word.first {
            case "c": features.append(Self.convolution(count, .relu))
            case "n":
                features += [
                    Self.convolution(count, .linear, hasBias: false), AnyLayer(BatchNormalizationLayer()),
                    AnyLayer(ActivationLayer(.relu)),
                ]
            case "r":
                features.append(
                    AnyLayer(
                        ResidualLayer(
                            [Self.convolution(count, .relu), Self.convolution(count, .linear)], activation: .relu)))
            case "p": features.append(AnyLayer(MaxPoolingLayer(size: .square(2))))
            case "g": features.append(AnyLayer(GlobalAveragePoolingLayer()))
            default: hidden.append(DenseLayer(neurons: count, activation: .relu))
            }
        }
        return try Architecture(
            input: input, features: features, hidden: hidden, outputs: 10, outputActivation: .softmax,
            initializer: .glorotUniform)
    }

    private static func convolution(_ filters: Int, _ activation: Activation, hasBias: Bool = true) -> AnyLayer {
        AnyLayer(ConvolutionLayer(filters: filters, kernel: .square(3), activation: activation, hasBias: hasBias))
    }
}
