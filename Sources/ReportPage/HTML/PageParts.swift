import CCrypto
import CReport
import Foundation
import PlotRendering

/// The style sheet and the script of every page, and the policy that allows nothing else.
package enum PageParts {
    /// The style sheet of the page and of its figures.
    static let style = SVGFigure.style + "\n" + text(report_style())
    private static let plainScript = text(report_script())
    private static let scriptWithQuestions = plainScript + text(report_questions())

    /// Returns the script, which also checks answers if there are questions.
    static func script(hasQuestions: Bool) -> String { hasQuestions ? scriptWithQuestions : plainScript }

    /// The Content Security Policy (Level 3): no network, no frames, and only this script and this style.
    static func policy(hasQuestions: Bool) -> String {
        "default-src 'none'; script-src 'sha256-\(digest(of: script(hasQuestions: hasQuestions)))'; "
            + "style-src 'sha256-\(digest(of: style))'; img-src data:; base-uri 'none'; form-action 'none'"
    }

    private static func text(_ part: PagePart) -> String {
        String(decoding: UnsafeRawBufferPointer(start: part.text, count: part.count), as: UTF8.self)
    }

    /// Returns the SHA-256 checksum of a text in base 64.
    package static func digest(of text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
        return Data(digest.prefix(Int(length))).base64EncodedString()
    }
}
