import Arithmetic
import Foundation

/// Numbers and times as a person reads them, the same everywhere.
public enum Numbers {
    /// A score or fitness: four decimals below 10, no needless ones for whole numbers.
    public static func score(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        if value == value.rounded(), abs(value) < 1e15 { return value == 0 ? "0" : String(format: "%.0f", value) }
        if abs(value) >= 1e6 || abs(value) < 1e-3 { return String(format: "%.4g", value) }
        return String(format: "%.4f", value)
    }

    /// A score that lies between 0 and 1: always four decimals.
    public static func share(_ value: Double) -> String {
        value.isFinite ? String(format: "%.4f", value) : "\(value)"
    }

    /// A part of a whole: `5%`, `2.5%`.
    public static func percent(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 10
        return Int(exactly: rounded).map { "\($0)%" } ?? "\(rounded)%"
    }

    /// A probability: `5%`, `2.5%`, and `< 0.1%` for what is small but not 0.
    public static func chance(_ value: Double) -> String {
        if value > 0, value < 0.0005 { return "< 0.1%" }
        return value < 1 && value > 0.9995 ? "> 99.9%" : percent(value)
    }

    /// A part of a whole in whole percent, cut to 0 to 100 and rounded down: `100%` only where nothing is missing.
    public static func wholePercent(_ value: Double) -> String {
        "\(Int((min(1, max(0, value.isNaN ? 0 : value)) * 100).rounded(.down)))%"
    }

    /// A length of time: `0.4 s`, `14 s`, `2 min 5 s`, `1 h 3 min`.
    public static func duration(_ seconds: Double) -> String {
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(saturating: seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s" }
        return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// A length of time as a clock shows it: `00:14`, `1:02:03`; `--:--` where it is not known.
    public static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "--:--" }
        let whole = Int(max(0, seconds))
        let short = String(format: "%02ld:%02ld", whole / 60 % 60, whole % 60)
        return whole < 3_600 ? short : "\(whole / 3_600):\(short)"
    }

    /// The time that one of many steps takes, with two significant digits or so: `1.4s`, `0.25s`, `12.00ms`, `2.1min`.
    public static func pace(_ seconds: Double) -> String {
        if seconds >= 100 { return String(format: "%.1fmin", seconds / 60) }
        if seconds >= 1 { return String(format: "%.1fs", seconds) }
        if seconds >= 0.01 { return String(format: "%.2fs", seconds) }
        return String(format: "%.2fms", seconds * 1_000)
    }

    /// A length of time as it is typed: `90s`, `10min`, `0.5s`.
    public static func written(duration seconds: Double) -> String {
        for (unit, length) in [("h", 3600.0), ("min", 60)] where seconds >= length {
            let count = seconds / length
            if let whole = Int(exactly: count) { return "\(whole)\(unit)" }
        }
        return seconds == seconds.rounded() && seconds < 1e15 ? "\(Int(seconds))s" : "\(seconds)s"
    }

    /// A size: `812 B`, `3.4 kB`, `120 MB`.
    public static func bytes(_ count: Int) -> String {
        var (value, unit) = (Double(count), 0)
        while value >= 1000, unit < 4 { (value, unit) = (value / 1000, unit + 1) }
        let name = ["B", "kB", "MB", "GB", "TB"][unit]
        return unit > 0 && value < 9.95 ? String(format: "%.1f ", value) + name : "\(Int(value.rounded())) \(name)"
    }

    /// A count with its noun: `1 network`, `20 networks`.
    public static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}
