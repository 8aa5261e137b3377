import FileWriting
import Foundation
public import Plots
import Subprocess

/// A writer of figures as PNG, SVG or PDF through gnuplot.
public struct GnuplotFigure {
    private let page: FigurePage

    /// Creates a writer for figures on a page.
    public init(page: FigurePage = FigurePage()) { self.page = page }

    /// Writes a figure; the file is written completely or not at all.
    ///
    /// - Parameter path: the path, whose extension is the format: png, svg or pdf.
    /// - Throws: `.unknownFormat`, `.empty`, `.noFolder` or `.noGnuplot`; `.noFont`, `.missingCharacters`, `.tooLow`
    ///   or `.tooManyPixels` if the figure cannot be drawn well on the page; `.failed` with the error of gnuplot or the
    ///   system.
    public func write(_ figure: Figure, to path: String) async throws(PlotError) {
        guard let format = GnuplotFormat(path: path) else { throw .unknownFormat(path: path) }
        guard !figure.isEmpty else { throw .empty }
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder.isEmpty ? "/" : folder, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { throw .noFolder(path: path) }
        let script = try script(figure, format, path)
        if !format.leavesFontsToReaders {
            guard await InstalledFonts.has(page.font.name) else { throw .noFont(page.font.name) }
            let missing = await InstalledFonts.missingCharacters(in: figure.texts)
            guard missing.isEmpty else { throw .missingCharacters(path: path, String(missing.prefix(20))) }
        }
        // gnuplot does not report write errors, so it sends the image to this process.
        let bytes: [UInt8]
        do throws(PlotError) {
            bytes = sized(try await run(script.text, path), format, script)
        } catch .noGnuplot where format == .svg {
            // Pages draw the same figure without gnuplot.
            bytes = Array(SVGFigure(width: Double(script.pixels.width) / page.dotsPerInch * 96).document(figure).utf8)
        }
        do { try AtomicFile(path).write(Data(bytes)) } catch { throw .failed(path: path, reason: error.reason) }
    }

    private func script(
        _ figure: Figure, _ format: GnuplotFormat, _ path: String
    ) throws(PlotError) -> GnuplotScript {
        let script: GnuplotScript
        do {
            script = try GnuplotScript(figure, format, on: page)
        } catch {
            throw .tooLow(path: path, least: error.least.rounded(.up))
        }
        let (width, height) = script.pixels
        guard format == .pdf || max(width, height) <= GnuplotFormat.maximumPixels else {
            throw .tooManyPixels(path: path, width: width, height: height, most: GnuplotFormat.maximumPixels)
        }
        return script
    }

    /// Returns an image with its size on paper, if one was asked for.
    private func sized(_ bytes: [UInt8], _ format: GnuplotFormat, _ script: GnuplotScript) -> [UInt8] {
        guard page.height != nil || page.resolution != nil else { return bytes }
        return switch format {
        case .png: PhysicalSize.png(bytes, dotsPerInch: page.dotsPerInch)
        case .svg: PhysicalSize.svg(bytes, width: page.width, height: script.height, pixels: script.pixels)
        case .pdf: bytes
        }
    }

    /// The maximum size of an image in bytes.
    private static let maximumBytes = 1 << 28

    /// The maximum size of the warnings in bytes: each contains the whole plot command.
    private static let maximumWarnings = 1 << 26

    /// Returns the bytes of the image.
    private func run(_ script: String, _ path: String) async throws(PlotError) -> [UInt8] {
        do {
            let result = try await Subprocess.run(
                .name("gnuplot"), input: .string(script), output: .bytes(limit: Self.maximumBytes),
                error: .string(limit: Self.maximumWarnings))
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
