import Foundation
import Platform
import Synchronization

/// A small local HTTP server for download tests: it serves files, resumes downloads, and misbehaves on demand.
public final class HTTPServer: Sendable {
    /// The behaviour of the server for a request.
    public enum Manner: Sendable {
        /// Serves the file, from an offset if requested.
        case good
        /// Sends so many bytes, then nothing more, and keeps the connection open.
        case stalls(after: Int)
        /// Sends so many of the announced bytes, then closes the connection.
        case cutsOff(after: Int)
        /// Announces and sends so many bytes instead of the correct number.
        case sends(count: Int)
        /// Sends wrong bytes, but the correct number of them.
        case wrongBytes
        /// Always sends the whole file, whatever the requested offset.
        case doesNotResume
        /// Announces the whole file from its beginning, whatever the requested offset, sends so many bytes of it,
        /// then closes the connection.
        case cutsOffWithoutResuming(after: Int)
        /// Answers with an error status.
        case answers(Int)
        /// Redirects to another address.
        case redirects(to: String)
        /// Sends pieces of so many bytes, each after a closure returns.
        case waits(piece: Int, between: @Sendable () -> Void)
    }

    /// A received request.
    public struct Request: Sendable {
        /// `/mnist/train-images-idx3-ubyte.gz`
        public let path: String
        /// The first requested byte.
        public let offset: Int
        /// The request line; for a proxy it begins with `GET http://`.
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
    /// The port of the server.
    public let port: Int

    /// `http://127.0.0.1:PORT/`
    public var address: String { "http://127.0.0.1:\(port)/" }

    /// Starts to listen at a free port.
    ///
    /// - Throws: `POSIXError` if the port cannot be opened.
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

    /// Closes all connections and stops listening.
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

    /// Puts a file at a path with one behaviour for all requests.
    public func put(_ bytes: [UInt8], at path: String, always manner: Manner) {
        state.withLock {
            $0.files[path] = bytes
            $0.manners[path] = []
            $0.lasting[path] = manner
        }
    }

    /// Puts a file at a path, `/a/b.gz`; requests get the given behaviours in order, and `good` after that.
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
