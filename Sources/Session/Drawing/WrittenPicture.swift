import CommandLanguage
import Plots

extension PictureFile {
    /// The page of the figure.
    var page: FigurePage {
        FigurePage(
            size: size.map { ($0.width, $0.height) }, resolution: resolution, fontName: fontName, fontSize: fontSize)
    }
}

extension Session {
    /// Shows a figure in the terminal, or writes it into a file.
    ///
    /// - Parameters:
    ///   - file: The file; nil for the terminal.
    ///   - what: The content in words, for the message about the file.
    /// - Throws: `.failed` if the file cannot be written; the error about an existing file.
    func show(
        _ figure: Figure, in file: PictureFile?, what: String, _ context: ExecutionContext
    ) async throws(SessionError) -> Report {
        guard let file else { return .figure(figure) }
        let target = Session.expanded(file.path)
        try permit(target, replaces: file.replaces, context)
        do {
            try await GnuplotFigure(page: file.page).write(figure, to: target)
        } catch {
            throw .failed(error.description)
        }
        return .written(path: target, what: what)
    }
}
