import CommandLanguage

// The errors about values of settings.

extension Diagnostic {
    static func unknown(
        _ kind: Vocabulary.Kind, _ word: String, at name: String, in captures: Captures
    ) -> Diagnostic {
        captures.mistake("unknown \(kind) \"\(word)\"", at: name)
    }

    static func sizeWithoutTournament(in captures: Captures) -> Diagnostic {
        captures.mistake("only a tournament has a size; try `selection tournament of 3`", at: "tournament")
    }

    static func sampleWithoutAgeing(in captures: Captures) -> Diagnostic {
        captures.mistake("`sample` works only with `strategy ageing`", at: "sample")
    }

    static func layersTwice(in captures: Captures) -> Diagnostic {
        captures.mistake("`layers` is the same as `dense`; leave one of them out", at: "layers")
    }
}
