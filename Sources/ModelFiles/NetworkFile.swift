import FileWriting
import Foundation

/// Network files. The format is determined by the extension when writing, and by the content when reading.
public enum NetworkFile {
    /// Writes a network together with its preprocessing: it takes the original numbers, pixels of 0…255 in the shape
    /// height × width × channels or the columns of a table, and predicts unscaled targets. For a table,
    /// `NAME.columns.json` is written beside it, for a classifier `NAME.classes.json`.
    ///
    /// The file is written atomically, also if it replaces another one. The same network gives the same bytes.
    ///
    /// - Parameter path: The file name; without an extension ".h5" is added.
    /// - Returns: The paths of the files, that of the network first.
    /// - Throws: The errors of `checkWritable`; `.notFinite` for weights that are NaN or infinite; `.library` if the
    ///   file cannot be created; `.unwritable` if the system refuses to write, for lack of space or permission.
    /// - Complexity: O(weights)
    @discardableResult
    public static func write(_ saved: SavedNetwork, to path: String) throws(ModelFileError) -> [String] {
        let target = try destination(of: path)
        guard saved.isFinite else { throw .notFinite(path: target.path) }
        let (bytes, columns, classes): ([UInt8], String?, String?)
        do {
            columns = try ColumnsFile.text(of: saved)
            classes = try ClassesFile.list(of: saved)?.line()
            bytes =
                switch target.format {
                case .hdf5: try KerasHDF5.bytes(of: saved)
                case .keras: try KerasArchive.bytes(of: saved)
                case .onnx: try ONNXFile.bytes(of: saved)
                case .safetensors: try SafeTensors.bytes(of: saved)
                }
        } catch {
            throw .library(path: target.path, step: error.step)
        }
        try put(Data(bytes), at: target.path)
        var written = [target.path]
        for (text, path) in [
            (columns, ColumnsFile.path(beside: target.path)), (classes, ClassesFile.path(beside: target.path)),
        ] {
            guard let text else { continue }
            try put(Data((text + "\n").utf8), at: path)
            written.append(path)
        }
        return written
    }

    /// Reads a network in any of the formats: those that `write` wrote, and small networks that Keras saved: layers of
    /// the kinds in `Layers.all`, residual blocks, and a dense layer at the end. Their classes may be named by a `NAME.classes.json` beside the file.
    ///
    /// - Parameter path: The file; without an extension, that of the first format for which a file exists.
    /// - Throws: `.missing`, `.isFolder` or `.unreadable` if the file cannot be read; `.foreign` for other files;
    ///   `.unsupported` for layers that are not supported.
    /// - Complexity: O(bytes)
    public static func read(_ path: String) throws(ModelFileError) -> SavedNetwork {
        let path = found(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path: path) }
        guard !isFolder.boolValue else { throw .isFolder(path: path) }
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .unreadable(path: path, reason: reason(of: error))
        }
        let saved: SavedNetwork
        switch ModelFormat(beginning: bytes) {
        case .hdf5?: saved = try KerasHDF5.read(bytes, path: path)
        case .keras?: saved = try KerasArchive.read(bytes, path: path)
        case .onnx?: saved = try ONNXFile.read(bytes, path: path)
        case .safetensors?: saved = try SafeTensors.read(bytes, path: path)
        case nil: throw .foreign(path: path, found: bytes.isEmpty ? "an empty file" : "other bytes")
        }
        guard saved.isForeign, case .classes(let counted) = saved.outputs,
            let names = try ClassesFile.names(beside: path, count: counted.count)
        else { return saved }
        return saved.named(.classes(names))
    }

    /// Returns the path of the file; the extension may be omitted.
    private static func found(_ path: String) -> String {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue { return path }
        return ModelFormat.allCases.map { "\(path).\($0.rawValue)" }.first { files.fileExists(atPath: $0) } ?? path
    }

    /// Checks that a network can be saved at a path, before hours of training rather than after them.
    ///
    /// - Returns: The path of the file, with its extension.
    /// - Throws: `.unknownFormat` for an extension that is not that of a format; `.noName` for a path without a file
    ///   name; `.noFolder` if the folder does not exist; `.isFolder` if the path is a folder; `.unwritable` if the
    ///   folder does not permit new files.
    @discardableResult
    public static func checkWritable(_ path: String) throws(ModelFileError) -> String { try destination(of: path).path }

    private static func destination(of path: String) throws(ModelFileError) -> (path: String, format: ModelFormat) {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        var target = path
        var format = ModelFormat.hdf5
        if let dot = name.lastIndex(of: "."), dot != name.startIndex, name != ".." {
            let found = String(name[name.index(after: dot)...])
            guard let named = ModelFormat(extension: found) else { throw .unknownFormat(path: path, found: found) }
            format = named
        } else {
            target += ".h5"
        }
        try checkFolder(of: target, named: path)
        return (target, format)
    }

    /// Checks that a file can be written at a path.
    ///
    /// - Parameter named: The path as the user gave it.
    /// - Throws: `.noName`, `.noFolder`, `.isFolder` or `.unwritable` if it cannot.
    static func checkFolder(of target: String, named path: String? = nil) throws(ModelFileError) {
        let parts = target.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let given = (path ?? target).split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !given.isEmpty, given != ".", given != "..", !target.contains("\0") else {
            throw .noName(path: path ?? target)
        }
        let folder =
            parts.count == 1
            ? "." : parts.count == 2 && parts[0].isEmpty ? "/" : parts.dropLast().joined(separator: "/")
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(path: folder)
        }
        if files.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
            throw .isFolder(path: target)
        }
        guard files.isWritableFile(atPath: folder) else {
            throw .unwritable(path: target, reason: "the folder \(folder) does not permit new files")
        }
    }

    static func put(_ data: Data, at path: String) throws(ModelFileError) {
        do { try AtomicFile(path).write(data) } catch { throw .unwritable(path: path, reason: error.reason) }
    }

    private static func reason(of error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        let found = underlying.map { $0 as NSError } ?? (error as NSError)
        return found.domain == NSPOSIXErrorDomain
            ? String(cString: strerror(Int32(found.code))) : error.localizedDescription
    }
}
