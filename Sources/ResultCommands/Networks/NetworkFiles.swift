import CurrentNetwork
import Datasets
import Messages
import ModelFiles
import Networks
import Reports
import Session
import SessionState

extension Session {
    /// Saves the current network: `save network`.
    func saveNetwork(
        to path: String, replaces: Bool, _ context: ExecutionContext
    ) throws(SessionError) -> Report {
        let trained = try networkAtHand(for: "save network")
        let target: String
        do { target = try NetworkFile.checkWritable(path) } catch { throw .failed(error.description) }
        try permit(target, replaces: replaces, context)
        do {
            let paths = try NetworkFile.write(trained.saved.signed(by: state.signature), to: path)
            let beside = ["columns", "classes"].filter { kind in
                paths.contains { $0.hasSuffix(".\(kind).json") }
            }
            return .written(
                path: paths[0],
                what: beside.isEmpty ? "network" : "network, and its \(beside.joined(separator: " and ")) beside it,")
        } catch {
            throw .failed(error.description)
        }
    }

    /// Opens a network: `open network`.
    func openNetwork(_ path: String, _ context: ExecutionContext) throws(SessionError) -> NetworkReport {
        let saved: SavedNetwork
        if let reader {
            saved = try ReaderProcess.network(in: path, program: reader, isInterrupted: context.isInterrupted)
        } else {
            do { saved = try NetworkFile.read(path) } catch { throw .failed(error.description) }
        }
        state.trained = TrainedNetwork(saved)
        let architecture = saved.network.architecture
        let sample =
            switch saved.layout {
            case .image(let height, let width, let channels): "\(height)×\(width)×\(channels) pixels"
            case .table(let columns): Numbers.counted(columns.count, "column")
            }
        let isClasses = if case .classes = saved.outputs { true } else { false }
        return NetworkReport(
            path: path, sample: sample,
            hidden: architecture.layerTexts, outputs: saved.outputs.names, hasClasses: isClasses,
            parameters: architecture.parameterCount,
            warnings: saved.isForeign && saved.outputs == .unnamed(architecture) && isClasses
                ? [Warning.unnamedClasses] : [])
    }
}
