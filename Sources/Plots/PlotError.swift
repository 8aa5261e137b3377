/// Why a figure was not written.
public enum PlotError: Error, Equatable, Sendable {
    /// gnuplot is not on this machine.
    case noGnuplot
    /// A figure without a point: all evaluations failed.
    case empty
    /// An extension that names no format.
    case unknownFormat(path: String)
    /// A folder that is not there.
    case noFolder(path: String)
    /// gnuplot or the system refused.
    case failed(path: String, reason: String)
}

extension PlotError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .noGnuplot:
            "image files are drawn by gnuplot, which is not here; install it (Debian: apt-get install gnuplot-nox), "
                + "or draw in the terminal: plot"
        case .empty: "there is nothing to draw: no genome has a fitness"
        case .unknownFormat(let path): "\(path): expected a name that ends in .png, .svg or .pdf"
        case .noFolder(let path): "\(path) cannot be written: there is no such folder"
        case .failed(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}
