import FileWriting
import Foundation
import Subprocess

/// A writer of figures as PNG, SVG or PDF through gnuplot.
public struct GnuplotFigure {
    /// Creates a writer.
    public init() {}

    /// Writes a figure; the file is written completely or not at all.
    ///
    /// - Parameter path: the path, whose extension is the format: png, svg or pdf.
    /// - Throws: `.unknownFormat`, `.empty`, `.noFolder` or `.noGnuplot`; `.failed` with the error of gnuplot or the
    ///   system.
    public func write(_ figure: Figure, to path: String) async throws(PlotError) {
        guard let format = GnuplotScript.Format(path: path) else { throw .unknownFormat(path: path) }
        guard !figure.isEmpty else { throw .empty }
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder.isEmpty ? "/" : folder, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { throw .noFolder(path: path) }
        // gnuplot does not report write errors, so it sends the image to this process.
        let bytes = try await run(GnuplotScript(figure, format).text, path)
        do { try AtomicFile(path).write(Data(bytes)) } catch { throw .failed(path: path, reason: error.reason) }
    }

    /// The maximum size of an image in bytes.
    private static let maximumBytes = 1 << 28

    /// Returns the bytes of the image.
    private func run(_ script: String, _ path: String) async throws(PlotError) -> [UInt8] {
        do {
            let result = try await Subprocess.run(
                .name("gnuplot"), input: .string(script), output: .bytes(limit: Self.maximumBytes),
                error: .string(limit: 1 << 16))
            guard result.terminationStatus.isSuccess else {
                let message = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
                throw PlotError.failed(path: path, reason: message ?? "gnuplot failed")
            }
            guard !result.standardOutput.isEmpty else {
                throw PlotError.failed(path: path, reason: "gnuplot drew nothing")
            }
            return result.standardOutput
        } catch let error as PlotError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .noGnuplot
        } catch {
            throw .failed(path: path, reason: "\(error)")
        }
    }

}
