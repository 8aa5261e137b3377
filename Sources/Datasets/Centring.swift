/// Which mean is taken off the numbers of images.
public enum Centring: String, CaseIterable, Codable, Hashable, Sendable {
    /// Each pixel's own, channel by channel.
    case pixel
    /// One a channel, of all pixels.
    case channel

    /// The word in the language.
    public var name: String { rawValue }

    /// The one with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }
}
