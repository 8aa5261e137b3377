import Foundation
import Notation

/// What an evaluator says.
public enum EvaluatorReply: Sendable {
    case hello(EvaluatorHello)
    /// It says hello in words of another version.
    case foreign(protocol: Int?)
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
        /// In base 64.
        var rows: String?
    }

    /// What every version's hello has.
    private struct Greeting: Decodable {
        struct Hello: Decodable { let `protocol`: Int? }
        let hello: Hello
    }

    /// The line, its end included.
    public var line: [UInt8] {
        var body = Body()
        switch self {
        case .hello(let hello): body.hello = hello
        case .foreign: break
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
            body.rows = evaluation.rows.map { Data($0).base64EncodedString() }
        case .failed(let number, let reason, let seconds, let fingerprint):
            (body.evaluated, body.failure) = (number, reason)
            (body.seconds, body.fingerprint) = (seconds, fingerprint)
        case .stopped(let number): body.stopped = number
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return Array(try encoder.encode(body)) + [UInt8(ascii: "\n")]
        } catch {
            // Whoever asked waits for an answer: one that cannot be written is a failure with that reason.
            let reason = JSONText.quoted("the answer cannot be written: \(error)")
            let failure = [("evaluated", body.evaluated.map { "\($0)" } ?? "null"), ("failure", reason)]
            return Array((JSONText.object(failure.map { (name: $0, value: $1) }) + "\n").utf8)
        }
    }

    /// An answer that is no JSON, such as one with NaN or 1e999, which Python's `json.dumps` writes: the genome has no fitness.
    /// Nil where it does not say which evaluation it answers.
    private static func unreadableAnswer(_ line: String) -> EvaluatorReply? {
        guard let found = line.firstMatch(of: #/"evaluated"\s*:\s*([0-9]{1,18})\s*[,}]/#),
            let number = Int(found.output.1)
        else { return nil }
        let fingerprint = line.firstMatch(of: #/"fingerprint"\s*:\s*"([0-9a-f]+)"/#).map { String($0.output.1) }
        let shown = line.count > 100 ? "\(line.prefix(100))…" : line
        return .failed(
            number, reason: "its answer is not finite or no JSON: \(shown)", seconds: 0, fingerprint: fingerprint)
    }

    /// Reads a line without its end; nil for anything else: launchers and machines greet too.
    public init?(line: some Collection<UInt8>) {
        guard line.first == UInt8(ascii: "{") else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let body = try? decoder.decode(Body.self, from: Data(line)) else {
            if let greeting = try? decoder.decode(Greeting.self, from: Data(line)) {
                self = .foreign(protocol: greeting.hello.protocol)
            } else if let failed = Self.unreadableAnswer(String(decoding: line, as: UTF8.self)) {
                self = failed
            } else {
                return nil
            }
            return
        }
        // A clock that is wrong is no reason to believe in negative times.
        let seconds = body.seconds.flatMap { $0.isFinite && $0 >= 0 && $0 < 1e9 ? $0 : nil } ?? 0
        if let number = body.evaluated {
            if let reason = body.failure {
                self = .failed(number, reason: reason, seconds: seconds, fingerprint: body.fingerprint)
            } else {
                self = .evaluated(
                    number,
                    Evaluation(
                        scores: body.scores ?? [:], curve: body.curve ?? [], seconds: seconds,
                        rows: body.rows.flatMap { Data(base64Encoded: $0) }.map { Array($0) }),
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
