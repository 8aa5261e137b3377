/// The elements of the structure that a screen reader reads (ISO 32000-1, 14.8.4, standard structure types). What is
/// outside of them, such as page numbers and lines, is decoration.
enum PDFTag: String {
    case document = "Document"
    case section = "Sect"
    case title = "H1"
    case heading = "H2"
    case subheading = "H3"
    case paragraph = "P"
    case list = "L"
    case item = "LI"
    case itemLabel = "Lbl"
    case itemBody = "LBody"
    case table = "Table"
    case row = "TR"
    case columnHeading = "TH"
    case cell = "TD"
    case figure = "Figure"
    case caption = "Caption"

    /// True if it contains other elements, and no content of its own.
    var isGroup: Bool {
        switch self {
        case .document, .section, .list, .item, .table, .row: true
        default: false
        }
    }
}
