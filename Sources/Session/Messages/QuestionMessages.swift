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

extension SessionError {
    static func schemaOfOtherLength(_ schema: String, found: Int, genes: Int) -> SessionError {
        .unusable(
            "expected a value or * for each of \(Numbers.counted(genes, "gene")), found \(found) in \"\(schema)\"; "
                + "write longer values with blanks between them, in quotes")
    }

    static func noSuchValue(_ value: String, of gene: String, in schema: String) -> SessionError {
        .unusable("gene \(gene) has no value \(value), as in the schema \"\(schema)\"; `genes` shows the values")
    }
}

extension SessionError {
    static var noParents: SessionError {
        .missing("the last generation has no parents: it was drawn at random", try: "evolve 1")
    }
}
