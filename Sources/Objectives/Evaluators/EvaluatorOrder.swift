public import Evolution
import Foundation

/// What an evaluator is told, as it reads it; `Description` is what it understands of searches.
public enum EvaluatorOrder<Description: Decodable & Sendable>: Sendable {
    /// It may take part, and says that it is alive once in so many seconds.
    case welcome(heartbeat: Double)
    /// What is to be evaluated from now on, and the folder where programs run.
    case search(Int, Description, folder: String)
    /// A part of a dataset that it missed; `size` is that of the whole.
    case data(digest: String, place: Int, size: Int, bytes: [UInt8])
    /// A part of a genome, by the values of its genes; a gene that takes no part is not in it.
    case evaluate(Int, search: Int, part: Int, genes: [String: GeneValue])
    /// A search is over.
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
        var genes: [String: GeneNumber?]?
        var stop: Int?
    }

    /// Reads a line without its end.
    ///
    /// - Throws: what the line is not, for whoever looks at the evaluator's standard error.
    public init(line: some Collection<UInt8>) throws {
        let body = try JSONDecoder().decode(Body.self, from: Data(line))
        if let number = body.evaluate, let search = body.search, let genes = body.genes {
            self = .evaluate(
                number, search: search, part: body.part ?? 0, genes: genes.compactMapValues { $0?.value })
        } else if let description = body.description, let search = body.search {
            self = .search(search, description, folder: body.folder ?? "")
        } else if let digest = body.data, let place = body.place, let size = body.size, let bytes = body.bytes {
            self = .data(digest: digest, place: place, size: size, bytes: Array(bytes))
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

/// A gene's value as JSON has it.
private enum GeneNumber: Decodable {
    case value(GeneValue)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let whole = try? container.decode(Int.self) {
            self = .value(.integer(whole))
        } else if let real = try? container.decode(Double.self) {
            self = .value(.real(real))
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
