import Foundation

/// The programs and data that some tests need.
///
/// If one is missing, those tests are skipped, and `Scripts/test` counts them. In continuous integration (`CI=true`)
/// they run, and fail without it.
public enum Needed {
    /// True if gnuplot is installed, for plots in files.
    public static var gnuplot: Bool {
        isProgram("/usr/bin/gnuplot", "/usr/local/bin/gnuplot", "/opt/homebrew/bin/gnuplot")
    }

    /// True if Python 3 is installed, for a program that drives the shell.
    public static var python: Bool { isProgram("/usr/bin/python3") }

    /// True if Fashion-MNIST is installed by Debian's package `dataset-fashion-mnist`.
    public static var fashionMNIST: Bool { isContinuousIntegration || InstalledFashionMNIST.isHere }

    private static var isContinuousIntegration: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }

    private static func isProgram(_ paths: String...) -> Bool {
        isContinuousIntegration || paths.contains { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
