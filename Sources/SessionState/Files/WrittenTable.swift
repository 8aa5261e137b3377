package import Foundation
package import Notation
import Reports

/// The content of a table file, with a remark about it.
package struct WrittenTable {
    package let data: Data
    /// The difference between the file and the table, as a sentence; nil for none.
    package let remark: String?

    package init(_ text: CSVText) {
        data = Data(text.text.utf8)
        let count = text.guardedCells
        remark =
            count == 0
            ? nil
            : "an apostrophe was added before \(Numbers.counted(count, "cell")) so that spreadsheets do not run "
                + "\(count == 1 ? "it as a formula" : "them as formulas")"
    }

    package init(_ json: Data) {
        data = json
        remark = nil
    }
}
