import Arithmetic
import Foundation

/// Formats numbers and durations for people, the same way everywhere.
public enum Numbers {
    /// Formats a score or fitness: four decimals, none for whole numbers, and four significant digits for very large
    /// or small numbers.
    public static func score(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        if value == value.rounded(), abs(value) < 1e15 { return value == 0 ? "0" : String(format: "%.0f", value) }
        if abs(value) >= 1e6 || abs(value) < 1e-3 { return String(format: "%.4g", value) }
        return String(format: "%.4f", value)
    }

    /// Formats a score of networks: always four decimals between -1 and 1, so that scores can be compared; beyond, as
    /// any other fitness, such as a number of parameters.
    public static func fraction(_ value: Double) -> String {
        abs(value) <= 1 ? String(format: "%.4f", value) : score(value)
    }

    /// Formats a fraction as a percentage: `5%`, `2.5%`.
    public static func percent(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 10
        return Int(exactly: rounded).map { "\($0)%" } ?? "\(rounded)%"
    }

    /// Formats a probability: `5%`, `2.5%`, and `< 0.1%` for small values above 0.
    public static func chance(_ value: Double) -> String {
        if value > 0, value < 0.0005 { return "< 0.1%" }
        return value < 1 && value > 0.9995 ? "> 99.9%" : percent(value)
    }

    /// Formats a fraction in whole percent, limited to 0–100 and rounded down: `100%` only if nothing is missing.
    public static func wholePercent(_ value: Double) -> String {
        "\(Int((min(1, max(0, value.isNaN ? 0 : value)) * 100).rounded(.down)))%"
    }

    /// Formats a share of a whole in whole percent, rounded to the nearest: `54%`; `<1%` and `>99%` for a share that is
    /// neither nothing nor everything.
    public static func share(_ value: Double) -> String {
        if value > 0, value < 0.005 { return "<1%" }
        if value < 1, value >= 0.995 { return ">99%" }
        return "\(Int((min(1, max(0, value.isNaN ? 0 : value)) * 100).rounded()))%"
    }

    /// Formats a duration: `0.4 s`, `14 s`, `2 min 5 s`, `1 h 3 min`.
    public static func duration(_ seconds: Double) -> String {
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(saturating: seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s" }
        return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// Formats an estimated duration, in whole minutes: `6 min`, `2 h 10 min`.
    public static func roughDuration(_ seconds: Double) -> String {
        let unit = seconds < 5_400 ? 60.0 : 600
        return duration(max(1, (seconds / unit).rounded()) * unit)
    }

    /// Formats a duration like a clock: `00:14`, `1:02:03`; `--:--` if it is unknown.
    public static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "--:--" }
        let whole = Int(max(0, seconds))
        let short = String(format: "%02ld:%02ld", whole / 60 % 60, whole % 60)
        return whole < 3_600 ? short : "\(whole / 3_600):\(short)"
    }

    /// Formats the duration of one of many steps, with about two significant digits: `1.4s`, `0.25s`, `12.00ms`,
    /// `2.1min`.
    public static func pace(_ seconds: Double) -> String {
        if seconds >= 100 { return String(format: "%.1fmin", seconds / 60) }
        if seconds >= 1 { return String(format: "%.1fs", seconds) }
        if seconds >= 0.01 { return String(format: "%.2fs", seconds) }
        return String(format: "%.2fms", seconds * 1_000)
    }

    /// Formats a number in full precision, as it is typed: whole numbers without a point.
    public static func written(_ value: Double) -> String {
        guard value == value.rounded(), let whole = Int(exactly: value), abs(value) < 1e15 else { return "\(value)" }
        return "\(whole)"
    }

    /// Formats a duration as it is typed: `90s`, `10min`, `0.5s`.
    public static func written(duration seconds: Double) -> String {
        for (unit, length) in [("h", 3600.0), ("min", 60)] where seconds >= length {
            let count = seconds / length
            if let whole = Int(exactly: count) { return "\(whole)\(unit)" }
        }
        return seconds == seconds.rounded() && seconds < 1e15 ? "\(Int(seconds))s" : "\(seconds)s"
    }

    /// Formats a fraction as it is typed, with all of its digits: `5%`, `12.345%`, `1e-12`.
    public static func written(percent value: Double) -> String {
        let rounded = (value * 1e8).rounded() / 1e6
        guard rounded / 100 == value else { return "\(value)" }
        return Int(exactly: rounded).map { "\($0)%" } ?? "\(rounded)%"
    }

    /// Formats a size: `812 B`, `3.4 kB`, `120 MB`.
    public static func bytes(_ count: Int) -> String {
        var (value, unit) = (Double(count), 0)
        while value >= 1000, unit < 4 { (value, unit) = (value / 1000, unit + 1) }
        let name = ["B", "kB", "MB", "GB", "TB"][unit]
        return unit > 0 && value < 9.95 ? String(format: "%.1f ", value) + name : "\(Int(value.rounded())) \(name)"
    }

    /// Formats a count with a comma between thousands: `2,500`.
    public static func grouped(_ count: Int) -> String {
        let digits = Array("\(count.magnitude)")
        let groups = digits.indices.map { index in
            (index > 0 && (digits.count - index).isMultiple(of: 3) ? "," : "") + String(digits[index])
        }
        return (count < 0 ? "-" : "") + groups.joined()
    }

    /// Formats a count with its noun: `1 network`, `20 networks`.
    public static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}
