import Foundation
import HelpPages
import Support
import Testing

@Suite("The manual page")
struct ManualTests {
    @Test("`ns --manual` contains every command and every page, and no accidental requests of troff")
    func isWhole() throws {
        let home = try Home()
        let manual = try FinishedProgram.shell(["--manual"], home: home)
        #expect(manual.status == 0)
        #expect(manual.error == "")
        let lines = manual.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix(".TH NS 1") == true)
        for page in HelpPage.all {
            #expect(lines.contains { $0.hasPrefix(".SH \(page.name.uppercased()): ") }, "\(page.name)")
        }
        for command in ["load", "evolve", "train", "quit"] {
            #expect(lines.contains { $0.hasPrefix(".SS \(command): ") }, "\(command)")
        }
        let requests: Set = [".TH", ".SH", ".SS", ".TP", ".PP", ".IP", ".B", ".nf", ".fi", ".RS", ".RE"]
        for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains(line.split(separator: " ").first.map(String.init) ?? ""), "\(line)")
        }
    }
}
