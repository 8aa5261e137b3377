import DataSources
import Reports

extension DataState {
    /// Creates the progress of reading or fetching as it is reported.
    init(_ progress: DataProgress) {
        func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
        switch progress {
        case .reading(let path, let done, let total):
            self.init(file: name(path), address: nil, unit: .bytes, done: done, total: total)
        case .unpacking(let path, let done, let total):
            self.init(file: name(path), address: nil, unit: .pictures, done: done, total: total)
        case .fetching(let file, let address, let done, let total):
            self.init(file: file, address: address, unit: .bytes, done: done, total: total)
        }
    }
}
