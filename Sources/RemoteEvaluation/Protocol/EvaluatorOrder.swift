public import Evolution
import Foundation
import Objectives

/// An order as an evaluator reads it; `Description` is the part of a search's description that it understands.
public enum EvaluatorOrder<Description: Decodable & Sendable>: Sendable {
    /// The evaluator may take part, and must send a sign of life once per `heartbeat` (seconds).
    case welcome(heartbeat: Double)
    /// The search to evaluate from now on, and the folder in which programs run.
    case search(Int, Description, folder: String)
    /// A part of the missing dataset; `size` is the number of bytes of the whole.
    case data(digest: String, offset: Int, size: Int, bytes: [UInt8])
    /// One part of a genome's evaluation, given the values of its genes; inactive genes are left out.
    /// With a span, only up to its end.
    case evaluate(Int, search: Int, part: Int, span: RungSpan?, genes: [String: GeneValue])
    /// The search is over.
    case stop(search: Int)
}

extension EvaluatorOrder {
    private struct Body: Decodable {
        var welcome: Int?
        var heartbeat: Double?
        var search: Int?
        var description: Description?
        var folder: String?
        var data: String?
        var place: Int?
        var size: Int?
        var bytes: Data?
        var evaluate: Int?
        var part: Int?
        var rung: Int?
        var after: Int?
        var through: Int?
        var genes: [String: GeneNumber?]?
        var stop: Int?

        /// The span of an evaluation; nil if it is whole.
        var span: RungSpan? {
            guard let rung, let through, rung >= 0, through > 0 else { return nil }
            return RungSpan(rung: rung, after: after ?? 0, through: through)
        }
    }

    /// Parses a line without its newline.
    ///
    /// - Throws: `DecodingError` if the line is not such a JSON object; `ObjectiveError.failed` if it
    ///   contains no known order.
    public init(line: some Collection<UInt8>) throws {
        let body = try JSONDecoder().decode(Body.self, from: Data(line))
        if let number = body.evaluate, let search = body.search, let genes = body.genes {
            self = .evaluate(
                number, search: search, part: body.part ?? 0, span: body.span,
                genes: genes.compactMapValues { $0?.value })
        } else if let description = body.description, let search = body.search {
            self = .search(search, description, folder: body.folder ?? "")
        } else if let digest = body.data, let offset = body.place, let size = body.size, let bytes = body.bytes {
            self = .data(digest: digest, offset: offset, size: size, bytes: Array(bytes))
        } else if body.welcome != nil {
            self = .welcome(heartbeat: body.heartbeat ?? EvaluatorProtocol.heartbeat)
        } else if let search = body.stop {
            self = .stop(search: search)
        } else {
            throw ObjectiveError.failed(
                reason: "expected a line that begins with welcome, search, data, evaluate or stop")
        }
    }
}

/// A gene's value in JSON.
private enum GeneNumber: Decodable {
    case value(GeneValue)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let whole = try? container.decode(Int.self) {
            self = .value(.integer(whole))
        } else if let real = try? container.decode(Double.self) {
            self = .value(.real(real))
        } else if let items = try? container.decode([GeneNumber].self) {
            self = .value(.items(items.map(\.value)))
        } else {
            self = .value(.text(try container.decode(String.self)))
        }
    }

    var value: GeneValue {
        switch self {
        case .value(let value): value
        }
    }
}
