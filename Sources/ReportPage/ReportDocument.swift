/// A report on a search as a value: HTML and Markdown are written from the same document.
///
/// Texts may come from data. They are plain; every writer escapes them.
public struct ReportDocument: Sendable {
    /// The kind of document, in a few words.
    public let kind: String
    /// The title.
    public let title: String
    /// The result in one sentence.
    public let result: String
    /// A few numbers to see first.
    public let highlights: [ReportBlock.Fact]
    /// The sections in order, each with an identifier of its own.
    public let sections: [ReportSection]
    /// The evaluations, for interactive parts and the table; nil if there are none.
    public let evaluations: EvaluationColumns?
    /// The program and the moment of writing, in one line.
    public let origin: String
    /// The lesson that the questions of the page belong to; nil for other documents.
    public let lesson: LessonName?
    /// The number of seconds after which the page reloads itself; nil for a page that stays as it is.
    public let reloadSeconds: Int?

    /// Creates a document.
    public init(
        title: String, result: String, highlights: [ReportBlock.Fact], sections: [ReportSection],
        evaluations: EvaluationColumns?, origin: String, reloadSeconds: Int? = nil,
        kind: String = "Report of a search with ns", lesson: LessonName? = nil
    ) {
        self.lesson = lesson
        self.kind = kind
        self.title = title
        self.result = result
        self.highlights = highlights
        self.sections = sections
        self.evaluations = evaluations
        self.origin = origin
        self.reloadSeconds = reloadSeconds
    }
}

/// The name and the seed of a lesson, which answers on its page are kept with.
public struct LessonName: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The seed of its searches.
    public let seed: UInt64

    /// Creates a name.
    public init(name: String, seed: UInt64) {
        self.name = name
        self.seed = seed
    }
}

/// A section of a report: a heading and what is below it.
public struct ReportSection: Sendable {
    /// The identifier, of small letters and `-`: `data`.
    public let id: String
    /// The heading.
    public let title: String
    /// The content in order.
    public let blocks: [ReportBlock]

    /// Creates a section.
    public init(id: String, title: String, blocks: [ReportBlock]) {
        self.id = id
        self.title = title
        self.blocks = blocks
    }
}
