import Datasets
import Foundation
import Networks
import Randomness
import Testing

@Suite struct AugmentedTrainingTests {
    /// Images of 8 × 8 pixels with a bright stripe at a random place, horizontal or vertical.
    private static func examples(asFloats: Bool, hasFills: Bool) throws -> Examples {
        var generator = Generator(seed: 3)
        var pixels: [UInt8] = []
        var labels: [UInt16] = []
        for _ in 0..<150 {
            let (isVertical, place) = (generator.below(2) == 1, Int(generator.below(8)))
            for y in 0..<8 {
                for x in 0..<8 {
                    pixels.append(UInt8(generator.below(40)) + ((isVertical ? x : y) == place ? 200 : 0))
                }
            }
            labels.append(isVertical ? 1 : 0)
        }
        func dataset(_ features: Features) throws -> Dataset {
            try Dataset(
                name: "stripes", layout: .image(height: 8, width: 8, channels: 1), features: features,
                targets: .classes(labels: labels, names: ["horizontal", "vertical"]))
        }
        let bytes = try dataset(.bytes(pixels))
        let split = Split(training: (0..<100).map(Int32.init), validation: (100..<150).map(Int32.init), test: [])
        let centred = Preprocessing.centred(bytes, training: split.training)
        return Examples(
            dataset: asFloats ? try dataset(.floats(pixels.map(Float.init))) : bytes, split: split,
            preprocessing: Preprocessing(
                factors: centred.factors, shifts: centred.shifts,
                fills: hasFills ? [Float](repeating: 7, count: centred.factors.count) : nil))
    }

    private static func architecture(inputDropout: Float = 0) throws -> Architecture {
        try Architecture(
            input: .image(height: 8, width: 8, channels: 1), inputDropout: DropoutRate(inputDropout) ?? .none,
            features: [
                AnyLayer(ConvolutionLayer(filters: 4, kernel: .square(3), activation: .relu)),
                AnyLayer(GlobalMaxPoolingLayer()),
            ], hidden: [], outputs: 2, outputActivation: .softmax, initializer: .heUniform)
    }

    private static func train(
        _ augmentation: Augmentation?, inputDropout: Float = 0, cores: Int = 1, asFloats: Bool = false,
        hasFills: Bool = false
    ) throws -> TrainingOutcome {
        var settings = TrainingSettings()
        settings.batchSize = 24
        settings.epochs = 2
        settings.augmentation = augmentation
        return try Trainer(
            architecture: architecture(inputDropout: inputDropout), settings: settings,
            examples: examples(asFloats: asFloats, hasFills: hasFills)
        ).train(cores: cores, cancellation: Cancellation()) { _ in }
    }

    @Test(arguments: [0, 0.2] as [Float])
    func `an augmented training is the same for any number of cores`(inputDropout: Float) throws {
        let augmentation = Augmentation(flip: true, shift: 2, cutout: 3)
        let one = try Self.train(augmentation, inputDropout: inputDropout)
        for cores in 2...4 {
            let other = try Self.train(augmentation, inputDropout: inputDropout, cores: cores)
            #expect(other.network == one.network)
            #expect(other.curve == one.curve)
        }
        #expect(try Self.train(nil, inputDropout: inputDropout).network != one.network)
    }

    /// None of the numbers is missing.
    @Test(arguments: [false, true])
    func `pictures of floating-point numbers are augmented like those of bytes`(hasFills: Bool) throws {
        let augmentation = Augmentation(flip: true, shift: 2, cutout: 3)
        let floats = try Self.train(augmentation, asFloats: true, hasFills: hasFills)
        #expect(try floats.network == Self.train(augmentation).network)
    }

    @Test func `an augmentation without changes is the same as none`() throws {
        #expect(try Self.train(Augmentation()).network == Self.train(nil).network)
        #expect(try Self.train(Augmentation(), inputDropout: 0.2).network == Self.train(nil, inputDropout: 0.2).network)
    }

    @Test func `each kind of change leads to other weights`() throws {
        let networks = try [
            nil, Augmentation(flip: true), Augmentation(shift: 1), Augmentation(shift: 2), Augmentation(cutout: 2),
        ].map { try Self.train($0).network }
        #expect(Set(networks).count == networks.count)
    }

    @Test func `settings without augmentation are written as before it existed`() throws {
        func text(_ settings: TrainingSettings) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(settings), as: UTF8.self)
        }
        #expect(try !text(TrainingSettings()).contains("augmentation"))
        var settings = TrainingSettings()
        settings.augmentation = Augmentation(shift: 1)
        #expect(try text(settings).contains(#""augmentation":{"cutout":0,"flip":false,"shift":1}"#))
    }
}
