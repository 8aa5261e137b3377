import Session
import SessionState
import Terminal

/// The appearance of output: chosen by the user, or suited to the terminal.
extension Shell {
    /// Applies the user's preferences for colours and plain output.
    ///
    /// - Parameter editor: The editor of the prompt, which gets the keys typed while the terminal is asked for its
    ///   background; nil to ask nothing.
    func useAppearance(askingFor editor: LineEditor? = nil) {
        let preferences = session.preferences
        window.appearance.isPlain = options.isPlain || preferences.plain
        switch preferences.theme {
        case .light: window.appearance.theme = .light
        case .dark: window.appearance.theme = .dark
        case .none: window.appearance.theme = .none
        case .automatic:
            window.appearance.theme = .dark
            let stream = window.typedStream
            if session.themeChoices != themeChoices { background = nil }
            themeChoices = session.themeChoices
            if background == nil, let editor, editor.canEdit, window.hasColor(stream), window.answersQuestions {
                let found = TerminalBackground.ask(on: stream)
                editor.take(typedAhead: found.typed)
                background = found
            }
            let isLight =
                background?.isLight ?? TerminalBackground.isLight(colorFGBG: environmentVariable("COLORFGBG"))
            if isLight == true { window.appearance.theme = .light }
        }
    }
}
