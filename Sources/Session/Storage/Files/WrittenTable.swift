import Foundation
import Notation
import Reports

/// The content of a table file, with a remark about it.
struct WrittenTable {
    let data: Data
    /// The difference between the file and the table, as a sentence; nil for none.
    let remark: String?

    init(_ text: CSVText) {
        data = Data(text.text.utf8)
        let count = text.guardedCells
        remark =
            count == 0
            ? nil
            : "an apostrophe was added before \(Numbers.counted(count, "cell")) so that spreadsheets do not run "
                + "\(count == 1 ? "it as a formula" : "them as formulas")"
    }

    init(_ json: Data) {
        data = json
        remark = nil
    }
}
