import Foundation
import Support
import Testing

/// Libraries that are opened on first use, hidden by empty files of the same name.
@Suite struct LateLibrariesTests {
    #if os(Linux)
        private static let training =
            "load digits limit 200; training epochs 1; population size 2 litter 1; evolve 1; train fittest epochs 1"

        /// Debian's names of the library, including that of its development package.
        private static let hdf5 = ["libhdf5_serial.so.103", "libhdf5_serial.so"]

        @Test(arguments: [
            (
                hdf5, "\(training) save a",
                "a.h5 was not written: creating the file failed at opening libhdf5"
            ),
            (
                hdf5, "\(training) save a.keras",
                "a.keras was not written: creating the file failed at opening libhdf5"
            ),
            (hdf5, "open network old.h5", "old.h5 cannot be read: HDF5 failed at opening libhdf5"),
            (
                ["libarchive.so.13"], "open network old.keras",
                "old.keras cannot be read: opening libarchive: it was not"
            ),
            (
                ["libarchive.so.13"], "load csv table.csv label a",
                "table.csv cannot be read: reading it needs libarchive"
            ),
            (["libgd.so.3"], "load images pictures", "reading images needs libgd"),
            (["libcurl.so.4"], "load mnist", "downloading needs libcurl"),
        ])
        func `a missing library is reported on first use, and everything else works`(
            libraries: [String], commands: String, words: String
        ) throws {
            let home = try Home()
            for library in libraries { try home.write("", to: "libraries/\(library)") }
            try home.write("a,b\n1,2\n", to: "table.csv")
            try home.write(head: [0x89] + Array("HDF\r\n\u{1A}\n".utf8), to: "old.h5")
            try home.write(head: Array("PK\u{3}\u{4}".utf8), to: "old.keras")
            let picture = [0x89] + Array("PNG\r\n\u{1A}\n\0\0\0\rIHDR\0\0\0\u{8}\0\0\0\u{8}".utf8)
            for folder in ["a", "b"] { try home.write(head: picture, to: "pictures/\(folder)/1.png") }
            let result = try FinishedProgram.shell(
                ["--memory", "none", "-c", "print \"started\"; \(commands)"], home: home,
                environment: ["LD_LIBRARY_PATH": "\(home.path)/libraries"])
            #expect(result.output.contains("started"))
            #expect(result.error.contains(words), "\(commands): \(result.error)")
            #expect(result.status == 1)
        }
    #endif
}

extension Home {
    /// Writes a file with only the beginning of its format.
    fileprivate func write(head: [UInt8], to name: String) throws {
        try Data(head + [UInt8](repeating: 0, count: 64)).write(to: URL(fileURLWithPath: try write("", to: name)))
    }
}
