import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small HTTP server on this machine, for tests of fetching: it serves files, resumes, and misbehaves on demand.
public final class HTTPServer: Sendable {
    /// What it does with a request.
    public enum Manner: Sendable {
        /// Serves it, from an offset where that is asked for.
        case good
        /// Sends so many bytes, then nothing more, and keeps the connection open.
        case stalls(after: Int)
        /// Sends so many bytes of what it announced, then closes the connection.
        case cutsOff(after: Int)
        /// Announces and sends so many bytes instead of the true number.
        case sends(count: Int)
        /// Sends other bytes, as many as it should.
        case wrongBytes
        /// Always sends the whole file, whatever offset is asked for.
        case doesNotResume
        /// Announces the whole file from its beginning, whatever offset is asked for, sends so many bytes of it, then closes
        /// the connection.
        case cutsOffWithoutResuming(after: Int)
        /// Answers with an error.
        case answers(Int)
        /// Sends it somewhere else.
        case redirects(to: String)
        /// Sends a piece of so many bytes at a time, each once a closure lets it.
        case waits(piece: Int, between: @Sendable () -> Void)
    }

    /// A request that came.
    public struct Request: Sendable {
        /// `/mnist/train-images-idx3-ubyte.gz`
        public let path: String
        /// The first byte that was asked for.
        public let offset: Int
        /// The line that a proxy sees begins with `GET http://`.
        public let line: String
    }

    private struct State {
        var files: [String: [UInt8]] = [:]
        var manners: [String: [Manner]] = [:]
        var lasting: [String: Manner] = [:]
        var requests: [Request] = []
        var connections: Set<Int32> = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let listener: Int32
    /// The port that it listens at.
    public let port: Int

    /// `http://127.0.0.1:PORT/`
    public var address: String { "http://127.0.0.1:\(port)/" }

    /// Begins to listen, at a free port.
    public init() throws {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (listener, size) = (listener, length)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [weak self, listener] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    close(connection)
                    return
                }
                serve(connection)
            }
        }
        thread.start()
    }

    deinit { stop() }

    /// Ends all connections and listens no more.
    public func stop() {
        let connections = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? nil : state.connections
        }
        guard let connections else { return }
        for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Puts a file at a path; all requests are answered in one manner.
    public func put(_ bytes: [UInt8], at path: String, always manner: Manner) {
        state.withLock {
            $0.files[path] = bytes
            $0.manners[path] = []
            $0.lasting[path] = manner
        }
    }

    /// Puts a file at a path, `/a/b.gz`; requests are answered in the manners given, one after the other, then well.
    public func put(_ bytes: [UInt8], at path: String, _ manners: Manner...) {
        state.withLock {
            $0.files[path] = bytes
            $0.manners[path] = manners
        }
    }

    /// The requests so far.
    public var requests: [Request] { state.withLock { $0.requests } }

    private func serve(_ connection: Int32) {
        state.withLock { _ = $0.connections.insert(connection) }
        let thread = Thread { [self] in
            answer(connection)
            state.withLock { _ = $0.connections.remove(connection) }
            close(connection)
        }
        thread.start()
    }

    private func answer(_ connection: Int32) {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            guard recv(connection, &byte, 1, 0) == 1, head.count < 16_384 else { return }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let target = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "/"
        let path =
            target.hasPrefix("http://")
            ? "/" + target.split(separator: "/").dropFirst(2).joined(separator: "/") : target
        let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
        let offset = range.flatMap { Int($0.dropFirst("range: bytes=".count).prefix { $0 != "-" }) } ?? 0
        let (bytes, manner) = state.withLock { state in
            state.requests.append(Request(path: path, offset: offset, line: lines[0]))
            let manner = state.manners[path].flatMap { $0.isEmpty ? nil : $0[0] } ?? state.lasting[path] ?? .good
            if state.manners[path]?.isEmpty == false { state.manners[path]?.removeFirst() }
            return (state.files[path], manner)
        }
        guard let bytes else {
            return send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", connection)
        }
        let rest = Array(bytes.dropFirst(offset))
        switch manner {
        case .good: send(rest, of: bytes.count, from: offset, connection)
        case .doesNotResume: send(bytes, of: bytes.count, from: 0, connection)
        case .cutsOffWithoutResuming(let count):
            send(Array(bytes.prefix(count)), of: bytes.count, from: 0, connection)
        case .stalls(let count):
            send(Array(rest.prefix(count)), of: bytes.count, from: offset, connection)
            var byte: UInt8 = 0
            _ = recv(connection, &byte, 1, 0)
        case .cutsOff(let count): send(Array(rest.prefix(count)), of: bytes.count, from: offset, connection)
        case .sends(let count):
            let sent = Array((bytes + [UInt8](repeating: 7, count: max(0, count - bytes.count))).prefix(count))
            send(sent, of: count, from: 0, connection)
        case .wrongBytes: send(rest.map { $0 ^ 1 }, of: bytes.count, from: offset, connection)
        case .answers(let status):
            send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", connection)
        case .redirects(let place):
            send(
                "HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", connection
            )
        case .waits(let piece, let between):
            send([], of: bytes.count, from: offset, connection)
            for start in stride(from: 0, to: rest.count, by: piece) {
                send(rest[start..<min(rest.count, start + piece)], connection)
                between()
            }
        }
    }

    private func send(_ bytes: [UInt8], of total: Int, from offset: Int, _ connection: Int32) {
        let status =
            offset > 0
            ? "206 Partial Content\r\nContent-Range: bytes \(offset)-\(total - 1)/\(total)" : "200 OK"
        send("HTTP/1.1 \(status)\r\nContent-Length: \(total - offset)\r\nConnection: close\r\n\r\n", connection)
        send(bytes[...], connection)
    }

    private func send(_ text: String, _ connection: Int32) { send(Array(text.utf8)[...], connection) }

    private func send(_ bytes: ArraySlice<UInt8>, _ connection: Int32) {
        #if canImport(Glibc)
            let flags = Int32(MSG_NOSIGNAL)
        #else
            let flags: Int32 = 0
        #endif
        var rest = bytes
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, flags) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }
}
