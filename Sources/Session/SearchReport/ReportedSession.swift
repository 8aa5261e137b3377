import Foundation
import Plots
import ReportPage

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
        .init("size of the search space", size < 1e6 ? Numbers.score(size) : String(format: "%.3g", size))
    }

    /// Returns a message as a sentence.
    static func sentence(_ message: String) -> String {
        message.prefix(1).uppercased() + message.dropFirst() + (message.hasSuffix(".") ? "" : ".")
    }
}
