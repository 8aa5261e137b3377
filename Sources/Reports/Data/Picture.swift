/// A small picture for the terminal.
public struct Picture: Codable, Hashable, Sendable {
    /// The class or the regression target.
    public let label: String
    /// The number of pixels per row.
    public let width: Int
    /// The number of values per pixel: one for grey, three for red, green and blue.
    public let channels: Int
    /// The brightness from 0 to 1, row by row, with the channels of a pixel next to each other.
    public let pixels: [Float]

    package init(label: String, width: Int, channels: Int, pixels: [Float]) {
        self.label = label
        self.width = width
        self.channels = channels
        self.pixels = pixels
    }
}
