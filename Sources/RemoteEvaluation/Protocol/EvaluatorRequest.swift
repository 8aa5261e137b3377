public import Evolution
import Foundation
import Notation

/// A request that a shell sends to an evaluator.
public enum EvaluatorRequest: Sendable {
    /// The evaluator may take part, and must send a sign of life once per `heartbeat` (seconds).
    case welcome(heartbeat: Double)
    /// The search to evaluate from now on.
    ///
    /// - Parameters:
    ///   - description: a JSON object that the evaluator understands.
    ///   - folder: the folder in which programs run.
    case search(Int, description: [UInt8], folder: String)
    /// A part of the missing dataset; `size` is the number of bytes of the whole.
    case data(digest: String, offset: Int, size: Int, bytes: [UInt8])
    /// One part of a genome's evaluation, given the values of its genes; with a span, only up to its end.
    case evaluate(Int, search: Int, part: Int, span: RungSpan? = nil, genes: String)
    /// The search is over: its running evaluations are abandoned.
    case stop(search: Int)
}

extension EvaluatorRequest {
    /// The line, including its newline.
    public var line: [UInt8] {
        switch self {
        case .welcome(let heartbeat):
            Array("{\"welcome\":\(EvaluatorProtocol.version),\"heartbeat\":\(heartbeat)}\n".utf8)
        case .search(let search, let description, let folder):
            Array("{\"search\":\(search),\"folder\":\(JSONText.quoted(folder)),\"description\":".utf8) + description
                + Array("}\n".utf8)
        case .data(let digest, let offset, let size, let bytes):
            Array("{\"data\":\"\(digest)\",\"place\":\(offset),\"size\":\(size),\"bytes\":\"".utf8)
                + Array(Data(bytes).base64EncodedData()) + Array("\"}\n".utf8)
        case .evaluate(let number, let search, let part, let span, let genes):
            Array(
                "{\"evaluate\":\(number),\"search\":\(search),\"part\":\(part),\(Self.text(span))\"genes\":\(genes)}\n"
                    .utf8)
        case .stop(let search): Array("{\"stop\":\(search)}\n".utf8)
        }
    }

    /// The fields of a span, each followed by a comma; empty without one.
    private static func text(_ span: RungSpan?) -> String {
        span.map { "\"rung\":\($0.rung),\"after\":\($0.after),\"through\":\($0.through)," } ?? ""
    }
}
