import CommandLanguage
import CommandParsing
import Commands
import Foundation
import Reports
import Session
import SessionState
import Support
import Testing

@Suite struct ExampleTests {
    /// The commands before all examples of a page, which follow one another.
    private static let before = "load digits limit 200; training epochs 1; population size 4; evolve 1"
    /// Commands that need a population, which an earlier example may have ended.
    private static let readers: Set<String> = [
        "show", "plot", "train", "export", "expect", "why", "compare", "save", "open", "ensemble", "score", "report",
    ]

    /// Words whose example would read hundreds of megabytes; other tests run them.
    private static let elsewhere: Set<String> = ["load from"]

    private static let flowers =
        "petal_length,petal_width,species\n"
        + (0..<60).map { "\(Double($0 % 30) / 7),\($0 % 2 + 1).5,\($0 % 2 == 0 ? "setosa" : "virginica")\n" }.joined()

    /// Writes data in every format that `load` reads.
    private static func writeData(to folder: TemporaryFolder) throws {
        try folder.write(Array(flowers.utf8), to: "flowers.csv")
        let sales = (0..<60).map { "2024-\($0 % 12 + 1)-\($0 % 28 + 1),s\($0 % 15),\($0 * 7 % 50).5\n" }.joined()
        try folder.write(Array(("day,shop,sold\n" + sales).utf8), to: "sales.csv")
        let labels = (0..<60).map { $0 % 3 }
        let arrays = [
            ("x.npy", NumPyFile.array("<f4", "60, 2", NumPyFile.floats((0..<120).map { Float($0) }))),
            ("y.npy", NumPyFile.array("<i8", "60,", NumPyFile.integers(labels))),
            ("patient.npy", NumPyFile.array("<i8", "60,", NumPyFile.integers((0..<60).map { $0 / 5 }))),
            ("month.npy", NumPyFile.array("<i8", "60,", NumPyFile.integers((0..<60).map { $0 / 4 }))),
        ]
        try folder.write(ZipFile.bytes(arrays), to: "arrays.npz")
        try folder.write(
            [0, 0, 8, 3, 0, 0, 0, 60, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<240).map { UInt8($0) }, to: "images.idx")
        try folder.write([0, 0, 8, 1, 0, 0, 0, 60] + labels.map { UInt8($0) }, to: "labels.idx")
        for (index, label) in labels.enumerated() {
            let picture = PNGFile.bytes(width: 2, height: 2, channels: 1, [UInt8](repeating: UInt8(index), count: 4))
            try folder.write(picture, to: "animals/animal\(label)/\(index).png")
        }
    }

    @Test(arguments: Commands.all.map { $0.grammar.name })
    func `the examples of every help page work as printed`(name: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(repeating: "Ada", count: 20).joined(separator: "\n").utf8.map { $0 }, to: "names.txt")
        try folder.write(Array("print \"limit ${1:-100}\"\n".utf8), to: "tune.ns")
        try Self.writeData(to: folder)
        let recovery = Recovery(folder: folder.path)
        // Nothing may still be saved when the process of the tests ends.
        defer { recovery.finish() }
        let talking = Talking(recovery: recovery)
        try await talking.say(Self.before)
        let grammar = try #require(talking.session.grammar.command(named: name)).grammar
        // This is the file of a session whose process is gone.
        if name == "resume" { try await talking.say("save session '\(folder.path)/0-gone.session'") }
        var last = ""
        for example in grammar.examples.map(\.line) {
            let placed = example.replacing(#/'(?<file>\w+(\.\w+)?)'/#) { match in
                let file = match.output.file
                return file.contains(".") || grammar.topic == .winner || folder.names.contains(String(file))
                    ? "'\(folder.path)/\(file)'" : "'\(file)'"
            }
            if placed.contains(".png") || placed.contains("plot to"), !Needed.gnuplot {
                continue
            }
            // Examples after `step` show the state between two phases.
            if Self.readers.contains(name), !example.hasPrefix("step"), !last.hasPrefix("step") {
                try await talking.say("evolve 1")
            }
            last = example
            if name == "back" { try await talking.say("step") }
            do {
                try await talking.say(placed)
            } catch {
                Issue.record("`\(example)` of `help \(name)`: \(error)")
            }
        }
    }

    @Test(arguments: Commands.all.map { $0.grammar.name })
    func `every word and setting of a command appears in an example of its page`(name: String) throws {
        let grammar = try #require(Session(commands: Commands.table(), processors: 1).grammar.command(named: name))
            .grammar
        #expect(!grammar.examples.isEmpty, "`\(name)` has no example")
        let shown = Set(grammar.examples.flatMap { $0.line.split { " ;".contains($0) }.map(String.init) })
        let missing = grammar.form.words.filter { !shown.contains($0) && !Self.elsewhere.contains("\(name) \($0)") }
        #expect(missing.isEmpty, "`\(name)` has no example with \(missing.joined(separator: ", "))")
    }

    @Test(arguments: Commands.all.map { $0.grammar.name })
    func `every command and setting has a line of help`(name: String) throws {
        let grammar = try #require(Session(commands: Commands.table(), processors: 1).grammar.command(named: name))
            .grammar
        #expect(!grammar.summary.isEmpty)
        for setting in grammar.form.settings { #expect(!setting.help.isEmpty, "\(name) \(setting.name)") }
    }
}

extension Form {
    /// The settings in the form.
    fileprivate var settings: [Setting] {
        switch self {
        case .word, .value: []
        case .sequence(let forms), .choice(let forms), .repeated(let forms): forms.flatMap(\.settings)
        case .optional(let form): form.settings
        case .settings(let settings): settings
        }
    }
}
