// The errors about questions, answers and classes.

extension SessionError {
    static func answersNotText(_ path: String) -> SessionError {
        .unusable("\(path) is not text in UTF-8; expected one answer a line")
    }

    static func notAnAnswer(_ line: String, at position: String, expected: String) -> SessionError {
        .unusable("\(position): expected \(expected), found \"\(line)\"; an empty line passes")
    }

    static func noExpectedAnswer(_ expression: String, found: String, of question: String) -> SessionError {
        .unusable(
            "the right answer \(expression) to \"\(question)\" has no value yet"
                + (found.isEmpty ? "" : " (\(found))") + "; write `later`, and `answer` after the commands that give it one"
        )
    }
}
