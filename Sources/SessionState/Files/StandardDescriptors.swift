import Foundation

/// The standard input, output and error of the process.
public enum StandardDescriptors {
    /// Opens those that the process was started without (`ns <&-`) on /dev/null. A missing input is then at its end,
    /// and no file opened later can take the place of the output. Call this before anything is opened.
    public static func fill() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free descriptor is this one.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
        }
    }
}
