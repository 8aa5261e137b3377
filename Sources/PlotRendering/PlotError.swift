/// An error in writing a figure.
public enum PlotError: Error, Equatable, Sendable {
    /// gnuplot is not installed.
    case noGnuplot
    /// The figure has no points: there are no values, or none that can be drawn.
    case empty
    /// The extension is not that of a known format.
    case unknownFormat(path: String)
    /// The folder does not exist.
    case noFolder(path: String)
    /// A range of an axis that has names, not numbers.
    case noScale(setting: String)
    /// More ranges than there are axes.
    case fewerPanels(setting: String, Int)
    /// Nothing is drawn within the range.
    case emptyRange
    /// The font is not installed.
    case noFont(String)
    /// No installed font has these characters.
    case missingCharacters(path: String, String)
    /// The figure needs at least this height in millimetres.
    case tooLow(path: String, least: Double)
    /// The picture would have too many pixels.
    case tooManyPixels(path: String, width: Int, height: Int, most: Int)
    /// gnuplot or the system reported an error.
    case failed(path: String, reason: String)
}

extension PlotError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .noGnuplot:
            "image files require gnuplot, which is not installed; install it (Debian: apt-get install gnuplot-nox), "
                + "or draw in the terminal: plot"
        case .empty: "there is nothing to draw: there are no values, or all are beyond ±1e300, which plots leave out"
        case .unknownFormat(let path): "\(path): expected a name that ends in .png, .svg or .pdf"
        case .noFolder(let path): "\(path) cannot be written: there is no such folder"
        case .noScale(let setting):
            "`\(setting)` does not fit this plot: the axis has names, not numbers; leave it out"
        case .fewerPanels(let setting, let count):
            "this plot has \(count == 1 ? "one axis" : "\(count) axes") for `\(setting)`; give at most as many ranges"
        case .emptyRange: "nothing is drawn in this range; leave out `xrange` and `yrange` to see everything"
        case .noFont(let name):
            "there is no font \"\(name)\" on this computer; `fc-list : family` lists those that there are"
        case .missingCharacters(let path, let characters):
            "\(path) cannot be drawn: no font on this computer has \(characters); install one (Debian: apt-get install "
                + "fonts-noto-cjk for Chinese, Japanese and Korean), or write SVG, which is drawn with the reader's fonts"
        case .tooLow(let path, let least):
            "\(path) cannot be drawn: it needs a height of at least \(Int(least))mm, or a smaller font"
        case .tooManyPixels(let path, let width, let height, let most):
            "\(path) would have \(width) x \(height) pixels, at most \(most) on a side are possible; choose a smaller "
                + "size or dpi, or write PDF"
        case .failed(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
