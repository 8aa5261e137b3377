import DataSources
import Datasets
import Foundation
import Support
import Testing

@Suite("Folders of pictures")
struct ImageFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func picture(_ red: UInt8, _ green: UInt8, _ blue: UInt8, width: Int = 4, height: Int = 4) -> [UInt8] {
        PNGFile.bytes(
            width: width, height: height, channels: 3,
            (0..<width * height).flatMap { _ in [red, green, blue] })
    }

    private func read(size: PictureSize? = nil) throws -> ReadDataset {
        try DataSource.images(folder: folder.path, size: size).read()
    }

    private func pixels(_ dataset: Dataset) -> [UInt8] {
        if case .bytes(let bytes) = dataset.features { bytes } else { [] }
    }

    @Test("Each folder is a class; the channels of a pixel are side by side; other files are skipped")
    func colours() throws {
        try folder.write(picture(10, 20, 30), to: "dog/b.png")
        try folder.write(picture(40, 50, 60), to: "cat/a.png")
        try folder.write(picture(70, 80, 90), to: "cat/deeper/c.PNG")
        try folder.write(Array("notes".utf8), to: "cat/notes.txt")
        try folder.write([1, 2], to: "cat/.hidden.png")
        let read = try read()
        #expect(read.dataset.layout == .image(height: 4, width: 4, channels: 3))
        #expect(read.dataset.targets.outputs == 2 && read.dataset.count == 3)
        if case .classes(let labels, let names) = read.dataset.targets {
            #expect(names == ["cat", "dog"] && labels == [0, 0, 1])
        }
        #expect(pixels(read.dataset).prefix(3) == [40, 50, 60] && pixels(read.dataset).suffix(3) == [10, 20, 30])
        #expect(read.remarks == ["skipped 1 file of other kinds"])
    }

    @Test("Grey pictures have one channel")
    func grey() throws {
        for (index, name) in ["a/1.png", "a/2.png", "b/1.png"].enumerated() {
            try folder.write(
                PNGFile.bytes(width: 3, height: 2, channels: 1, [0, 50, 100, 150, 200, UInt8(index)]), to: name)
        }
        let dataset = try read().dataset
        #expect(dataset.layout == .image(height: 2, width: 3, channels: 1))
        #expect(pixels(dataset).prefix(6) == [0, 50, 100, 150, 200, 0])
    }

    @Test("Pictures of several sizes, including JPEG, are scaled to one size; transparent pixels become white")
    func sizes() throws {
        let jpeg = JPEGFile.bytes
        try folder.write(jpeg, to: "red/a.jpg")
        try folder.write(
            PNGFile.bytes(width: 2, height: 2, channels: 4, [UInt8](repeating: 0, count: 16)), to: "clear/a.png")
        let read = try read(size: PictureSize(width: 4, height: 2))
        #expect(read.dataset.layout == .image(height: 2, width: 4, channels: 3))
        let bytes = pixels(read.dataset)
        #expect(bytes.prefix(24).allSatisfy { $0 == 255 })
        #expect(zip(bytes.suffix(3), [200, 40, 40]).allSatisfy { abs(Int($0) - $1) < 6 })
        let usual = try self.read()
        #expect(usual.dataset.layout == .image(height: 32, width: 32, channels: 3))
        #expect(usual.remarks == ["images of 2×2 to 16×8 are scaled to 32×32; add `size 64x64` for another size"])
    }

    @Test("Folders named train and test are the training data and the official test set")
    func parts() throws {
        for part in ["train", "test"] {
            for name in ["x", "y"] {
                for number in 0..<(part == "train" ? 3 : 2) {
                    try folder.write(picture(UInt8(number), 0, 9), to: "\(part)/\(name)/\(number).png")
                }
            }
        }
        let dataset = try read().dataset
        #expect(dataset.count == 10 && dataset.officialTest == 6..<10)
    }

    @Test("A file in place of a folder is an error that says so")
    func file() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("a,b\n".utf8), to: "a.csv")
        let error = #expect(throws: DataError.self) { try DataSource.images(folder: path, size: nil).read() }
        #expect(
            error?.description == "\(path): expected a folder of images, found a file or a folder that cannot be read")
    }

    @Test("Folders without classes, and classes without a readable picture, are errors")
    func mistakes() throws {
        func message() -> String {
            let error = #expect(throws: DataError.self) { try read() }
            return (error?.description ?? "").replacing(folder.path, with: "F")
        }
        #expect(message() == "F: expected a folder for each class, found none")
        try folder.write(picture(1, 2, 3), to: "a/1.png")
        #expect(message() == "F: expected a folder for each class, found only a")
        try folder.write(Array("text".utf8), to: "b/1.txt")
        #expect(message() == "F/b: the folder contains no PNG or JPEG files")
        try folder.write(Array("text".utf8), to: "b/2.png")
        #expect(
            message()
                == "F/b: every image of the class is damaged: b/2.png (neither PNG nor JPEG); replace them, or remove the folder"
        )
        try folder.write(Array(picture(1, 2, 3).prefix(60)), to: "a/1.png")
        #expect(
            message()
                == "F: all 2 images are damaged: a/1.png (damaged or truncated), b/2.png (neither PNG nor JPEG)")
        let missing = #expect(throws: DataError.self) { try DataSource.images(folder: "/no/such", size: nil).read() }
        #expect(missing?.description == "there is no /no/such; expected a folder of images")
    }

    @Test("Damaged and empty pictures are skipped and listed, and do not influence the size of the others")
    func damaged() throws {
        for name in ["a/1.png", "a/2.png", "b/1.png", "b/2.png"] { try folder.write(picture(1, 2, 3), to: name) }
        let whole = try read().dataset
        let jpeg = JPEGFile.bytes
        try folder.write([], to: "a/empty.png")
        try folder.write(Array("<html>".utf8), to: "b/page.jpg")
        // A file that states its size but has no pixels.
        try folder.write(Array(jpeg.prefix(400)), to: "b/cut.jpeg")
        let read = try read()
        #expect(
            read.remarks == [
                "3 damaged images skipped: a/empty.png (empty), b/cut.jpeg (damaged or truncated), "
                    + "b/page.jpg (neither PNG nor JPEG)"
            ])
        #expect(read.dataset.digest == whole.digest)
        try folder.write(Array(picture(1, 2, 3).dropLast(20)), to: "b/3.png")
        #expect(
            try self.read(size: PictureSize(width: 4, height: 4)).remarks[0].hasPrefix("4 damaged images skipped: "))
    }

    @Test("A pipe among the pictures is skipped and listed; nothing waits for its content")
    func pipe() throws {
        for name in ["a/1.png", "b/1.png"] { try folder.write(picture(1, 2, 3), to: name) }
        try #require(mkfifo(folder.path + "/a/pipe.png", 0o600) == 0)
        let read = try read()
        #expect(read.dataset.count == 2)
        #expect(read.remarks == ["1 damaged image skipped: a/pipe.png (not a regular file)"])
    }

    @Test("System files are neither classes nor pictures, also among new pictures")
    func systemFiles() throws {
        for name in ["a/1.png", "b/1.png"] { try folder.write(picture(1, 2, 3), to: name) }
        let before = try read()
        for name in [
            "a/._1.png", "b/.DS_Store", ".hidden/1.png", "__MACOSX/a/._1.png", "__MACOSX/1.png", "a/__MACOSX/2.png",
            "b/.thumbnails/1.png",
        ] {
            try folder.write(name.hasSuffix("2.png") ? picture(9, 9, 9) : [0, 5, 22, 7], to: name)
        }
        let after = try read()
        #expect(after.dataset.digest == before.dataset.digest && after.remarks == [])
        let new = try NewSamples(
            path: folder.path, layout: after.dataset.layout, encodings: [], reading: nil,
            numbers: TrainingNumbers(after.dataset, training: [0, 1]))
        #expect(new.names == ["a/1.png", "b/1.png"] && new.remarks == [])
    }

    @Test("That pictures have no known black and white for a network is said before any is read")
    func unknownScale() throws {
        let path = try folder.write([], to: "a.png")
        let error = #expect(throws: DataError.self) {
            try NewSamples(
                path: path, layout: .image(height: 4, width: 4, channels: 3), encodings: [], reading: nil,
                numbers: TrainingNumbers(kind: .float32, least: [-2], greatest: [3], scale: nil))
        }
        #expect(error?.description.contains("the network was trained on arrays of numbers from -2 to 3") == true)
    }

    @Test("Damaged new pictures are skipped and listed; if all are damaged it is an error")
    func damagedNew() throws {
        let numbers = TrainingNumbers(
            kind: .uint8, least: [0], greatest: [255], scale: .bytes)
        func samples(_ path: String) throws -> NewSamples {
            try NewSamples(
                path: path, layout: .image(height: 4, width: 4, channels: 3), encodings: [], reading: nil,
                numbers: numbers)
        }
        try folder.write([], to: "a.png")
        func message(_ path: String) -> String {
            let error = #expect(throws: DataError.self) { try samples(path) }
            return (error?.description ?? "").replacing(folder.path, with: "F")
        }
        #expect(message(folder.path) == "F: the only image is damaged: a.png (empty)")
        #expect(message(folder.path + "/a.png") == "F/a.png: the image is empty")
        try folder.write(picture(1, 2, 3), to: "b.png")
        let readable = try samples(folder.path)
        #expect(readable.names == ["b.png"] && readable.numbers.prefix(3) == [1, 2, 3])
        #expect(readable.remarks == ["1 damaged image skipped: a.png (empty)"])
    }

    @Test("Classes with numeric folder names are ordered by number")
    func numbers() throws {
        for name in ["10", "9", "1", "0"] { try folder.write(picture(1, 2, 3), to: "\(name)/1.png") }
        #expect(try read().dataset.targets.names == ["0", "1", "9", "10"])
        for name in ["-1.5", "02"] { try folder.write(picture(1, 2, 3), to: "\(name)/1.png") }
        #expect(try read().dataset.targets.names == ["-1.5", "0", "1", "02", "9", "10"])
        try folder.write(picture(1, 2, 3), to: "x/1.png")
        #expect(try read().dataset.targets.names == ["-1.5", "0", "02", "1", "10", "9", "x"])
    }
}

extension Targets {
    /// The classes, or the names of the numbers.
    fileprivate var names: [String] {
        switch self {
        case .classes(_, let names), .values(_, let names): names
        }
    }
}
