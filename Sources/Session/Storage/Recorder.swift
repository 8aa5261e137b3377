import CommandLanguage
import CommandParsing
import FileWriting
import Foundation
package import Messages
import Networks
package import SessionState
import Settings

/// Writes the executed commands into a script, one by one.
package struct Recorder {
    package let path: String
    let hasResults: Bool
    private var written = 0
    /// True if other commands have replaced those that were written.
    package var mustBeginAnew = false

    /// Refuses to replace a script that somebody wrote by hand.
    ///
    /// - Throws: `.unusable` if the file is not empty and was not recorded.
    package static func checkIsRecorded(_ path: String) throws(SessionError) {
        // The writer reports a file that cannot be opened.
        guard let old = try? InputFile.contents(of: path), !old.isEmpty,
            !String(decoding: old, as: UTF8.self).contains(RecordedFacts.mark)
        else { return }
        throw .notRecorded(path)
    }

    /// Creates a recorder and writes all commands so far.
    ///
    /// - Throws: `.failed` if the file cannot be written.
    package init(path: String, hasResults: Bool, state: SessionState) throws(SessionError) {
        self.path = path
        self.hasResults = hasResults
        try write(state)
    }

    /// Writes the commands that were added since the last call.
    ///
    /// - Throws: `.failed` if the file cannot be written.
    mutating func write(_ state: SessionState) throws(SessionError) {
        let count = state.transcript.count
        let isNew = written == 0 || mustBeginAnew || count < written
        let lines = state.transcript.entries(from: isNew ? 0 : written).flatMap { $0.lines(hasResults: hasResults) }
        guard isNew || !lines.isEmpty else { return }
        do {
            if isNew {
                let text = (RecordedFacts.header(of: state) + lines).joined(separator: "\n") + "\n"
                try AtomicFile(path).write(Data(text.utf8))
            } else {
                try append(Data((lines.joined(separator: "\n") + "\n").utf8))
            }
        } catch let error as FileWritingError {
            throw .failed(error.description)
        } catch {
            throw .unwritable(path, error.localizedDescription)
        }
        written = count
        mustBeginAnew = false
    }

    /// Appends text completely or not at all, and keeps what others wrote into the file in the meantime.
    private func append(_ text: Data) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let end = Int(try file.seekToEnd())
        // A killed process ends between two pages, never within one.
        let page = Int(getpagesize())
        guard end / page == (end + text.count - 1) / page else {
            try file.seek(toOffset: 0)
            return try AtomicFile(path).write((try file.readToEnd() ?? Data()) + text)
        }
        do {
            try file.write(contentsOf: text)
            try file.synchronize()
        } catch {
            // Leave no incomplete command behind.
            try file.truncate(atOffset: UInt64(end))
            throw error
        }
    }
}

/// The facts about the recording in the comments of a recorded script, for comparison in a replay.
package struct RecordedFacts: Sendable {
    /// The beginning of the comment that marks a recorded script.
    static let mark = "# recorded by ns "
    private static let digestMark = "# SHA-256 "

    /// The numerics of the recording, such as `numerics 2, avx512`; nil for a script that was not recorded.
    private(set) var numbers: String?
    /// The checksums of data by the line that loads them.
    package private(set) var digests: [Int: String] = [:]

    /// The numerics of this program.
    package static var numbersHere: String {
        "numerics \(NetworksNumerics.version), \(NetworksNumerics.instructionSet)"
    }

    /// Returns the comments at the beginning of a recorded script.
    package static func header(of state: SessionState) -> [String] {
        [
            "#!/usr/bin/env ns", "\(mark)\(Version.number), \(numbersHere)",
            "# seed \(state.seed), training seed \(state.training.values.seed)",
        ]
    }

    /// Returns the comment after a command that loads data.
    package static func comment(digest: String) -> String { "SHA-256 \(digest)" }

    /// Reads the comments of a script.
    init(_ source: Source) {
        guard source.text.contains(Self.mark) else { return }
        for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.hasSuffix("\r") ? line.dropLast() : line
            if numbers == nil, line.hasPrefix(Self.mark), let comma = line.range(of: ", ") {
                let facts = line[comma.upperBound...]
                // Scripts of earlier versions say "numbers".
                numbers = facts.hasPrefix("numbers ") ? "numerics " + facts.dropFirst(8) : String(facts)
            } else if let mark = line.range(of: Self.digestMark) {
                digests[source.firstLine + index] = String(line[mark.upperBound...])
            }
        }
    }

    /// Returns a warning if the numerics of this program differ from those of the recording; nil otherwise.
    package func warning(of script: String) -> String? {
        guard let numbers, numbers != Self.numbersHere else { return nil }
        return Warning.otherNumerics(script: script, recorded: numbers, here: Self.numbersHere)
    }
}

extension Session {
    /// Writes new commands if they are recorded. A file that cannot be written causes a warning and ends the
    /// recording.
    package func writeRecord(_ context: ExecutionContext) {
        do { try recorder?.write(state) } catch {
            context.report(.recordingStopped(error))
            recorder = nil
        }
    }
}
