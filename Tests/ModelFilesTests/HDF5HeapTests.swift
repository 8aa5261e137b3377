import Foundation
import ModelFiles
import Support
import Testing

/// libhdf5 follows the sizes of texts in a file without checking them.
@Suite struct HDF5HeapTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The position of a size behind the start of a heap: of the heap itself, and of its first text.
    @Test(
        arguments: [8, 24],
        [[UInt8](repeating: 0, count: 8), [0, 0, 0, 1, 0, 0, 0, 0], [255, 255, 255, 255, 255]])
    func `a text that is larger than its heap, and a heap that is larger than the file, are errors`(
        offset: Int, size: [UInt8]
    ) throws {
        let path = try Model.small().write(to: "\(folder.path)/a.h5")
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let heap = try #require(bytes.firstRange(of: Array("GCOL".utf8))).lowerBound
        // A text may be empty, a heap may not.
        guard offset == 8 || size.contains(where: { $0 > 0 }) else { return }
        bytes.replaceSubrange(heap + offset..<heap + offset + size.count, with: size)
        let damaged = try folder.write(bytes, to: "damaged.h5")
        #expect(
            throws: ModelFileError.unreadable(path: damaged, reason: "HDF5 failed at its texts: it is damaged")
        ) { try NetworkFile.read(damaged) }
    }
}
