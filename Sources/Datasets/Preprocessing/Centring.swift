/// The mean that is subtracted from images.
public enum Centring: String, CaseIterable, Codable, Hashable, Sendable {
    /// One mean for each pixel and channel.
    case pixel
    /// One mean per channel, over all pixels.
    case channel

    /// The name in the command language.
    public var name: String { rawValue }

    /// Creates the centring with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }
}
