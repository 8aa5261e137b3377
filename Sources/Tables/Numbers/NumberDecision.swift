import Datasets
import DelimitedText

/// The number format of a column, decided by its own marks, those of other columns, and the user.
struct NumberDecision {
    let format: NumberFormat
    /// The ambiguous mark, and the option that selects its other meaning; nil if the format is unambiguous.
    private(set) var doubt: (mark: String, option: String)?

    /// Decides the format of a column.
    ///
    /// - Parameters:
    ///   - own: The marks of the column.
    ///   - all: The marks of all columns.
    ///   - options: The user's options.
    init(_ own: NumberMarks, among all: NumberMarks, _ options: CSVOptions) {
        let decimal = Self.decimal(own, all, options)
        if let wanted = options.thousands {
            format = NumberFormat(decimal: decimal, thousands: wanted.isEmpty ? nil : wanted)
            return
        }
        let thousands: String? =
            if decimal == ".", !own.isDisjoint(with: [.groupedComma, .eitherComma]) {
                ","
            } else if decimal == ",", !own.isDisjoint(with: [.groupedPoint, .eitherPoint]) {
                "."
            } else if own.contains(.groupedApostrophe) {
                "'"
            } else if own.contains(.groupedBlank) {
                " "
            } else { nil }
        format = NumberFormat(decimal: decimal, thousands: thousands)
        guard options.decimal == nil, !Self.saysComma(own), !Self.saysPoint(own), !Self.isDecided(all) else { return }
        if own.contains(.eitherPoint) {
            doubt = (".", "thousands '.'")
        } else if own.contains(.eitherComma) {
            doubt = (",", "decimal ','")
        }
    }

    private static func decimal(_ own: NumberMarks, _ all: NumberMarks, _ options: CSVOptions) -> String {
        if let wanted = options.decimal { return wanted }
        if options.thousands == "," { return "." }
        if options.thousands == "." { return "," }
        if saysPoint(own) { return "." }
        if saysComma(own) { return "," }
        return saysComma(all) && !saysPoint(all) ? "," : "."
    }

    private static func saysComma(_ marks: NumberMarks) -> Bool {
        !marks.isDisjoint(with: [.decimalComma, .groupedPoint])
    }

    private static func saysPoint(_ marks: NumberMarks) -> Bool {
        !marks.isDisjoint(with: [.decimalPoint, .groupedComma])
    }

    private static func isDecided(_ all: NumberMarks) -> Bool { saysComma(all) != saysPoint(all) }
}
