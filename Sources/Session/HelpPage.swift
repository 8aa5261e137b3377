import CHelp

/// A page of the folder `Help`: what is told of more than one command.
public struct HelpPage: Hashable, Sendable {
    /// The word that `help` finds it by.
    public let name: String
    /// What it is about, in one line.
    public let summary: String
    /// The page in Markdown, without its heading.
    public let text: String

    /// Every page, in the order of `help`.
    public static let all: [HelpPage] = (0..<help_pages_count()).map { index in
        let page = help_page_at(index)
        let bytes = UnsafeRawBufferPointer(start: page.text, count: page.count)
        return HelpPage(name: String(cString: page.name), markdown: String(decoding: bytes, as: UTF8.self))
    }

    /// A page whose first line is `# name: summary`.
    private init(name: String, markdown: String) {
        self.name = name
        let parts = markdown.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        summary = String(parts[0].drop { $0 != ":" }.dropFirst(2))
        text = parts.count > 1 ? String(parts[1].drop { $0 == "\n" }) : ""
    }
}
