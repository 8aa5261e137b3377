import Messages
import Plots

extension PlotKind {
    static let columns = PlotKind(
        "columns", "importance of each input column for the current network, by permutation"
    ) { request throws(SessionError) in
        let most = request.command.file == nil ? mostColumns.terminal : mostColumns.page
        return try request.session.columnsDrawing(most: most, request.context)
    }

    /// The number of columns that are drawn in the terminal, and on a page.
    private static let mostColumns = (terminal: 25, page: 60)
}
