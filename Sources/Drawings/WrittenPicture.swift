package import CommandLanguage
package import Messages
import PlotRendering
package import Plots
package import Reports
package import Session
import SessionState

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
    package func show(
        _ figure: Figure, in file: PictureFile?, what: String, _ context: ExecutionContext
    ) async throws(SessionError) -> Report {
        guard let file else { return .figure(figure) }
        let target = Session.expanded(file.path)
        try permit(target, replaces: file.replaces, context)
        do {
            try await write(figure, on: file.page, to: target)
        } catch {
            throw .failed(error.description)
        }
        return .written(path: target, what: what)
    }

    /// Writes a figure, with the student in a note if there is one.
    private func write(_ figure: Figure, on page: FigurePage, to target: String) async throws(PlotError) {
        let writer = GnuplotFigure(page: page)
        guard let signature = state.signature, let number = state.signature(hasName: false) else {
            return try await writer.write(figure, to: target)
        }
        do throws(PlotError) {
            try await writer.write(figure.notingBelow(signature), to: target)
        } catch .missingCharacters {
            // No installed font may have the letters of the name; the number is enough to find the student.
            try await writer.write(figure.notingBelow(number), to: target)
        }
    }
}
