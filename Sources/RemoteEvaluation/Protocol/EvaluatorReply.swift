import Foundation
import Notation
public import Objectives

/// A reply of an evaluator.
public enum EvaluatorReply: Sendable {
    case hello(EvaluatorHello)
    /// A hello in another version of the protocol.
    case foreign(protocol: Int?)
    case alive
    /// The evaluator lacks the data with that digest, and waits for them.
    case missing(search: Int, digest: String)
    /// The evaluator is prepared for a search.
    case ready(search: Int)
    /// The evaluator cannot be prepared for a search.
    case unable(search: Int, reason: String)
    case progress(Int, EvaluationProgress)
    /// The result of an evaluation, and the fingerprint that the evaluator computed.
    case evaluated(Int, Evaluation, fingerprint: String?)
    /// The reason that a genome has no fitness.
    case failed(Int, reason: String, seconds: Double, fingerprint: String?)
    /// The evaluation was abandoned.
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
        /// Encoded in base 64.
        var rows: String?
    }

    /// The part of the hello that every version has.
    private struct Greeting: Decodable {
        struct Hello: Decodable { let `protocol`: Int? }
        let hello: Hello
    }

    /// The line, including its newline.
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
            (body.progress, body.epoch, body.share) = (number, progress.epoch, progress.fraction)
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
            // The caller waits for an answer: one that cannot be encoded becomes a failure.
            let reason = JSONText.quoted("the answer cannot be encoded as JSON: \(error)")
            let failure = [("evaluated", body.evaluated.map { "\($0)" } ?? "null"), ("failure", reason)]
            return Array((JSONText.object(failure.map { (name: $0, value: $1) }) + "\n").utf8)
        }
    }

    /// Returns a failure for an answer that is not valid JSON, such as one with NaN or 1e999, which Python's
    /// `json.dumps` writes: the genome has no fitness. Returns nil if the number of the evaluation is missing.
    private static func unreadableAnswer(_ line: String) -> EvaluatorReply? {
        guard let found = line.firstMatch(of: #/"evaluated"\s*:\s*([0-9]{1,18})\s*[,}]/#),
            let number = Int(found.output.1)
        else { return nil }
        let fingerprint = line.firstMatch(of: #/"fingerprint"\s*:\s*"([0-9a-f]+)"/#).map { String($0.output.1) }
        let shown = line.count > 100 ? "\(line.prefix(100))…" : line
        return .failed(
            number, reason: "its answer is not valid JSON, or contains a number that is not finite: \(shown)",
            seconds: 0, fingerprint: fingerprint)
    }

    /// Parses a line without its newline; nil for any other line, because launchers and machines print greetings too.
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
        // Ignore negative or huge times, which come from a wrong clock.
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
                    epoch: body.epoch ?? 1, fraction: body.share, loss: body.loss, score: body.score, best: body.best))
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
