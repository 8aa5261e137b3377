package import CommandParsing

/// The file of a picture and its page: `to 'plot.pdf' size 85mm x 60mm font 'Times,9' dpi 300 replace`.
package struct PictureFile: Hashable, Sendable {
    /// The path.
    package let path: String
    /// True if an existing file is replaced.
    package let replaces: Bool
    /// The width and height in millimetres; nil for the default.
    package let size: Size?
    /// The name of the font; nil for the default.
    package let fontName: String?
    /// The size of texts in points; nil for the default.
    package let fontSize: Double?
    /// The resolution in dots per inch; nil for the default.
    package let resolution: Int?

    /// A size on paper.
    package struct Size: Hashable, Sendable {
        /// The width in millimetres.
        package let width: Double
        /// The height in millimetres.
        package let height: Double
    }

    /// The settings of a command that draws.
    package static let settings = [
        Setting("to", .writtenPath, "a file: PNG, SVG or PDF by its extension"),
        Setting("size", .page, "width and height of the file on paper"),
        Setting("font", .text, "font of the file, with its size in points: `'Times,9'`"),
        Setting("dpi", .integer(36...2400), "dots per inch of a PNG file"), Replacing.setting,
    ]

    /// Reads the file of a command; nil if it draws in the terminal.
    ///
    /// - Throws: `Diagnostic` for a page without a file, and for something other than a font.
    package init?(_ captures: Captures) throws(Diagnostic) {
        guard let path = captures.text("to") else {
            if let setting = ["size", "font", "dpi"].first(where: captures.has) {
                throw .pageWithoutFile(setting, in: captures)
            }
            return nil
        }
        self.path = path
        replaces = Replacing.isWanted(captures)
        size = captures.page("size").map { Size(width: $0.width, height: $0.height) }
        resolution = captures.integer("dpi")
        guard let font = captures.text("font") else {
            (fontName, fontSize) = (nil, nil)
            return
        }
        let parts = font.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingPrefix(while: \.isWhitespace) }
        // A number alone is a size.
        let number = parts.last.flatMap { Double($0) }
        let name = (number == nil ? parts : parts.dropLast()).joined(separator: ",")
        guard parts.count <= 2, !name.contains(","), number.map((3...72).contains) ?? !name.isEmpty else {
            throw .notFont(in: captures)
        }
        fontName = name.isEmpty ? nil : name
        fontSize = number
    }
}
