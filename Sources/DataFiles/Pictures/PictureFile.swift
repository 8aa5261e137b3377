import CImage
import FileWriting
import Foundation

/// A PNG or JPEG file, and its class.
package struct PictureFile: Sendable {
    /// The path for opening it.
    package let path: String
    /// The path below the named folder, for messages and predictions.
    package let name: String
    /// The index of its class; 0 without classes.
    package let label: UInt16

    /// The result of reading a file: a value, or the damage.
    package enum Reading<Value: Sendable>: Sendable {
        case read(Value)
        case damaged(reason: String)
    }

    package init(path: String, name: String, label: UInt16) {
        self.path = path
        self.name = name
        self.label = label
    }

    private static let endings = ["png", "jpg", "jpeg"]
    /// The maximum number of pixels; larger pictures are not decoded.
    private static let maximumPixels = 200_000_000

    /// Returns true if a file name is that of a picture.
    ///
    /// - Complexity: O(length)
    package static func isNamed(_ name: some StringProtocol) -> Bool {
        name.split(separator: "/").last?.split(separator: ".").last.map { endings.contains($0.lowercased()) } ?? false
    }

    /// Lists the pictures of a folder and its subfolders, sorted by path, without system files.
    ///
    /// - Returns: The pictures, and the number of files of other kinds.
    package static func all(in folder: String, below root: String = "", label: UInt16 = 0) -> (
        files: [PictureFile], others: Int
    ) {
        let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        var files: [PictureFile] = []
        var others = 0
        for entry in entries.sorted() where !SystemFiles.contain(entry) {
            let path = "\(folder)/\(entry)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            if isNamed(entry) {
                files.append(PictureFile(path: path, name: root.isEmpty ? entry : "\(root)/\(entry)", label: label))
            } else {
                others += 1
            }
        }
        return (files, others)
    }

    // MARK: - Reading

    /// Reads the size of the upright picture from the header.
    ///
    /// - Throws: `.unreadable` if the file cannot be opened.
    /// - Complexity: O(bytes)
    package func size() throws(DataError) -> Reading<PictureSize> {
        switch try bytes() {
        case .read(let bytes): return size(of: bytes)
        case .damaged(let reason): return .damaged(reason: reason)
        }
    }

    private func size(of bytes: [UInt8]) -> Reading<PictureSize> {
        guard !bytes.isEmpty else { return .damaged(reason: PictureDamage.empty) }
        var (width, height): (Int32, Int32) = (0, 0)
        let end = picture_size(bytes, bytes.count, &width, &height)
        guard end == PICTURE_READ else { return .damaged(reason: Self.reason(end)) }
        guard Int(width) * Int(height) <= Self.maximumPixels else {
            return .damaged(reason: PictureDamage.tooManyPixels(width: Int(width), height: Int(height)))
        }
        let isTurned = PictureOrientation(of: bytes).swapsSides
        return .read(PictureSize(width: Int(isTurned ? height : width), height: Int(isTurned ? width : height)))
    }

    /// Decodes the upright picture and scales it: three bytes per pixel, row by row.
    ///
    /// - Throws: `.unreadable` if the file cannot be opened, or if libgd is not installed.
    /// - Complexity: O(pixels)
    package func pixels(_ size: PictureSize) throws(DataError) -> Reading<[UInt8]> {
        let bytes: [UInt8]
        switch try self.bytes() {
        case .read(let content): bytes = content
        case .damaged(let reason): return .damaged(reason: reason)
        }
        if case .damaged(let reason) = self.size(of: bytes) { return .damaged(reason: reason) }
        let orientation = PictureOrientation(of: bytes)
        let (width, height) = orientation.swapsSides ? (size.height, size.width) : (size.width, size.height)
        var end = PICTURE_BROKEN
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            end = picture_read(bytes, bytes.count, Int32(width), Int32(height), buffer.baseAddress)
            count = end == PICTURE_READ ? buffer.count : 0
        }
        if end == PICTURE_NO_LIBRARY {
            throw .noImageLibrary(for: path)
        }
        guard end == PICTURE_READ else { return .damaged(reason: Self.reason(end)) }
        return .read(orientation.upright(pixels, width: size.width, height: size.height))
    }

    /// The maximum size of a file; libgd reads no larger ones.
    private static let maximumBytes = 0x7FFF_FFFF

    /// Returns the content of the file. Pipes and devices are damaged pictures: they may never end.
    private func bytes() throws(DataError) -> Reading<[UInt8]> {
        let unreadable = DataError.cannotBeOpened(path)
        let descriptor: Int32
        do {
            descriptor = try InputFile.open(path)
        } catch  where error.isIrregular {
            return .damaged(reason: PictureDamage.notRegular)
        } catch {
            throw unreadable
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw unreadable }
        guard facts.st_size <= Self.maximumBytes else { return .damaged(reason: PictureDamage.tooLarge) }
        var isUnreadable = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(facts.st_size)) { buffer, count in
            while count < buffer.count {
                let found = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if found < 0, errno == EINTR { continue }
                if found < 0 { isUnreadable = true }
                guard found > 0 else { return }
                count += found
            }
        }
        if isUnreadable { throw unreadable }
        return .read(bytes)
    }

    private static func reason(_ end: PictureEnd) -> String {
        end == PICTURE_FOREIGN ? PictureDamage.foreign : PictureDamage.truncated
    }
}
