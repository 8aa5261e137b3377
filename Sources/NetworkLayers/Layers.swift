/// The kinds of layers.
public enum Layers {
    /// All kinds. A new one is listed here and nowhere else.
    public static let all: [any Layer.Type] = [
        ConvolutionLayer.self, SeparableConvolutionLayer.self, MaxPoolingLayer.self, AveragePoolingLayer.self,
        GlobalMaxPoolingLayer.self, GlobalAveragePoolingLayer.self, FlattenLayer.self, DropoutLayer.self,
        SpatialDropoutLayer.self, BatchNormalizationLayer.self, LayerNormalizationLayer.self, ActivationLayer.self,
        ResidualLayer.self, PositionwiseLayer.self,
    ]

    /// Returns the kind with this name; nil for an unknown name.
    public static func named(_ name: String) -> (any Layer.Type)? { all.first { $0.name == name } }
}
