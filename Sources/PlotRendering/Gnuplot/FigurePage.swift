/// The page of a figure in a file: its size, resolution and font, as publishers ask for them.
public struct FigurePage: Hashable, Sendable {
    /// The font of all texts.
    public struct Font: Hashable, Sendable {
        /// The name of the family; `Sans`, `Serif` and `Monospace` always exist.
        public let name: String
        /// The size in points, 1/72 inch; the title is a little larger.
        public let size: Double

        /// The range of sizes.
        public static let sizes = 3.0...72.0

        /// Creates a font with a size within `sizes`.
        public init(name: String = "Sans", size: Double) {
            self.name = name
            self.size = min(max(size, Self.sizes.lowerBound), Self.sizes.upperBound)
        }
    }

    /// The range of widths and heights in millimetres.
    public static let lengths = 20.0...1200.0
    /// The range of resolutions in dots per inch.
    public static let resolutions = 36...2400
    /// The resolution of a page with a size and no resolution.
    public static let printResolution = 300

    /// The width in millimetres.
    public let width: Double
    /// The height in millimetres; nil for as much as the figure needs.
    public let height: Double?
    /// The resolution in dots per inch, for formats with pixels; nil for 1200 pixels across.
    public let resolution: Int?
    /// The font.
    public let font: Font

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - size: the width and height in millimetres; nil for a page of 200 mm by as much as the figure needs.
    ///   - resolution: dots per inch; nil for 300 with a size, and for 1200 pixels across without one.
    ///   - fontName: the family of the font; nil for `Sans`.
    ///   - fontSize: the size of texts in points; nil for one that suits the width.
    public init(
        size: (width: Double, height: Double)? = nil, resolution: Int? = nil, fontName: String? = nil,
        fontSize: Double? = nil
    ) {
        func limited(_ length: Double) -> Double {
            min(max(length, Self.lengths.lowerBound), Self.lengths.upperBound)
        }
        width = size.map { limited($0.width) } ?? 200
        height = size.map { limited($0.height) }
        self.resolution =
            resolution.map { min(max($0, Self.resolutions.lowerBound), Self.resolutions.upperBound) }
            ?? (size == nil ? nil : Self.printResolution)
        // Publishers ask for texts of 7 or 8 points in a column of 85 mm.
        font = Font(name: fontName ?? "Sans", size: fontSize ?? (width < 120 ? 7 : width < 185 ? 8 : Self.usualSize))
    }

    /// The size of texts on the usual page in points.
    static let usualSize = 9.4

    /// The number of rows of a heat map that are comfortable to read: those of a sheet of A4 paper, if the page has no
    /// height.
    public var comfortableRows: Int {
        guard let height else { return 60 }
        return max(2, GnuplotLayout.rows(in: height, textSize: font.size))
    }

    /// The exact number of dots per inch.
    var dotsPerInch: Double { resolution.map(Double.init) ?? 1200 / (200 / Self.inch) }

    /// The length of an inch in millimetres.
    static let inch = 25.4
}
