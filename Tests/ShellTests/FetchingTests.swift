import Foundation
import Support
import Testing

/// All requests go through a proxy on this machine: no test reaches the network.
@Suite("Downloading at the terminal")
struct FetchingTests {
    private let server: HTTPServer
    private let home: Home

    init() throws {
        server = try HTTPServer()
        home = try Home()
    }

    private var surroundings: [String: String] {
        ["http_proxy": server.address, "https_proxy": server.address, "NS_MIRROR": "http://mirror.test/data"]
    }

    private let first = "/data/kmnist/train-images-idx3-ubyte.gz"
    private let size = 18_165_135

    private var kept: Int? {
        let path = home.path + "/cache/ns/datasets/kmnist/train-images-idx3-ubyte.gz.part"
        return try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }

    @Test("if files cannot be downloaded, one error names the servers, the folder for the files, and `from`")
    func unavailable() throws {
        let result = try FinishedProgram.shell(["-c", "load kmnist"], home: home, environment: surroundings)
        #expect(result.status == 1)
        for part in [
            "kmnist cannot be downloaded: http://mirror.test/data/kmnist/train-images-idx3-ubyte.gz: it answered 404; "
                + "http://codh.rois.ac.jp/kmnist/dataset/kmnist/train-images-idx3-ubyte.gz: it answered 404.",
            "Try again later, or set NS_MIRROR to another address; otherwise put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz",
            "/cache/ns/datasets/kmnist",
            "load kmnist from FOLDER",
        ] {
            #expect(result.error.contains(part), "\(result.error)")
        }
        // The mirror comes first, and all requests use the environment's proxy.
        #expect(
            server.requests.map(\.line) == [
                "GET http://mirror.test/data/kmnist/train-images-idx3-ubyte.gz HTTP/1.1",
                "GET http://codh.rois.ac.jp/kmnist/dataset/kmnist/train-images-idx3-ubyte.gz HTTP/1.1",
            ])
    }

    @Test("Ctrl-C keeps a partial download, the next try continues it, and wrong bytes are rejected")
    func stopping() throws {
        server.put([UInt8](repeating: 5, count: size), at: first, .stalls(after: 5_000_000))
        let terminal = try Terminal.shell(home: home, environment: surroundings)
        terminal.type("load kmnist")
        terminal.press(.enter)
        try terminal.wait(for: "the progress") { screen in
            screen.transcript.contains { $0.contains("Downloading") && $0.contains("5.0 MB of 18 MB") }
        }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("stopped: 5.0 MB of 21 MB are kept") })
        #expect(kept == 5_000_000)
        try terminal.enter("show datasets")
        #expect(terminal.screen.transcript.contains { $0.contains("kmnist") && $0.contains("16 of 21 MB to download") })
        try terminal.enter("load kmnist")
        #expect(terminal.screen.words.contains("its file has a wrong checksum: SHA-256"))
        #expect(server.requests.filter { $0.path == first }.map(\.offset) == [0, 5_000_000, 0])
        #expect(kept == 0)
        #expect(try terminal.leave() == 0)
    }
}
