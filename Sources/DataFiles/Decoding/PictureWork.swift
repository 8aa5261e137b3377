import Foundation
import Synchronization

/// The work on each picture of a list, in this process or in another one.
package struct PictureWork<Value: Sendable>: Sendable {
    /// Returns the request for some pictures.
    let request: @Sendable (_ paths: [String]) -> DecodingRequest
    /// Returns the value of an answer; nil if it is none.
    let value: @Sendable (DecodingAnswer) -> Value?
    /// Reads one picture in this process.
    let read: @Sendable (PictureFile) -> Result<PictureFile.Reading<Value>, DataError>

    /// Returns the results of some pictures, read on all cores of this process.
    func here(_ files: [PictureFile]) -> [Result<PictureFile.Reading<Value>, DataError>] {
        let results = Mutex([Result<PictureFile.Reading<Value>, DataError>?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = read(files[index])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0 }.compactMap { $0 }
    }
}

extension PictureWork<PictureSize> {
    /// Reads the sizes of pictures.
    package static var size: PictureWork {
        PictureWork(
            request: { .sizes($0) }, value: { if case .size(let size) = $0 { size } else { nil } },
            read: { file in Result { () throws(DataError) in try file.size() } })
    }
}

extension PictureWork<[UInt8]> {
    /// Decodes pictures and scales them.
    package static func pixels(_ size: PictureSize) -> PictureWork {
        PictureWork(
            request: { .pixels($0, size) },
            value: { answer in
                // More or fewer pixels would shift those of all others.
                guard case .pixels(let pixels) = answer, pixels.count == size.width * size.height * 3 else {
                    return nil
                }
                return pixels
            },
            read: { file in Result { () throws(DataError) in try file.pixels(size) } })
    }
}
