import Foundation
import Notation
import Testing

@Suite struct CSVCellTests {
    @Test(arguments: [",", "\"", "\n"], ["\u{301}", "\u{200D}"])
    func `a mark before a combining accent is quoted`(mark: String, accent: String) {
        for cell in ["a\(mark)\(accent)b", "\u{600}\(mark)b"] {
            var text = CSVText()
            text.add([cell, "c"])
            let written = mark == "\"" ? "\"\"" : mark
            let inside = String(
                cell.unicodeScalars.replacing(mark.unicodeScalars, with: written.unicodeScalars))
            #expect(Array(text.text.utf8) == Array("\"\(inside)\",c\r\n".utf8))
        }
    }
}

@Suite struct JSONTextTests {
    /// Every scalar below 0x80, several beyond, and those whose escaping is often forgotten.
    private static let texts =
        [
            "", "a", "a\"b", "a\\b", "a/b", "\r\n", "\u{7F}\u{80}", "λ 世界 👩‍👩‍👧 e\u{301}", "\u{2028}\u{2029}", "\"\\\"",
        ] + (0..<0x80).map { String(Unicode.Scalar(UInt8($0))) }

    @Test(arguments: texts)
    func `a quoted text is read back unchanged`(text: String) throws {
        let read = try JSONDecoder().decode([String].self, from: Data("[\(JSONText.quoted(text))]".utf8))
        #expect(read.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
    }

    @Test(arguments: texts)
    func `a quoted text equals that of Foundation`(text: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        #expect(JSONText.quoted(text) == String(decoding: try encoder.encode(text), as: UTF8.self))
    }

    @Test(arguments: [
        0, 1, -1, 0.1, -0.5, 1e-7, 1e20, 1e300, .leastNonzeroMagnitude, 123_456_789, 0.1 + 0.2,
        .greatestFiniteMagnitude, 1 / 3,
    ])
    func `a number equals that of Foundation and is read back unchanged`(value: Double) throws {
        let text = JSONText.number(value)
        #expect(text == String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
        #expect(try JSONDecoder().decode(Double.self, from: Data(text.utf8)) == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `a number that JSON lacks is null`(value: Double) { #expect(JSONText.number(value) == "null") }

    @Test func `objects and arrays keep their order`() {
        #expect(JSONText.object([("b", "1"), ("a", JSONText.array(["true", "null"]))]) == #"{"b":1,"a":[true,null]}"#)
        #expect(JSONText.object([]) == "{}")
    }
}

@Suite struct CSVTextTests {
    @Test(arguments: [
        ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
        ("a\r\nb", "\"a\r\nb\""), ("a\rb", "\"a\rb\""), ("a;b", "a;b"), ("'a'", "'a'"),
    ])
    func `a cell has quotes if a reader would split it without them`(text: String, cell: String) {
        #expect(Self.row([text]) == cell)
    }

    @Test func `a row consists of its cells with commas between them`() {
        #expect(Self.row(["a,b", "", "c"]) == "\"a,b\",,c")
    }

    private static func row(_ cells: [String]) -> String {
        var text = CSVText(lineEnd: "")
        text.add(cells)
        return text.text
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+a", "'+a"), ("-O2", "'-O2"), ("@SUM(A1)", "'@SUM(A1)"), ("-", "'-"),
        ("\t=1", "'\t=1"), ("=A1,B1", "\"'=A1,B1\""), ("-0.5", "-0.5"), ("+3", "+3"), ("-1e-07", "-1e-07"),
        ("a=b", "a=b"), ("'a", "'a"), ("''=a", "''=a"), ("–", "–"),
    ])
    func `a cell that a spreadsheet would run gets an apostrophe, a number does not`(
        text: String, cell: String
    ) {
        var table = CSVText(lineEnd: "")
        table.add([text])
        #expect(table.text == cell)
        #expect(table.guardedCells == (cell.contains("'\(text)") ? 1 : 0))
        if !cell.hasPrefix("\"") { #expect(CSVText.unguarded(cell) == text) }
    }
}
