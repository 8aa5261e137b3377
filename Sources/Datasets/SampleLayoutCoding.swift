import Arithmetic

/// Decoding checks a layout: the sizes of images are positive, and their product fits.
extension SampleLayout: Codable {
    private enum CodingKeys: String, CodingKey { case image, table }
    private enum ImageKeys: String, CodingKey { case height, width, channels }
    private enum TableKeys: String, CodingKey { case columns }

    /// The maximum number of values of one sample.
    private static let greatestWidth = 1 << 31

    /// Decodes a layout.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if a size of an image is not positive or their product is too large.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.contains(.image) else {
            let table = try container.nestedContainer(keyedBy: TableKeys.self, forKey: .table)
            self = .table(columns: try table.decode([String].self, forKey: .columns))
            return
        }
        let image = try container.nestedContainer(keyedBy: ImageKeys.self, forKey: .image)
        let height = try image.decode(Int.self, forKey: .height)
        let width = try image.decode(Int.self, forKey: .width)
        let channels = try image.decode(Int.self, forKey: .channels)
        guard min(height, width, channels) > 0, let count = [height, width, channels].checkedProduct,
            count <= Self.greatestWidth
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .image, in: container, debugDescription: "invalid image size \(height)x\(width)x\(channels)")
        }
        self = .image(height: height, width: width, channels: channels)
    }

    /// Encodes a layout.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .image(let height, let width, let channels):
            var image = container.nestedContainer(keyedBy: ImageKeys.self, forKey: .image)
            try image.encode(height, forKey: .height)
            try image.encode(width, forKey: .width)
            try image.encode(channels, forKey: .channels)
        case .table(let columns):
            var table = container.nestedContainer(keyedBy: TableKeys.self, forKey: .table)
            try table.encode(columns, forKey: .columns)
        }
    }
}
