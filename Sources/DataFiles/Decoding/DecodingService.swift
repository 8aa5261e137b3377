import Foundation

/// The work of a process that decodes images and archives for another one.
public struct DecodingService {
    private let requests: Int32
    private let answers: Int32
    private let prepare: () -> Void
    private var archive: LibraryArchive?
    /// The damage that was found behind bytes that are already sent.
    private var damage: DataError?

    /// Answers requests until their end.
    ///
    /// - Parameters:
    ///   - requests: The descriptor from which requests are read.
    ///   - answers: The descriptor to which answers are written.
    ///   - prepare: Is called before each picture and each part of an archive.
    public static func run(requests: Int32, answers: Int32, prepare: @escaping () -> Void) {
        var service = DecodingService(requests: requests, answers: answers, prepare: prepare)
        guard service.send(.ready) else { return }
        while let request = service.next(), service.answer(request) {}
    }

    private init(requests: Int32, answers: Int32, prepare: @escaping () -> Void) {
        self.requests = requests
        self.answers = answers
        self.prepare = prepare
    }

    // MARK: - Answers

    /// Answers a request; false if nobody reads the answers.
    private mutating func answer(_ request: DecodingRequest) -> Bool {
        switch request {
        case .sizes(let paths):
            return each(paths) { (file) throws(DataError) in
                switch try file.size() {
                case .read(let size): .size(size)
                case .damaged(let reason): .damaged(reason: reason)
                }
            }
        case .pixels(let paths, let size):
            return each(paths) { (file) throws(DataError) in
                switch try file.pixels(size) {
                case .read(let pixels): .pixels(pixels)
                case .damaged(let reason): .damaged(reason: reason)
                }
            }
        case .open(let path, let formats):
            prepare()
            (archive, damage) = (nil, nil)
            do throws(DataError) {
                archive = try LibraryArchive(path: path, formats: formats)
                return send(.opened)
            } catch {
                return send(Self.failed(error))
            }
        case .entry:
            prepare()
            damage = nil
            do throws(DataError) {
                guard let archive else { return send(.end) }
                return send(try archive.nextEntry().map { .entry(name: $0.name, size: $0.size) } ?? .end)
            } catch {
                return send(Self.failed(error))
            }
        case .content(let count):
            prepare()
            guard let archive else { return send(.end) }
            if let damage { return send(Self.failed(damage)) }
            let (bytes, failure) = archive.part(count)
            if bytes.isEmpty { return send(failure.map(Self.failed) ?? .end) }
            damage = failure
            return send(.content(bytes, consumed: archive.consumed))
        }
    }

    private func each(_ paths: [String], _ work: (PictureFile) throws(DataError) -> DecodingAnswer) -> Bool {
        for path in paths {
            prepare()
            let answer: DecodingAnswer
            do throws(DataError) {
                answer = try work(PictureFile(path: path, name: path, label: 0))
            } catch {
                answer = Self.failed(error)
            }
            guard send(answer) else { return false }
        }
        return true
    }

    /// Returns the reason without the path, which the other process adds.
    private static func failed(_ error: DataError) -> DecodingAnswer {
        if case .unreadable(_, let reason) = error { return .failed(reason: reason) }
        return .failed(reason: error.description)
    }

    // MARK: - Descriptors

    private func next() -> DecodingRequest? {
        guard let start = received(4) else { return nil }
        let length = start.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= DecodingRequest.maximum, let content = received(length) else { return nil }
        return DecodingRequest(content[...])
    }

    /// Reads exactly so many bytes; nil at the end.
    private func received(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let found = bytes.withUnsafeMutableBytes { buffer in
                read(requests, buffer.baseAddress.map { $0 + done }, count - done)
            }
            if found < 0, errno == EINTR { continue }
            guard found > 0 else { return nil }
            done += found
        }
        return bytes
    }

    private func send(_ answer: DecodingAnswer) -> Bool {
        if case .content(let content, let consumed) = answer {
            // Without a copy of the bytes.
            return send(DecodingAnswer.start(ofContent: content.count, consumed: consumed)) && send(content)
        }
        return send(answer.message)
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                write(answers, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            done += written
        }
        return true
    }
}
