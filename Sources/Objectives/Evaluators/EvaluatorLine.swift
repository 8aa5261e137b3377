public import Evolution
import Foundation

/// The lines that a shell and an evaluator exchange: one JSON object (RFC 8259) each. `Help/cluster.md` documents them.
public enum EvaluatorProtocol {
    /// Raised when the meaning of a line changes.
    public static let version = 1
    /// How often an evaluator says that it is alive, in seconds.
    public static let heartbeat = 5.0
}

/// What an evaluator is, as it says of itself.
public struct EvaluatorHello: Codable, Hashable, Sendable {
    /// The version of these lines.
    public let `protocol`: Int
    /// The program's version.
    public let version: String
    /// The version of the trainer's numbers: networks of another version are other networks.
    public let numbers: Int
    /// The processor's instruction set that the trainer uses.
    public let instructions: String
    /// The machine's name.
    public let host: String
    /// The process's number there.
    public let process: Int32

    /// What an evaluator is.
    public init(
        protocol version: Int, program: String, numbers: Int, instructions: String, host: String, process: Int32
    ) {
        `protocol` = version
        self.version = program
        self.numbers = numbers
        self.instructions = instructions
        self.host = host
        self.process = process
    }
}

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

/// What an evaluator says.
public enum EvaluatorReply: Sendable {
    case hello(EvaluatorHello)
    case alive
    /// It has no data with that digest, and waits for them.
    case missing(search: Int, digest: String)
    /// It is prepared for a search.
    case ready(search: Int)
    /// It cannot be prepared for a search.
    case unable(search: Int, reason: String)
    case progress(Int, EvaluationProgress)
    /// What an evaluation gave, and what it depended on as the evaluator sees it.
    case evaluated(Int, Evaluation, fingerprint: String?)
    /// Why a genome has no fitness.
    case failed(Int, reason: String, seconds: Double, fingerprint: String?)
    /// It was abandoned.
    case stopped(Int)
}

// MARK: - As lines

extension EvaluatorRequest {
    /// The line, its end included.
    public var line: [UInt8] {
        switch self {
        case .welcome(let heartbeat):
            Array("{\"welcome\":\(EvaluatorProtocol.version),\"heartbeat\":\(heartbeat)}\n".utf8)
        case .search(let search, let description, let folder):
            Array("{\"search\":\(search),\"folder\":\(Text(folder)),\"description\":".utf8) + description
                + Array("}\n".utf8)
        case .data(let digest, let place, let size, let bytes):
            Array("{\"data\":\"\(digest)\",\"place\":\(place),\"size\":\(size),\"bytes\":\"".utf8)
                + Array(Data(bytes).base64EncodedData()) + Array("\"}\n".utf8)
        case .evaluate(let number, let search, let part, let genes):
            Array("{\"evaluate\":\(number),\"search\":\(search),\"part\":\(part),\"genes\":\(genes)}\n".utf8)
        case .stop(let search): Array("{\"stop\":\(search)}\n".utf8)
        }
    }

    /// A text as JSON has it.
    private struct Text: CustomStringConvertible {
        let description: String
        init(_ text: String) {
            description = (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
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

extension EvaluatorReply {
    private struct Body: Codable {
        var hello: EvaluatorHello?
        var alive: Bool?
        var missing: String?
        var ready: Int?
        var unable: Int?
        var progress: Int?
        var evaluated: Int?
        var stopped: Int?
        var search: Int?
        var reason: String?
        var epoch: Int?
        var share: Double?
        var loss: Double?
        var score: Double?
        var best: Double?
        var scores: [String: Double]?
        var curve: [[String: Double]]?
        var seconds: Double?
        var failure: String?
        var fingerprint: String?
    }

    /// The line, its end included.
    public var line: [UInt8] {
        var body = Body()
        switch self {
        case .hello(let hello): body.hello = hello
        case .alive: body.alive = true
        case .missing(let search, let digest): (body.search, body.missing) = (search, digest)
        case .ready(let search): body.ready = search
        case .unable(let search, let reason): (body.unable, body.reason) = (search, reason)
        case .progress(let number, let progress):
            (body.progress, body.epoch, body.share) = (number, progress.epoch, progress.share)
            (body.loss, body.score, body.best) = (progress.loss, progress.score, progress.best)
        case .evaluated(let number, let evaluation, let fingerprint):
            (body.evaluated, body.fingerprint, body.seconds) = (number, fingerprint, evaluation.seconds)
            (body.scores, body.curve) = (evaluation.scores, evaluation.curve.isEmpty ? nil : evaluation.curve)
        case .failed(let number, let reason, let seconds, let fingerprint):
            (body.evaluated, body.failure) = (number, reason)
            (body.seconds, body.fingerprint) = (seconds, fingerprint)
        case .stopped(let number): body.stopped = number
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return Array((try? encoder.encode(body)) ?? Data("{}".utf8)) + [UInt8(ascii: "\n")]
    }

    /// Reads a line without its end; nil for anything else: launchers and machines greet too.
    public init?(line: some Collection<UInt8>) {
        guard line.first == UInt8(ascii: "{") else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let body = try? decoder.decode(Body.self, from: Data(line)) else { return nil }
        if let number = body.evaluated {
            if let reason = body.failure {
                self = .failed(number, reason: reason, seconds: body.seconds ?? 0, fingerprint: body.fingerprint)
            } else {
                self = .evaluated(
                    number,
                    Evaluation(scores: body.scores ?? [:], curve: body.curve ?? [], seconds: body.seconds ?? 0),
                    fingerprint: body.fingerprint)
            }
        } else if let number = body.progress {
            self = .progress(
                number,
                EvaluationProgress(
                    epoch: body.epoch ?? 1, share: body.share, loss: body.loss, score: body.score, best: body.best))
        } else if body.alive != nil {
            self = .alive
        } else if let hello = body.hello {
            self = .hello(hello)
        } else if let digest = body.missing, let search = body.search {
            self = .missing(search: search, digest: digest)
        } else if let search = body.ready {
            self = .ready(search: search)
        } else if let search = body.unable {
            self = .unable(search: search, reason: body.reason ?? "it gave no reason")
        } else if let number = body.stopped {
            self = .stopped(number)
        } else {
            return nil
        }
    }
}
