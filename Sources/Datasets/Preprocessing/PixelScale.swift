/// The numbers of black and white in pictures.
public struct PixelScale: Codable, Hashable, Sendable {
    /// The number of black.
    public let black: Float
    /// The number of white, which differs from `black`.
    public let white: Float

    /// Creates a scale; nil if the two numbers are equal or not finite.
    public init?(black: Float, white: Float) {
        guard black != white, (white - black).isFinite else { return nil }
        self.black = black
        self.white = white
    }

    private init(known black: Float, _ white: Float) {
        self.black = black
        self.white = white
    }

    /// The scale of bytes: 0…255.
    public static let bytes = PixelScale(known: 0, 255)

    /// Decodes black and white.
    ///
    /// - Throws: `DecodingError.dataCorrupted` unless they are two different finite numbers.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let black = try container.decode(Float.self, forKey: .black)
        let white = try container.decode(Float.self, forKey: .white)
        guard let scale = PixelScale(black: black, white: white) else {
            throw DecodingError.dataCorruptedError(
                forKey: .white, in: container,
                debugDescription: "expected two different finite numbers for black and white")
        }
        self = scale
    }

    /// Returns the conversion from another scale to this one: `number × factor + shift`.
    public func conversion(from other: PixelScale) -> (factor: Float, shift: Float) {
        let factor = (white - black) / (other.white - other.black)
        return (factor, black - other.black * factor)
    }

    /// Creates the scale of numbers with the given range; nil if it is ambiguous, as for standardized numbers.
    ///
    /// The known scales are 0…1, 0…255, 0…65535, −1…1, −½…½, −128…127, and counts from 0 to at most 16. The numbers
    /// have to come close to both ends of a scale; otherwise they may be dark, or have another scale.
    public init?(least: Float, greatest: Float, areWhole: Bool) {
        // The tolerance for resizing and rounding.
        let slack: Float = 1e-3
        switch (least, greatest) {
        case (0..., 1...16) where areWhole: self.init(known: 0, greatest)
        case ((-slack)..., 0.5...1 + slack): self.init(known: 0, 1)
        case ((-slack)..., 128...255 + 255 * slack): self.init(known: 0, 255)
        case (0..., 32_768...65_535) where areWhole: self.init(known: 0, 65_535)
        case (-1 - slack ... -0.875, 0.875...1 + slack): self.init(known: -1, 1)
        case (-0.5 - slack ... -0.4375, 0.4375...0.5 + slack): self.init(known: -0.5, 0.5)
        case (-128 ... -100, 100...127) where areWhole: self.init(known: -128, 127)
        default: return nil
        }
    }
}

extension PixelScale: CustomStringConvertible {
    /// The scale in words: `0 to 255`.
    public var description: String { "\(NumberWords.short(black)) to \(NumberWords.short(white))" }
}

/// Numbers in short notation.
enum NumberWords {
    /// Returns a number with at most four decimals, and with none if it is an integer.
    static func short(_ number: Float) -> String {
        if number == number.rounded(), abs(number) < 1e9 { return "\(Int(number))" }
        guard abs(number) >= 1e-3, abs(number) < 1e6 else { return "\(number)" }
        let rounded = Float((Double(number) * 1e4).rounded() / 1e4)
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
