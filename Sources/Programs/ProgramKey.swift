import Datasets
import Evolution
import Expressions
import Foundation
import Notation
import Objectives

/// The text that identifies a program's answers in the memory: the command, its folder, the content of the files it
/// names, the genome and the seed. Its format is part of every user's memory, like that of `NetworkKey`.
struct ProgramKey: Sendable {
    /// The version of the key, raised whenever keys change. Version 1 has no mark in the text.
    static let version = 1

    private let beginning: String
    private let isToldSeed: Bool
    private let budget: ProgramBudget?

    /// Reads the files that the command names.
    ///
    /// - Parameters:
    ///   - workingFolder: the folder in which the program runs.
    ///   - path: returns the path of a word of the command that may name a file.
    /// - Throws: `.unreadableFile` for a file that exists but cannot be read: changes to it would go unnoticed.
    /// - Complexity: O(bytes).
    init(
        of settings: ProgramSettings, workingFolder: String, path: (String) -> String
    ) throws(ObjectiveError) {
        var digests: [String] = []
        for word in settings.command.plainWords { digests.append(try Self.digest(ofFile: path(word))) }
        let mark = Self.version == 1 ? "" : "key \(Self.version) "
        beginning =
            "\(mark)program \(settings.command.text) in \(workingFolder) "
            + "kept \(settings.isKeptRunning ? "true" : "false") files \(digests.joined(separator: ","))"
            + (settings.outputs == .numbers(1) ? "" : " outputs \(settings.scores.joined(separator: ","))")
        isToldSeed = settings.repeats != nil
        budget = settings.budget
    }

    /// Returns the text for a genome's values; one line if the values contain no newlines.
    ///
    /// - Parameter epochs: the epochs that the program works; nil for all.
    func text(_ values: GenesObject.Values, _ spellings: Spellings = [:], seed: Int, epochs: Int? = nil) -> String {
        let values = values.map { name, value in
            "\(name)=\(value.map { Self.text($0, spellings.text($0, of: name)) } ?? "")"
        }
        return "\(beginning) \(values.joined(separator: " ")) seed \(seed) told \(isToldSeed ? "true" : "false")"
            + budgetText(epochs)
    }

    private func budgetText(_ epochs: Int?) -> String {
        guard let budget else { return "" }
        let highest = budget.rungs.highest
        // A program that reports values may plan all of its epochs.
        return " epochs \(epochs ?? highest)" + (budget.form == .reported ? " of \(highest)" : "")
    }

    /// Returns a value as it is typed, in quotes if it could be confused with the value of another gene.
    private static func text(_ value: GeneValue, _ written: String) -> String {
        if case .text(let word) = value, word.contains("="), word.contains(" ") { return JSONText.quoted(word) }
        return written
    }

    /// Returns the checksum of a file's content; empty for a word that names no file.
    private static func digest(ofFile path: String) throws(ObjectiveError) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            return ""
        }
        guard let content = FileManager.default.contents(atPath: path) else { throw .unreadableFile(path: path) }
        return Digest(of: Array(content)).description
    }
}
