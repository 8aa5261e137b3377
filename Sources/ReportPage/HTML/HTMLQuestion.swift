/// The HTML of a question.
struct HTMLQuestion {
    private let question: LearnerQuestion
    /// An identifier that is unique in the page.
    private let id: String

    init(_ question: LearnerQuestion, id: String) {
        self.question = question
        self.id = id
    }

    var text: String {
        switch question.form {
        case .interactive: interactive
        case .blank, .solved: printed
        }
    }

    private var legend: String { "Question \(question.number). \(HTMLText.prose(question.text))" }

    private var printed: String {
        let choices = question.choices.map {
            "<li>☐ \(HTMLText.escaped($0.letter))) \(HTMLText.escaped($0.text))</li>"
        }
        let list = choices.isEmpty ? "" : "<ul class=\"choices\">\(choices.joined())</ul>"
        let lines = question.isNumber || !question.choices.isEmpty ? 1 : 3
        let end =
            question.form == .solved
            ? solved
            : question.choices.isEmpty
                ? String(repeating: "<div class=\"line\"></div>", count: lines) : ""
        return "<div class=\"question\"><p><strong>\(legend)</strong></p>\(list)\(end)</div>"
    }

    private var solved: String {
        let answer = question.solution.map { "<p>Answer: <strong>\(HTMLText.escaped($0))</strong></p>" }
        let why = question.explanation.map { "<p>\(HTMLText.prose($0))</p>" }
        let hint = question.hint.map { "<p class=\"hint\">Hint: \(HTMLText.prose($0))</p>" }
        return (answer ?? "<p class=\"hint\">Answers are not marked.</p>") + (why ?? "") + (hint ?? "")
    }

    private var interactive: String {
        func attribute(_ name: String, _ value: String?) -> String {
            value.map { " data-\(name)=\"\(HTMLText.escaped($0))\"" } ?? ""
        }
        let data =
            attribute("number", "\(question.number)") + attribute("question", question.text)
            + attribute("answer", question.answer) + attribute("value", question.value.map { "\($0)" })
            + attribute("within", question.within.map { "\($0)" }) + attribute("hint", question.hint)
            + attribute("because", question.explanation)
        let fields =
            question.choices.isEmpty
            ? question.isNumber
                ? "<label>Your answer <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\"></label>"
                : "<label>Your answer <textarea rows=\"3\"></textarea></label>"
            : question.choices.map { choice in
                "<label><input type=\"radio\" name=\"\(id)\" value=\"\(HTMLText.escaped(choice.text))\"> "
                    + "\(HTMLText.escaped(choice.letter))) \(HTMLText.escaped(choice.text))</label>"
            }.joined()
        return "<form class=\"question\"\(data)><fieldset><legend>\(legend)</legend>\(fields)"
            + "<button type=\"submit\">Check</button><p class=\"verdict\" role=\"status\"></p></fieldset></form>"
    }
}
