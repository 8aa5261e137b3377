import Datasets
import Foundation
import ModelFiles
import Networks
import Support
import Testing

@Suite struct KerasProgramTests {
    private static func text(_ features: [AnyLayer], _ settings: TrainingSettings = TrainingSettings()) throws -> String
    {
        let folder = try TemporaryFolder()
        let dataset = try Dataset(
            name: "tiny", layout: .image(height: 9, width: 8, channels: 2),
            features: .bytes((0..<20 * 144).map { UInt8($0 % 251) }),
            targets: .classes(labels: (0..<20).map { UInt16($0 % 2) }, names: ["no", "yes"]))
        let split = try Split(dataset, plan: SplitPlan())
        let examples = Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
        let architecture = try Architecture(
            input: TensorShape(dimensions: [9, 8, 2]), features: features,
            hidden: [DenseLayer(neurons: 6, activation: .elu)], outputs: 2, outputActivation: .softmax,
            initializer: .heNormal)
        _ = try KerasProgram(architecture, settings, examples, version: "1").write(to: "\(folder.path)/x.py")
        return try String(contentsOfFile: "\(folder.path)/x.py", encoding: .utf8)
    }

    @Test func `a program builds layers of every kind in order, without Keras's defaults`() throws {
        let text = try Self.text(try LayeredNetworks.image())
        #expect(
            text.contains(
                """
                model = keras.Sequential(
                    [
                        keras.Input((9, 8, 2)),
                        keras.layers.Normalization(axis=(1, 2, 3), mean=data["mean"], variance=data["variance"]),
                        keras.layers.Conv2D(activation="relu", filters=4, kernel_initializer="he_normal", \
                kernel_size=(3, 2), padding="same"),
                        keras.layers.Conv2D(filters=5, kernel_initializer="he_normal", kernel_size=(3, 3), \
                padding="same", strides=(2, 1), use_bias=False),
                        keras.layers.BatchNormalization(axis=-1, epsilon=0.01, momentum=0.5),
                        keras.layers.Activation(activation="gelu"),
                        keras.layers.MaxPooling2D(padding="same", pool_size=(2, 2), strides=(1, 1)),
                        keras.layers.SpatialDropout2D(rate=0.1),
                        keras.layers.SeparableConv2D(activation="silu", depthwise_initializer="he_normal", \
                filters=6, kernel_size=(3, 3), pointwise_initializer="he_normal"),
                        keras.layers.AveragePooling2D(padding="same", pool_size=(2, 3), strides=(1, 1)),
                        keras.layers.LayerNormalization(axis=(-1,), epsilon=0.01),
                        keras.layers.Dense(activation="mish", kernel_initializer="he_normal", units=4),
                        keras.layers.Dropout(rate=0.2),
                        keras.layers.Flatten(),
                        keras.layers.Dense(6, activation="elu", kernel_initializer="he_normal"),
                """))
    }

    @Test func `a program with residual blocks is a functional model`() throws {
        let text = try Self.text(LayeredNetworks.blocks(GlobalAveragePoolingLayer()))
        for line in [
            "inputs = keras.Input((9, 8, 2))", "block = values",
            "block = keras.layers.Conv2D(filters=6, kernel_initializer=\"he_normal\", kernel_size=(1, 1), "
                + "padding=\"same\", strides=(2, 2))(block)",
            "values = keras.layers.Add()([values, block])", "values = keras.layers.GlobalAveragePooling2D()(values)",
            "model = keras.Model(inputs, values)",
        ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
    }

    @Test func `a program changes training images as the training did`() throws {
        var settings = TrainingSettings()
        settings.augmentation = Augmentation(flip: true, shift: 2, cutout: 4)
        settings.penalty = Penalty(l1: 0, l2: 0.001)
        let text = try Self.text([AnyLayer(ConvolutionLayer(filters: 4, kernel: .square(3)))], settings)
        for words in [
            "class Augmented(keras.utils.PyDataset):", "image = image[:, ::-1]", "shift = 2\n", "height) - 2\n",
            "    Augmented(data[\"x_train\"].astype(\"float32\"), targets(data[\"y_train\"])),\n",
            "kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=0.001)", "    epochs=epochs, callbacks",
        ] { #expect(text.contains(words), "\(words)") }
        #expect(!(try Self.text([AnyLayer(ConvolutionLayer(filters: 4, kernel: .square(3)))])).contains("Augmented"))
    }
}
