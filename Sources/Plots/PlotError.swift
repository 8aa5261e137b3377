/// An error in writing a figure.
public enum PlotError: Error, Equatable, Sendable {
    /// gnuplot is not installed.
    case noGnuplot
    /// The figure has no points: all evaluations failed.
    case empty
    /// The extension is not that of a known format.
    case unknownFormat(path: String)
    /// The folder does not exist.
    case noFolder(path: String)
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
        case .empty: "there is nothing to draw: no genome has a fitness"
        case .unknownFormat(let path): "\(path): expected a name that ends in .png, .svg or .pdf"
        case .noFolder(let path): "\(path) cannot be written: there is no such folder"
        case .failed(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
