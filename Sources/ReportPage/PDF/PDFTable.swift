import CPortableDocument

extension PDFCanvas {
    /// A cell of a row.
    struct Cell {
        let lines: PDFLines
        let style: TextStyle
        /// The distance from the margin in points.
        let x: Double
        /// The width in points.
        let width: Double
        /// True for numbers.
        let isRight: Bool
        /// The element of the structure.
        let tag: PDFTag
    }

    /// Returns a cell with a text that is wrapped to a width.
    func cell(
        _ text: String, _ style: TextStyle, x: Double, width: Double, isRight: Bool = false, tag: PDFTag
    ) -> Cell {
        Cell(lines: lines(text, style, width: width), style: style, x: x, width: width, isRight: isRight, tag: tag)
    }

    /// The height of a line in multiples of the font's.
    private static let leading = 1.1

    /// Writes cells beside one another. A row that does not fit on half a page goes on on the next one.
    ///
    /// - Parameter tag: The element that contains the cells.
    func writeRow(_ cells: [Cell], tag: PDFTag) {
        let heights = (0..<(cells.map(\.lines.count).max() ?? 0)).map { index in
            (cells.filter { index < $0.lines.count }.map { $0.lines.line(index).height }.max() ?? 0) * Self.leading
        }
        let whole = heights.reduce(0, +)
        if whole < Self.height / 2 { reserve(whole) }
        var index = 0
        while index < heights.count {
            reserve(heights[index])
            // A screen reader reads a cell after another, so that they are drawn in this order.
            var end = index + 1
            var height = heights[index]
            while end < heights.count, y + height + heights[end] <= Self.size.height - Self.margin {
                height += heights[end]
                end += 1
            }
            let lines = index..<end
            tagged(tag) {
                for cell in cells { tagged(cell.tag) { draw(cell, lines, heights: heights) } }
            }
            advance(height)
            index = end
        }
    }

    private func draw(_ cell: Cell, _ lines: Range<Int>, heights: [Double]) {
        var top = y
        for index in lines where index < cell.lines.count {
            let shift = cell.isRight ? max(0, cell.width - cell.lines.line(index).width) : 0
            draw(cell.lines, index, x: Self.margin + cell.x + shift, y: top, cell.style)
            top += heights[index]
        }
    }

    /// The width in points below which a column cannot be read.
    private static let narrowest = 36.0

    /// Writes a table, with its heading on every page. Columns that do not fit beside the others follow in another
    /// table, beside the first column again.
    func write(_ table: ReportTable) {
        guard !table.columns.isEmpty else { return }
        skip(4)
        reserve(60)
        if !table.caption.isEmpty {
            tagged(.caption) { write(table.caption, .init(font: "Sans Bold 9.5px")) }
            advance(3)
        }
        let most = max(2, Int(Self.width / Self.narrowest))
        var rest = Array(1..<max(1, table.columns.count))
        repeat {
            let columns = [0] + rest.prefix(most - 1)
            rest.removeFirst(min(rest.count, most - 1))
            tagged(.table) { write(table, columns: columns) }
            if !rest.isEmpty { skip(10) }
        } while !rest.isEmpty
    }

    private func write(_ table: ReportTable, columns: [Int]) {
        let size = columns.count > 9 ? "7px" : "8.5px"
        let (head, body) = (TextStyle(font: "Sans Bold \(size)"), TextStyle(font: "Sans \(size)"))
        let widths = widths(of: table, columns, head, body)
        var places: [Double] = []
        var x = 0.0
        for width in widths {
            places.append(x)
            x += width + Self.gap
        }
        func cells(_ texts: [String], _ style: TextStyle, tag: PDFTag) -> [Cell] {
            columns.indices.map { index in
                cell(
                    texts[columns[index]], style, x: places[index], width: widths[index],
                    isRight: table.columns[columns[index]].isNumeric, tag: tag)
            }
        }
        let heads = cells(table.columns.map(\.name), head, tag: .columnHeading)
        let width = x - Self.gap
        writeHeading(heads, width: width)
        for row in table.rows {
            let cells = cells(row, body, tag: .cell)
            let height = (cells.map(\.lines.height).max() ?? 0) * Self.leading
            if height < Self.height / 2, reserve(height + 4) { writeHeading(heads, width: width) }
            writeRow(cells, tag: .row)
            fill(x: Self.margin, y: y + 1, width: width, height: 0.4, Self.line)
            advance(2.5)
        }
    }

    private func writeHeading(_ cells: [Cell], width: Double) {
        reserve(40)
        writeRow(cells, tag: .row)
        fill(x: Self.margin, y: y + 1, width: width, height: 0.9, Self.faint)
        advance(3)
    }

    /// The space between two columns in points.
    private static let gap = 9.0
    /// The number of rows that determine the widths of columns.
    private static let measuredRows = 300

    /// Returns widths that fit together: columns that need less than an equal share get what they need.
    private func widths(of table: ReportTable, _ columns: [Int], _ head: TextStyle, _ body: TextStyle) -> [Double] {
        let needed = columns.map { column in
            table.rows.prefix(Self.measuredRows).reduce(lines(table.columns[column].name, head).width) { widest, row in
                max(widest, lines(row[column], body).width)
            } + 1
        }
        var room = Self.width - Self.gap * Double(columns.count - 1)
        guard needed.reduce(0, +) > room else { return needed }
        var widths = needed
        var open = Array(columns.indices)
        while !open.isEmpty {
            let share = room / Double(open.count)
            let small = open.filter { needed[$0] <= share }
            guard !small.isEmpty else {
                for index in open { widths[index] = share }
                break
            }
            room -= small.reduce(0) { $0 + needed[$1] }
            open.removeAll { small.contains($0) }
        }
        return widths
    }
}
