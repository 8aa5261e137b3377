import CommandLanguage
package import CommandParsing

// The errors about values of settings.

extension SessionError {
    /// - Parameters:
    ///   - reason: The error with the names of the classes.
    ///   - name: The unknown class.
    ///   - nearest: The class with the nearest name; nil if none is similar.
    package static func noClass(_ reason: String, _ name: String, nearest: String?) -> SessionError {
        let meant =
            nearest.map { "\"\($0)\"" } ?? (["equal", "balanced"].contains(name) ? "`training weights \(name)`" : nil)
        return .unusable(reason + (meant.map { "; did you mean \($0)?" } ?? ""))
    }
}

extension Diagnostic {
    package static func unknown(
        _ kind: Vocabulary.Kind, _ word: String, at name: String, in captures: Captures
    ) -> Diagnostic {
        captures.mistake("unknown \(kind) \"\(word)\"", at: name)
    }

    package static func sizeWithoutTournament(in captures: Captures) -> Diagnostic {
        captures.mistake("only a tournament has a size; try `selection tournament of 3`", at: "tournament")
    }

    package static func sampleWithoutAgeing(in captures: Captures) -> Diagnostic {
        captures.mistake("`sample` works only with `strategy ageing`", at: "sample")
    }

    package static func layersTwice(in captures: Captures) -> Diagnostic {
        captures.mistake("`layers` is the same as `dense`; leave one of them out", at: "layers")
    }
}
