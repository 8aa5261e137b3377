import Foundation
import HelpPages
import Support
import Testing

@Suite struct HelpPagesTests {
    /// The project's folder.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func `every file of the folder Help is a page of the program`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Help")
            .filter { $0.hasSuffix(".md") }.sorted()
        #expect(files == HelpPage.files.map { $0.name + ".md" }.sorted())
        for page in HelpPage.files {
            let text = try String(contentsOfFile: "\(Self.root)/Help/\(page.name).md", encoding: .utf8)
            let terms = page.searchTerms.joined(separator: ", ")
            #expect(text.hasPrefix("# \(page.name): \(page.summary)\n<!-- search: \(terms) -->\n\n\(page.text)"))
            #expect(page.text.contains("```"), "\(page.name) has no example")
        }
    }

    @Test(arguments: HelpPage.all.map(\.name))
    func `the examples of a page work as printed`(name: String) throws {
        let page = try #require(HelpPage.all.first { $0.name == name })
        let home = try Home()
        var commands = ""
        for (info, code) in page.codeBlocks where info.hasPrefix("ns") {
            // A block with a file name is the content of that file.
            if let file = info.split(separator: " ").dropFirst().first {
                try home.write(code, to: String(file))
            } else {
                commands += code
            }
        }
        let script = try home.write(commands, to: "page.ns")
        let result = try FinishedProgram.shell(["--quiet", script], home: home)
        #expect(result.error == "")
        #expect(result.status == 0)
    }

    @Test(arguments: ["help", "help evolve", "help population litter", "help fronts"])
    func `no word of help is cut at the edge of a window`(line: String) throws {
        func words(columns: Int) throws -> String {
            let terminal = try Terminal.shell(home: try Home(), columns: columns, rows: 400)
            try terminal.enter(line)
            let words = terminal.screen.words
            #expect(try terminal.leave() == 0)
            // The welcome depends on the width.
            let start = try #require(words.range(of: "ns> \(line) ")).upperBound
            return String(words[start...])
        }
        #expect(try words(columns: 80) == words(columns: 180))
    }

    @Test func `help finds commands, settings, pages and words`() throws {
        func help(_ words: String) throws -> String {
            try FinishedProgram.shell(["-c", "help \(words)"], home: try Home()).output
        }
        #expect(try help("evolve").hasPrefix("evolve  evolve the population"))
        #expect(try help("population litter").contains("population litter LITTER [by time]"))
        #expect(try help("scripts").contains("Exit statuses"))
        #expect(try help("two_point").contains("help population"))
        #expect(try help("").contains("\npages\n"))
        #expect(try help("functions").contains("atan2(y, x)"))
        #expect(try help("factorial").contains("help functions"))
        let nothing = try FinishedProgram.shell(["-c", "help evovle"], home: try Home())
        #expect(nothing.error.contains("no help found for \"evovle\"; did you mean \"evolve\"?"))
    }
}

extension HelpPage {
    /// The code blocks, with the info string of each.
    var codeBlocks: [(info: String, code: String)] {
        var blocks: [(String, String)] = []
        var open: (info: String, code: String)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block) }
                open = open == nil ? (String(line.dropFirst(3)), "") : nil
            } else {
                open?.code += line + "\n"
            }
        }
        return blocks
    }
}
