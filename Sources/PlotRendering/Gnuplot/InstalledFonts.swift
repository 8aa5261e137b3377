import Plots
import Subprocess

/// The fonts that fontconfig knows, which gnuplot draws with.
struct InstalledFonts {
    /// The maximum size of a list of fonts in bytes.
    private static let maximumBytes = 1 << 27

    /// Returns the characters of some texts that no font has, each once, in their order; none if fontconfig's tools are
    /// not installed.
    ///
    /// gnuplot would draw boxes as large as the picture for them.
    static func missingCharacters(in texts: [String]) async -> [Character] {
        var seen: Set<Character> = []
        let unusual = texts.joined().filter { !$0.isASCII && seen.insert($0).inserted }
        guard !unusual.isEmpty, let list = await output("fc-list", "--format", "%{charset}\n") else { return [] }
        let known = list.split { $0 == " " || $0 == "\n" }.compactMap(range)
        guard !known.isEmpty else { return [] }
        return unusual.filter { character in
            !character.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII || scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isWhitespace
                    || known.contains { $0.contains(scalar.value) }
            }
        }
    }

    /// Returns true if a family is installed, or another one with the same forms; also if fontconfig's tools are not
    /// installed.
    static func has(_ family: String) async -> Bool {
        let isGeneric = ["sans", "serif", "monospace", "sans-serif", "mono"].contains(family.lowercased())
        guard !isGeneric else { return true }
        // fontconfig always finds a font: an unknown family gets the default one. Its patterns end at `:` and `-`.
        let pattern = family.flatMap { ":-,\\".contains($0) ? "\\\($0)" : "\($0)" }
        guard let found = await output("fc-match", "--format", "%{family}", String(pattern)),
            let usual = await output("fc-match", "--format", "%{family}", "no such family")
        else { return true }
        return found != usual || found.lowercased().split(separator: ",").contains { $0 == family.lowercased() }
    }

    /// Parses a code point or a range of them, in hexadecimal digits: `20-7e`.
    private static func range(_ text: Substring) -> ClosedRange<UInt32>? {
        let ends = text.split(separator: "-").compactMap { UInt32($0, radix: 16) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last else { return nil }
        return first...last
    }

    /// Returns the output of a program; nil if it is not installed or fails.
    private static func output(_ program: String, _ arguments: String...) async -> String? {
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: .init(arguments), output: .string(limit: maximumBytes), error: .discarded)
            return result.terminationStatus.isSuccess ? result.standardOutput : nil
        } catch {
            // Without the tool nothing is known about fonts, and gnuplot draws with what it finds.
            return nil
        }
    }
}

extension Figure {
    /// All texts of the figure and those below it.
    var texts: [String] {
        var texts: [String] = []
        for panel in panels {
            texts += [panel.title ?? "", panel.horizontal.label, panel.vertical.label, panel.note ?? ""]
            for axis in [panel.horizontal, panel.vertical] { texts += (axis.names ?? []).map(\.text) }
            for layer in panel.layers {
                texts.append(layer.name)
                if case .labels(let labels) = layer.shape { texts += labels.map(\.text) }
            }
        }
        return texts
    }
}
