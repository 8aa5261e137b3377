import Foundation
import Messages
import Plots
import ReportPage
import Reports
import Session

/// A session that sections of a report describe. Sections that need no evolution are extensions of it; those that need
/// one extend `ReportSource`.
protocol ReportedSession {
    /// The session.
    var session: Session { get }
}

extension ReportedSession {
    /// Returns a figure with its caption, or the reason why there is none.
    func figure(
        _ caption: String, links: ReportBlock.Links = .none, _ draw: () throws(SessionError) -> (Figure, String)
    ) -> ReportBlock {
        do {
            return .figure(try draw().0, caption: caption, links: links)
        } catch {
            return .paragraph("\(caption): \(error.description).")
        }
    }

    /// Returns the number of genomes of a search space, as a fact.
    static func fact(ofSize size: Double) -> ReportBlock.Fact {
        .init("size of the search space", size < 1e6 ? Numbers.score(size) : powerOfTen(size))
    }

    /// Returns a large number as people write it: `1.06 × 10²²`.
    private static func powerOfTen(_ number: Double) -> String {
        guard number.isFinite else { return "more than 10³⁰⁸" }
        let parts = String(format: "%.2e", number).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(number)" }
        let raised = "\(exponent)".compactMap { digit in
            digit.wholeNumberValue.map { Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0] }
        }
        return "\(parts[0]) × 10\(String(raised))"
    }

    /// Returns a message as a sentence.
    static func sentence(_ message: String) -> String {
        message.prefix(1).uppercased() + message.dropFirst() + (message.hasSuffix(".") ? "" : ".")
    }
}
