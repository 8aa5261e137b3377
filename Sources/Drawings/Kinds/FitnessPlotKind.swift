import Messages
import Plots
import SessionState

extension PlotKind {
    static let fitness = PlotKind(
        "fitness",
        "mean, standard deviation and maximum by generation; with several objectives, the hypervolume",
        options: [.statistics]
    ) { request throws(SessionError) in
        let command = request.command
        let (evolution, objective) = try request.evolved()
        if let front = SearchFront(evolution, objective) {
            if command.isMaximumOnly || command.isDiscrete { throw .noStatisticsOfFront }
            return front.hypervolumeDrawing()
        }
        return try request.drawing().fitness(isMaximumOnly: command.isMaximumOnly, isDiscrete: command.isDiscrete)
    }
}
