import VisibleText

/// A PDF could not be written.
public enum PDFError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A library that few sessions need is not installed.
    case missingLibrary(String)
    /// The library could not finish the file.
    case unwritable

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .missingLibrary(let name):
            "a PDF needs cairo, Pango and librsvg, and \(name) was not found; install them (Debian: `apt-get install "
                + "libpangocairo-1.0-0 librsvg2-2`, macOS: `brew install pango librsvg`), or write the report as .html"
        case .unwritable: "the PDF could not be written: there is not enough memory, or cairo is damaged"
        }
    }
}
