import Foundation
import Notation

/// A table as a file holds it, and what is to be told of it.
struct WrittenTable {
    let data: Data
    /// What was changed in the file against the table; nil where nothing was.
    let remark: String?

    init(_ text: CSVText) {
        data = Data(text.text.utf8)
        let count = text.guardedCells
        remark =
            count == 0
            ? nil
            : "an apostrophe stands before \(Numbers.counted(count, "cell")) so that spreadsheets do not run "
                + "\(count == 1 ? "it as a formula" : "them as formulas")"
    }

    init(_ json: Data) {
        data = json
        remark = nil
    }

    /// What was written, with the remark.
    func described(_ what: String) -> String { remark.map { "\(what); \($0)" } ?? what }
}
