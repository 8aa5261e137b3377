import Datasets
import Kernels

/// Random changes of the training images, drawn anew for each sample of each step. Scores and predictions use the
/// original images.
public struct Augmentation: Hashable, Codable, Sendable {
    /// True if half of the images are mirrored: left and right are exchanged.
    public let flip: Bool
    /// The maximum number of pixels by which images move in each direction; 0 for none. The pixels that move in are
    /// those of value 0 in the data.
    public let shift: Int
    /// The side in pixels of a square at a random position whose inputs become 0 (DeVries and Taylor, 2017, "cutout");
    /// 0 for none. Part of the square may lie outside of the image.
    public let cutout: Int

    /// The allowed numbers of pixels.
    public static let pixels = 0...(1 << 12)

    /// Creates an augmentation; nil if a number of pixels is not in `pixels`.
    public init?(flip: Bool = false, shift: Int = 0, cutout: Int = 0) {
        guard Self.pixels.contains(shift), Self.pixels.contains(cutout) else { return nil }
        self.flip = flip
        self.shift = shift
        self.cutout = cutout
    }

    /// True if images stay as they are.
    public var isIdentity: Bool { !flip && shift == 0 && cutout == 0 }

    // The names in files and in the keys of the memory: a property may be renamed, a name may not.
    private enum CodingKeys: String, CodingKey { case flip, shift, cutout }

    /// Decodes an augmentation.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if a number of pixels is not in `pixels`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let shift = try container.decode(Int.self, forKey: .shift)
        let cutout = try container.decode(Int.self, forKey: .cutout)
        guard
            let known = Augmentation(flip: try container.decode(Bool.self, forKey: .flip), shift: shift, cutout: cutout)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .shift, in: container,
                debugDescription: "shift \(shift) and cutout \(cutout) are not both in 0...\(Self.pixels.upperBound)")
        }
        self = known
    }

    /// Returns the kernel's parameters for images of the given size; a sequence is an image of height 1.
    ///
    /// - Parameter seed: The dropout seed of the step. The augmentation mixes it, so that its draws are independent of
    ///   those of the input dropout, which uses the seed itself.
    func kernel(height: Int, width: Int, channels: Int, seed: UInt64) -> Augmenting {
        Augmenting(
            height: height, width: width, channels: channels, flips: flip, shift: UInt32(shift),
            cutout: UInt32(cutout), seed: seed ^ 0xD1B5_4A32_D192_ED03)
    }
}

extension Architecture {
    /// Returns the kernel's parameters for the images that the network reads; nil if it reads none. A dense network
    /// reads images as vectors.
    func augmenting(_ augmentation: Augmentation, _ examples: Examples, seed: UInt64) -> Augmenting? {
        switch (input, examples.dataset.layout) {
        case (.image(let height, let width, let channels), _):
            augmentation.kernel(height: height, width: width, channels: channels, seed: seed)
        case (.sequence(let length, let channels), _):
            augmentation.kernel(height: 1, width: length, channels: channels, seed: seed)
        case (.vector, .image(let height, let width, let channels)):
            augmentation.kernel(height: height, width: width, channels: channels, seed: seed)
        case (.vector, .table): nil
        }
    }
}
