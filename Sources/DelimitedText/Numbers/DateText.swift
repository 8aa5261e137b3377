import DataFiles
package import Datasets

/// Reads fields as dates or times in one order.
package struct DateText {
    package let order: DateOrder

    package init(order: DateOrder) { self.order = order }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// Returns the seconds since 1970 of a date, or since midnight of a time; nil for anything else.
    package func seconds(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        // The length excludes most texts.
        guard end - start >= 4, end - start <= 40 else { return nil }
        var cursor = Cursor((start..<end).map { bytes[$0] })
        guard order != .time else {
            guard let time = cursor.time(), cursor.isAtEnd else { return nil }
            return time
        }
        cursor.skipName(of: Self.weekdays)
        guard let days = days(&cursor) else { return nil }
        guard !cursor.isAtEnd else { return Double(days) * 86_400 }
        guard cursor.takeTimeMark(), let time = cursor.time() else { return nil }
        let zone = cursor.zone()
        return cursor.isAtEnd ? Double(days) * 86_400 + time - zone : nil
    }

    private enum Part { case year, month, day }

    private var parts: [Part] {
        switch order {
        case .yearMonthDay: [.year, .month, .day]
        case .dayMonthYear: [.day, .month, .year]
        case .monthDayYear: [.month, .day, .year]
        case .yearMonth: [.year, .month]
        case .monthYear: [.month, .year]
        case .time: []
        }
    }

    private func days(_ cursor: inout Cursor) -> Int? {
        var (year, month, day) = (0, 1, 1)
        if order == .yearMonthDay, let compact = cursor.compactDate() {
            return Self.days(compact.0, compact.1, compact.2)
        }
        for (index, part) in parts.enumerated() {
            var separator: UInt8 = 0
            if index > 0 {
                guard let found = cursor.separator() else { return nil }
                separator = found
            }
            switch part {
            case .year:
                guard let (value, digits) = cursor.number() else { return nil }
                // Years with two digits are 1969 to 2068, as in POSIX, with slashes only: other texts have dashes and
                // two digits too.
                if digits == 2, index == 2, separator == UInt8(ascii: "/") {
                    year = value + (value < 69 ? 2000 : 1900)
                } else {
                    guard digits == 4, 1500...2500 ~= value else { return nil }
                    year = value
                }
            case .month:
                if let name = cursor.name(of: Self.months) {
                    month = name + 1
                } else {
                    guard let (value, digits) = cursor.number(), digits <= 2 else { return nil }
                    month = value
                }
            case .day:
                guard let (value, digits) = cursor.number(), digits <= 2 else { return nil }
                day = value
            }
        }
        return Self.days(year, month, day)
    }

    /// Returns the days since 1970 of a date of the Gregorian calendar; nil for a date that does not exist (Hinnant,
    /// "chrono-compatible low-level date algorithms", 2013).
    package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1...12 ~= month, day >= 1, day <= lengths[month - 1] else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// Returns a part of a date as a number.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - seconds: The date in seconds since 1970.
    ///   - origin: The date from which days are counted.
    package static func value(of part: DatePart, _ seconds: Double, origin: Double) -> Double {
        let days = Int((seconds / 86_400).rounded(.down))
        switch part {
        case .year: return Double(civil(days).year)
        case .month: return Double(civil(days).month)
        // 1970 began on a Thursday.
        case .weekday: return Double(((days + 3) % 7 + 7) % 7 + 1)
        case .hour: return (seconds - Double(days) * 86_400) / 3600
        case .days: return (seconds - origin) / 86_400
        }
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        return (year + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9)
    }
}

/// A position in the text of a date.
private struct Cursor {
    let text: [UInt8]
    var at = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { at == text.count }
    private var byte: UInt8? { at < text.count ? text[at] : nil }

    /// Takes digits, nine at most.
    mutating func number() -> (value: Int, digits: Int)? {
        let start = at
        var value = 0
        while let byte, 48...57 ~= byte, at - start < 9 {
            value = value * 10 + Int(byte - 48)
            at += 1
        }
        return at > start ? (value, at - start) : nil
    }

    /// Takes `20200131`, alone or before a time.
    mutating func compactDate() -> (Int, Int, Int)? {
        let start = at
        guard let (value, digits) = number(), digits == 8, 1500...2500 ~= value / 10_000 else {
            at = start
            return nil
        }
        return (value / 10_000, value / 100 % 100, value % 100)
    }

    /// Takes a name, complete or its first three letters, and returns its index.
    mutating func name(of names: [String]) -> Int? {
        let start = at
        while let byte, 97...122 ~= FieldText.lowercase(byte) { at += 1 }
        let word = String(decoding: text[start..<at].map(FieldText.lowercase), as: UTF8.self)
        guard word.count >= 3,
            let index = names.firstIndex(where: {
                $0 == word || $0.prefix(3) == word || word == "sept" && $0.hasPrefix(word)
            })
        else {
            at = start
            return nil
        }
        return index
    }

    mutating func skipName(of names: [String]) {
        guard name(of: names) != nil else { return }
        _ = separator()
    }

    /// Takes one of `-`, `/`, `.` or a comma, with or without spaces, or only spaces.
    mutating func separator() -> UInt8? {
        let start = at
        var found: UInt8 = 32
        while let byte {
            if "-/.,".utf8.contains(byte), found == 32 {
                found = byte
            } else if byte != 32 {
                break
            }
            at += 1
        }
        return at > start ? found : nil
    }

    /// Takes a `T` or spaces before a time.
    mutating func takeTimeMark() -> Bool {
        if byte == UInt8(ascii: "T") || byte == UInt8(ascii: "t") {
            at += 1
            return true
        }
        let start = at
        while byte == 32 || byte == UInt8(ascii: ",") { at += 1 }
        return at > start
    }

    /// Takes `23:59`, `23:59:58.5` or `11:59 pm`, and returns the seconds since midnight.
    mutating func time() -> Double? {
        guard var (hour, hourDigits) = number(), hourDigits <= 2, hour < 24, byte == UInt8(ascii: ":") else {
            return nil
        }
        at += 1
        guard let (minute, digits) = number(), digits == 2, minute < 60 else { return nil }
        var seconds = 0.0
        if byte == UInt8(ascii: ":") {
            at += 1
            guard let (whole, digits) = number(), digits == 2, whole < 61 else { return nil }
            seconds = Double(whole)
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                at += 1
                guard let (fraction, digits) = number() else { return nil }
                seconds += Double("\(fraction)e-\(digits)") ?? 0
            }
        }
        hourDigits = at
        if byte == 32 { at += 1 }
        let half = text[at...].prefix(2).map(FieldText.lowercase)
        if half == Array("am".utf8) || half == Array("pm".utf8), 1...12 ~= hour {
            hour = hour % 12 + (half[0] == UInt8(ascii: "p") ? 12 : 0)
            at += 2
        } else {
            at = hourDigits
        }
        return Double(hour * 3600 + minute * 60) + seconds
    }

    /// Takes a time zone, `Z`, `UTC`, `+01:00` or `-0530`, and returns the seconds that it is ahead of UTC.
    mutating func zone() -> Double {
        let start = at
        if byte == 32 { at += 1 }
        for name in ["UTC", "GMT", "Z"] where text[at...].starts(with: Array(name.utf8)) {
            at += name.utf8.count
            return 0
        }
        guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else {
            at = start
            return 0
        }
        let sign: Double = byte == UInt8(ascii: "-") ? -1 : 1
        at += 1
        guard let (value, digits) = number(), digits == 2 || digits == 4 else {
            at = start
            return 0
        }
        if digits == 4 { return sign * Double(value / 100 * 3600 + value % 100 * 60) }
        guard byte == UInt8(ascii: ":") else { return sign * Double(value * 3600) }
        at += 1
        guard let (minutes, digits) = number(), digits == 2 else {
            at = start
            return 0
        }
        return sign * Double(value * 3600 + minutes * 60)
    }
}
