/// The formats of image files, by their extensions.
enum GnuplotFormat: String {
    case png, svg, pdf

    /// Returns the format of a file; nil for another extension.
    init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }

    /// The maximum number of pixels on a side.
    static let maximumPixels = 30_000

    /// True if the reader's fonts draw the texts, not those of this computer.
    var leavesFontsToReaders: Bool { self == .svg }

    /// The factor of lines and points: on small pages, thinner ones suit the smaller figure.
    private static func weight(_ layout: GnuplotLayout) -> Double { min(1, max(0.6, layout.page.width / 140)) }

    /// The factor of the sizes of points that gnuplot's terminal does not scale itself.
    func pointScale(_ layout: GnuplotLayout) -> Double {
        self == .svg ? 0.35 * layout.page.dotsPerInch / 72 * Self.weight(layout) : 1
    }

    /// The factor of the sizes of texts: gnuplot measures those of SVG in pixels, and its own scale of fonts would leave
    /// lines of text too near to one another.
    func textScale(_ layout: GnuplotLayout) -> Double { self == .svg ? layout.page.dotsPerInch / 72 : 1 }

    /// Returns gnuplot's terminal for a layout. Lines and points keep their width on paper at every resolution.
    func terminal(_ layout: GnuplotLayout) -> String {
        let (width, height) = layout.pixels
        let scale = layout.page.dotsPerInch / 72
        // gnuplot's cairo terminals take an inch for 96 points of a font.
        let points = 0.75
        let weight = Self.weight(layout)
        let font = "font \(GnuplotText.quoted("\(layout.page.font.name),\(layout.textSize(1, self))"))"
        return switch self {
        case .png:
            "pngcairo noenhanced size \(width),\(height) \(font) fontscale \(scale * points) linewidth \(0.756 * scale * weight) "
                + "pointscale \(0.472 * scale * weight)"
        case .svg:
            "svg noenhanced size \(width),\(height) \(font) linewidth \(0.756 * scale * weight) "
                + "background '#ffffff'"
        case .pdf:
            "pdfcairo noenhanced size \(layout.page.width / 10)cm,\(layout.height / 10)cm \(font) fontscale \(points) "
                + "linewidth \(1.5 * weight) pointscale \(0.472 * weight)"
        }
    }
}
