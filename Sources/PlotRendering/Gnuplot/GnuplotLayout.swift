import Plots

/// The dimensions of a figure on its page, and what fits there.
struct GnuplotLayout {
    /// The page.
    let page: FigurePage
    /// The height of the page in millimetres.
    let height: Double
    /// The number of panels, one above another.
    let panels: Int
    /// The size of the texts beside rows of cells or bars, as a fraction of the normal size.
    let rowTextFactor: Double

    /// The smallest readable text in points.
    private static let leastTextSize = 3.5
    /// The height of a line and the mean width of a character, in units of the size of the text.
    private static let lineHeight = 1.25
    private static let characterWidth = 0.58
    /// The lines that one of several panels needs: the figure, its axis, its label and its share of the legend.
    private static let leastPanelLines = 10.0
    /// The lines above and below rows: axis, label and legend.
    private static let linesBesideRows = 8.0

    /// Lays out panels; without a height of the page, the figure takes as much as it needs.
    ///
    /// - Throws: the height in millimetres that the rows need, if the page is too low for readable texts.
    init(_ panels: [Figure], on page: FigurePage) throws(TooLow) {
        let rows = Double(panels.map(\.fixedRows).max() ?? 0)
        let size = page.font.size
        let growth = max(1, panels.count > 1 ? 0.65 * Double(panels.count) : 1)
        let needed = (rows + Self.linesBesideRows) / 30 * 125 * size / FigurePage.usualSize
        height = page.height ?? (rows > 0 ? max(125 * growth, needed) : 125 * growth)
        self.page = page
        self.panels = max(1, panels.count)
        let least = Double(panels.count) * Self.leastPanelLines * size * Self.lineHeight / 72 * FigurePage.inch
        guard panels.count < 3 || height >= least || page.height == nil else { throw TooLow(least: least) }
        let beside = Self.linesBesideRows * size * Self.lineHeight
        let room = height / FigurePage.inch * 72 - beside
        rowTextFactor = rows > 0 ? min(1, room / rows / Self.lineHeight / size) : 1
        guard rowTextFactor >= min(Self.leastTextSize / size, 1) || page.height == nil else {
            throw TooLow(least: (rows * Self.leastTextSize * Self.lineHeight + beside) / 72 * FigurePage.inch)
        }
    }

    /// Returns the number of rows that fit on a page of a height in millimetres, with texts a little smaller than the
    /// others.
    static func rows(in height: Double, textSize: Double) -> Int {
        let room = height / FigurePage.inch * 72 / (textSize * lineHeight) - linesBesideRows
        return Int(max(0, room / 0.8))
    }

    /// The page is too low.
    struct TooLow: Error {
        /// The height in millimetres that the figure needs.
        let least: Double
    }

    /// The number of characters of normal size across the page.
    var columns: Int { Int(page.width / FigurePage.inch * 72 / (page.font.size * Self.characterWidth)) }

    /// The number of characters of normal size along the height of a panel.
    var columnsUpwards: Int {
        Int(height / Double(panels) / FigurePage.inch * 72 / (page.font.size * Self.characterWidth))
    }

    /// The number of lines of normal size in a panel.
    private var lines: Double {
        height / Double(panels) / FigurePage.inch * 72 / (page.font.size * Self.lineHeight)
    }

    /// The approximate maximum number of horizontal ticks.
    var horizontalTicks: Int { max(2, columns / 10) }

    /// The approximate maximum number of vertical ticks.
    var verticalTicks: Int { Int(max(2, max(min(7, (lines - 6) / 2), lines / 4.5))) }

    /// The width and height in pixels.
    var pixels: (width: Int, height: Int) {
        func pixels(_ length: Double) -> Int { Int((length / FigurePage.inch * page.dotsPerInch).rounded()) }
        return (pixels(page.width), pixels(height))
    }

    /// Returns the size of texts in the unit of a format, for a factor of the normal size.
    func textSize(_ factor: Double, _ format: GnuplotFormat) -> Double {
        page.font.size * factor * format.textScale(self)
    }
}
