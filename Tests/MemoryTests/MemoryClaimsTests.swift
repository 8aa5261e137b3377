import Memory
import Support
import Testing

@Suite struct MemoryClaimsTests {
    @Test func `a claim excludes others until it is released or its process ends`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        let (one, other) = (Array(repeating: UInt8(7), count: 32), Array(repeating: UInt8(8), count: 32))
        var first: ScoreMemory? = ScoreMemory(path: path)
        let second = ScoreMemory(path: path)
        #expect(first?.claim(one) == true)
        #expect(!second.claim(one))
        #expect(second.claim(other))
        first?.release(one)
        #expect(second.claim(one))
        second.release(one)
        #expect(first?.claim(one) == true)
        first = nil
        #expect(second.claim(one))
    }

    @Test func `a memory without a file grants every claim`() {
        #expect(ScoreMemory().claim([1]) && ScoreMemory().claim([1]))
    }
}
