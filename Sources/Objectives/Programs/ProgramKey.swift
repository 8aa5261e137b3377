import Datasets
import Evolution
import Expressions
import Foundation
import Notation

/// The text by which a memory knows a program's answers: the command, where it runs, what the files hold that it names,
/// the genome and the seed. Its form is part of every user's memory, as that of `NetworkKey`.
struct ProgramKey: Sendable {
    /// Counts changes after which an answer has another key. Version 1 has no mark in the text.
    static let version = 1

    private let beginning: String
    private let isToldSeed: Bool

    /// Reads the files that the command names. O(bytes).
    ///
    /// - Parameters:
    ///   - workingFolder: the folder in which the program runs.
    ///   - path: the path of a word of the command, where it names a file.
    /// - Throws: `.unreadableFile` for a file that is there and cannot be read: a change of it would go unnoticed.
    init(
        of settings: ProgramSettings, workingFolder: String, path: (String) -> String
    ) throws(ObjectiveError) {
        var digests: [String] = []
        for word in settings.command.plainWords { digests.append(try Self.digest(ofFile: path(word))) }
        let mark = Self.version == 1 ? "" : "key \(Self.version) "
        beginning =
            "\(mark)program \(settings.command.text) in \(workingFolder) "
            + "kept \(settings.isKeptRunning ? "true" : "false") files \(digests.joined(separator: ","))"
        isToldSeed = settings.repeats != nil
    }

    /// The text for a genome's values, on one line where they are.
    func text(_ values: GenesObject.Values, seed: Int) -> String {
        let values = values.map { "\($0.name)=\($0.value.map(Self.text) ?? "")" }
        return "\(beginning) \(values.joined(separator: " ")) seed \(seed) told \(isToldSeed ? "true" : "false")"
    }

    /// A value as it is typed; in quotes where it could be taken for the value of another gene too.
    private static func text(_ value: GeneValue) -> String {
        switch value {
        case .text(let word): word.contains("=") && word.contains(" ") ? JSONText.quoted(word) : word
        case .integer(let number): String(number)
        case .real(let number): String(number)
        }
    }

    /// The checksum of what a file holds; empty for a word that names no file.
    private static func digest(ofFile path: String) throws(ObjectiveError) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            return ""
        }
        guard let content = FileManager.default.contents(atPath: path) else { throw .unreadableFile(path: path) }
        return Digest(of: Array(content)).description
    }
}
