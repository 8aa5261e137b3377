import CommandLanguage
import Foundation
import Networks

/// Writes what is done into a script, command by command.
struct Recorder {
    let path: String
    let hasResults: Bool
    private var written = 0
    /// Whether other commands took the place of those that were written.
    var mustBeginAnew = false

    /// Writes everything so far.
    ///
    /// - Throws: where the file cannot be written, or is a script that was not recorded.
    init(path: String, hasResults: Bool, state: SessionState) throws(SessionError) {
        self.path = path
        self.hasResults = hasResults
        if let old = FileManager.default.contents(atPath: path), !old.isEmpty,
            !String(decoding: old, as: UTF8.self).contains(RecordedFacts.mark)
        {
            throw .unusable("\(path) was not recorded, and would be lost; remove it or take another name")
        }
        try write(state)
    }

    /// Writes what was added since the last time.
    ///
    /// - Throws: where the file cannot be written.
    mutating func write(_ state: SessionState) throws(SessionError) {
        let count = state.transcript.count
        let isNew = written == 0 || mustBeginAnew || count < written
        let lines = state.transcript.entries(from: isNew ? 0 : written).flatMap { $0.lines(hasResults: hasResults) }
        guard isNew || !lines.isEmpty else { return }
        do {
            let url = URL(fileURLWithPath: path)
            if isNew {
                let text = (RecordedFacts.header(of: state) + lines).joined(separator: "\n") + "\n"
                try Data(text.utf8).write(to: url, options: .atomic)
            } else {
                let file = try FileHandle(forWritingTo: url)
                defer { try? file.close() }
                try file.seekToEnd()
                try file.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
            }
        } catch {
            throw .failed("\(path) cannot be written: \(error.localizedDescription)")
        }
        written = count
        mustBeginAnew = false
    }
}

/// What a recorded script says in comments of where it was recorded, to be compared in a replay.
struct RecordedFacts: Sendable {
    /// What begins the comment that tells a recorded script from others.
    static let mark = "# recorded by ns "
    private static let digestMark = "# SHA-256 "

    /// `numbers 2, avx512`, as it was there; nil for a script that was not recorded.
    private(set) var numbers: String?
    /// Fingerprints of data by the line that loads them.
    private(set) var digests: [Int: String] = [:]

    /// What this program computes with.
    static var numbersHere: String { "numbers \(NetworksNumerics.version), \(NetworksNumerics.instructionSet)" }

    /// The comments that a recorded script begins with.
    static func header(of state: SessionState) -> [String] {
        [
            "#!/usr/bin/env ns", "\(mark)\(Version.number), \(numbersHere)",
            "# seed \(state.seed), training seed \(state.training.values.seed)",
        ]
    }

    /// The comment behind a command that loads data.
    static func comment(digest: String) -> String { "SHA-256 \(digest)" }

    /// Reads the comments of a script.
    init(_ source: Source) {
        guard source.text.contains(Self.mark) else { return }
        for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.hasSuffix("\r") ? line.dropLast() : line
            if numbers == nil, line.hasPrefix(Self.mark), let comma = line.range(of: ", ") {
                numbers = String(line[comma.upperBound...])
            } else if let mark = line.range(of: Self.digestMark) {
                digests[source.firstLine + index] = String(line[mark.upperBound...])
            }
        }
    }

    /// What is to be told where this program computes otherwise than that which recorded; nil where it does not.
    func warning(of script: String) -> String? {
        guard let numbers, numbers != Self.numbersHere else { return nil }
        return "\(script) was recorded with \(numbers), and here are \(Self.numbersHere): results may differ"
    }
}

extension Session {
    /// Writes what was done, where that was asked for; a file that cannot be written is told once.
    func writeRecord(_ context: ExecutionContext) {
        do { try recorder?.write(state) } catch {
            context.report(.warned("\(error.description); nothing more is recorded"))
            recorder = nil
        }
    }
}
