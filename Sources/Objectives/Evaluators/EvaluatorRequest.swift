import Foundation
import Notation

/// What a shell tells an evaluator.
public enum EvaluatorRequest: Sendable {
    /// It may take part, and says that it is alive once in so many seconds.
    case welcome(heartbeat: Double)
    /// What is to be evaluated from now on.
    ///
    /// - Parameters:
    ///   - description: a JSON object that the evaluator understands.
    ///   - folder: where programs run.
    case search(Int, description: [UInt8], folder: String)
    /// A part of a dataset that the evaluator missed; `size` is that of the whole.
    case data(digest: String, place: Int, size: Int, bytes: [UInt8])
    /// A part of a genome, by the values of its genes.
    case evaluate(Int, search: Int, part: Int, genes: String)
    /// A search is over: what is under way of it is abandoned.
    case stop(search: Int)
}

extension EvaluatorRequest {
    /// The line, its end included.
    public var line: [UInt8] {
        switch self {
        case .welcome(let heartbeat):
            Array("{\"welcome\":\(EvaluatorProtocol.version),\"heartbeat\":\(heartbeat)}\n".utf8)
        case .search(let search, let description, let folder):
            Array("{\"search\":\(search),\"folder\":\(JSONText.quoted(folder)),\"description\":".utf8) + description
                + Array("}\n".utf8)
        case .data(let digest, let place, let size, let bytes):
            Array("{\"data\":\"\(digest)\",\"place\":\(place),\"size\":\(size),\"bytes\":\"".utf8)
                + Array(Data(bytes).base64EncodedData()) + Array("\"}\n".utf8)
        case .evaluate(let number, let search, let part, let genes):
            Array("{\"evaluate\":\(number),\"search\":\(search),\"part\":\(part),\"genes\":\(genes)}\n".utf8)
        case .stop(let search): Array("{\"stop\":\(search)}\n".utf8)
        }
    }
}
