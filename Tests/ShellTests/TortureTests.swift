import Foundation
import Support
import Testing

/// Damaged files of every format are read or refused: no crash, no hang, no gigabytes. NS_TORTURE is the number of
/// files; `Scripts/test --torture` uses 20,000.
@Suite("Damaged files")
struct TortureTests {
    private static let formats = DamagedFormat.allCases
    /// The most memory that reading a file may take.
    private static let maximumBytes = 1 << 30

    /// Returns the number of files of a format.
    private static func count(_ format: DamagedFormat) -> Int {
        guard let files = ProcessInfo.processInfo.environment["NS_TORTURE"].flatMap({ Int($0) }) else { return 2 }
        let weights = formats.reduce(0) { $0 + $1.weight }
        return max(2, (files * format.weight + weights - 1) / weights)
    }

    private static let tally: Tally = {
        let files = formats.reduce(0) { $0 + count($1) }
        return Tally(of: files) { counts, largest in
            "\(files) mutants of \(formats.count) formats: \(counts["refused", default: 0]) refused, "
                + "\(counts["read", default: 0]) read, \(counts["crash", default: 0]) crashes, "
                + "\(counts["hang", default: 0]) hangs, \(counts["contained", default: 0]) contained crashes of libraries, largest \(largest >> 20) MB"
        }
    }()

    @Test("damaged files are read or refused", arguments: formats)
    func damaged(format: DamagedFormat) throws {
        let home = try Home()
        let whole = try format.whole(in: home)
        try FileManager.default.createDirectory(
            at: home.url(format.path).deletingLastPathComponent(), withIntermediateDirectories: true)
        // The undamaged file is read, so that the damage is what is refused.
        try write(whole, format, home)
        let undamaged = try read(format, home)
        #expect(undamaged.events == [format.isTooShort ? "refused" : "read"], "\(format): \(undamaged.error)")
        for number in 0..<Self.count(format) {
            var damage = Damage(seed: number &* 1_009 &+ format.rawValue.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
            try write(format.damaged(whole, &damage), format, home)
            let (events, bytes, error) = try read(format, home)
            #expect(!events.contains("crash") && !events.contains("hang"), "mutant \(number) of \(format): \(error)")
            #expect(bytes <= Self.maximumBytes, "mutant \(number) of \(format): \(bytes >> 20) MB")
            Self.tally.add(events, bytes: bytes)
        }
    }

    private func write(_ bytes: [UInt8], _ format: DamagedFormat, _ home: Home) throws {
        let file = home.url(format.path)
        switch format {
        case .cifar:
            // The beginning of a long file; the rest of it has no content on disk.
            let handle = try FileHandle(forWritingTo: file)
            defer { try? handle.close() }
            try handle.write(contentsOf: Data(bytes))
        case .memory:
            // With the files beside it.
            let folder = file.deletingLastPathComponent()
            try FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        default: try Data(bytes).write(to: file)
        }
    }

    /// Reads a file, and returns what happened, the memory used, and the standard error.
    private func read(_ format: DamagedFormat, _ home: Home) throws -> (events: [String], bytes: Int, error: String) {
        guard let arguments = format.arguments else {
            let terminal = try Terminal.shell(home: home)
            try terminal.enter("print 'alive'")
            terminal.press(.up)
            try terminal.wait(forTyped: "print 'alive'")
            let status = try terminal.leave()
            return ([status == 0 ? "read" : "crash"], 0, "status \(status)")
        }
        let end = try WatchedProgram(arguments, home: home).end()
        var events = [end.isHang ? "hang" : end.status == 0 ? "read" : end.status <= 2 ? "refused" : "crash"]
        // A library crashed in the process that reads for the shell; the shell lives.
        if end.error.contains("was killed by signal") { events.append("contained") }
        return (events, end.peakBytes, "status \(end.status), \(end.error)")
    }
}
