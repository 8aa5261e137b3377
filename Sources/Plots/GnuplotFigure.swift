import Foundation
import Subprocess

/// Writes a figure as PNG, SVG or PDF through gnuplot.
public struct GnuplotFigure {
    /// Writes figures.
    public init() {}

    /// Writes a figure; the file appears whole or not at all.
    ///
    /// - Parameter path: its extension is the format: png, svg or pdf.
    /// - Throws: what is missing, or what gnuplot said.
    public func write(_ figure: Figure, to path: String) async throws(PlotError) {
        guard let format = Format(path: path) else { throw .unknownFormat(path: path) }
        guard figure.extent != nil else { throw .empty }
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder.isEmpty ? "/" : folder, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { throw .noFolder(path: path) }
        let part = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        defer { try? FileManager.default.removeItem(atPath: part) }
        try await run(script(figure, format, to: part), path)
        guard rename(part, path) == 0 else {
            throw .failed(path: path, reason: String(cString: strerror(errno)))
        }
    }

    private func run(_ script: String, _ path: String) async throws(PlotError) {
        do {
            let result = try await Subprocess.run(
                .name("gnuplot"), input: .string(script), output: .discarded, error: .string(limit: 1 << 16))
            guard result.terminationStatus.isSuccess else {
                let said = result.standardError.split(whereSeparator: \.isNewline).last.map(String.init)
                throw PlotError.failed(path: path, reason: said ?? "gnuplot failed")
            }
        } catch let error as PlotError {
            throw error
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .noGnuplot
        } catch {
            throw .failed(path: path, reason: "\(error)")
        }
    }

    private enum Format: String {
        case png, svg, pdf

        init?(path: String) {
            guard let dot = path.lastIndex(of: ".") else { return nil }
            self.init(rawValue: path[path.index(after: dot)...].lowercased())
        }

        var terminal: String {
            switch self {
            case .png: "pngcairo noenhanced size 1200,750 font 'Sans,15' linewidth 1.6"
            case .svg: "svg noenhanced size 1200,750 font 'Sans,15' linewidth 1.6 background '#ffffff'"
            case .pdf: "pdfcairo noenhanced size 20cm,12.5cm font 'Sans,11' linewidth 1.4"
            }
        }
    }

    private func script(_ figure: Figure, _ format: Format, to path: String) -> String {
        guard let extent = figure.extent else { return "set terminal \(format.terminal)\n" }
        let horizontal = Ticks(extent.x, most: 10, isWhole: figure.horizontal.isWhole, hasRoom: false)
        let vertical = Ticks(extent.y, most: 7, isWhole: figure.vertical.isWhole)
        func ticks(_ ticks: Ticks) -> String {
            ticks.values.map { "\(quoted(ticks.label($0))) \($0)" }.joined(separator: ", ")
        }
        var lines = [
            "set terminal \(format.terminal)", "set output \(quoted(path))", "set encoding utf8",
            "set border 3 linecolor '#404040'", "set tics nomirror out textcolor '#202020'",
            "set grid ytics linecolor '#d8d8d8' linewidth 0.6",
            "set key outside bottom center horizontal Left reverse samplen 2 width 2",
            "set xlabel \(quoted(figure.horizontal.label))", "set ylabel \(quoted(figure.vertical.label))",
            "set xtics (\(ticks(horizontal)))", "set ytics (\(ticks(vertical)))",
            "set xrange [\(horizontal.range.lowerBound):\(horizontal.range.upperBound)]",
            "set yrange [\(vertical.range.lowerBound):\(vertical.range.upperBound)]",
        ]
        if let title = figure.title { lines.append("set title \(quoted(title)) font ',18'") }
        if figure.layers.count < 2 { lines.append("unset key") }
        var plots: [String] = []
        for (number, layer) in figure.layers.enumerated() {
            let color = Palette.hexadecimal(layer.color)
            let name = "$layer\(number)"
            let title = "title \(quoted(layer.name))"
            lines.append("\(name) << EOD")
            switch layer.shape {
            case .line(let pieces), .dashed(let pieces):
                lines += pieces.flatMap { $0.map { "\($0.x) \($0.y)" } + [""] }
                let isDashed = if case .dashed = layer.shape { true } else { false }
                let hasMarks = pieces.contains { $0.count == 1 } || pieces.joined().count <= 40
                plots.append(
                    "\(name) using 1:2 with \(hasMarks ? "linespoints" : "lines") linecolor '\(color)' linewidth 2 "
                        + "dashtype \(isDashed ? "2" : "1") pointtype \(isDashed ? 6 : 7) pointsize 0.6 \(title)")
            case .points(let points):
                lines += points.map { "\($0.x) \($0.y)" }
                plots.append("\(name) using 1:2 with points linecolor '\(color)' pointtype 7 pointsize 0.5 \(title)")
            case .band(let pieces):
                lines += pieces.flatMap { $0.map { "\($0.x) \($0.low) \($0.high)" } + [""] }
                plots.append(
                    "\(name) using 1:2:3 with filledcurves fillcolor '\(color)' fillstyle transparent solid 0.18 noborder \(title)"
                )
            }
            lines.append("EOD")
        }
        lines.append("plot " + plots.joined(separator: ", \\\n  "))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text as gnuplot takes it literally.
    private func quoted(_ text: String) -> String {
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "'" + oneLine.replacing("'", with: "''") + "'"
    }
}
