import Drawings
import Evolution
import Messages
import Objectives
import ReportPage
import SessionState

extension ReportSource {
    /// The number of genomes of the front that are listed.
    private static let listed = 100

    /// The Pareto front of several objectives and its growth. Nil with a single objective, and if nothing is on it.
    var frontSection: ReportSection? {
        guard let front, !front.points.isEmpty else { return nil }
        var blocks: [ReportBlock] = [
            .paragraph(
                "\(Self.sentence(front.objectives.description)) A genome is on the front if no other is at least as good in "
                    + "every objective and better in one. The knee is the compromise beyond which a "
                    + "little more of one objective costs much of another."),
            figure("The front, with earlier ones") { () throws(SessionError) in front.drawing() },
            figure("Hypervolume of the front by generation") { () throws(SessionError) in front.hypervolumeDrawing() },
        ]
        do {
            blocks.append(.table(ReportTable(try session.frontTable(first: Self.listed))))
        } catch {
            blocks.append(.warning("The front cannot be listed: \(error.description)."))
        }
        if front.points.count > Self.listed {
            blocks.append(
                .paragraph(
                    "The first \(Self.listed) of \(front.points.count) are listed; `show front` lists all of them."))
        }
        return ReportSection(id: "front", title: "The Pareto front", blocks: blocks)
    }
}
