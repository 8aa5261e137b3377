/// The decoding of pictures by several processes at the same time. A picture whose decoding ends its process is damaged;
/// another process continues with the next one. The processes end with this value.
struct PictureDecoding<Value: Sendable> {
    private typealias DecodedPicture = Result<PictureFile.Reading<Value>, DataError>

    /// A process and its pictures.
    private struct Seat {
        var connection: DecodingConnection?
        /// The pictures that were sent to it and are not answered yet.
        var pictures: Range<Int> = 0..<0
        /// Pictures to send again after the process has ended.
        var left: Range<Int> = 0..<0
    }

    private let files: [PictureFile]
    private let work: PictureWork<Value>
    private let processes: any DecodingProcesses
    private var seats: [Seat]
    /// The first picture that no process has received.
    private var upcoming = 0
    /// The next picture to return.
    private var place = 0
    /// Results that arrived before those of earlier pictures.
    private var outcomes: [Int: DecodedPicture] = [:]

    /// The number of pictures in one request.
    private static var batch: Int { 32 }
    /// The number of batches that one process may be ahead of another one, which limits the memory of the results.
    private static var window: Int { 4 }

    init(_ files: [PictureFile], _ work: PictureWork<Value>, _ processes: any DecodingProcesses) {
        self.files = files
        self.work = work
        self.processes = processes
        let batches = (files.count + Self.batch - 1) / Self.batch
        seats = [Seat](repeating: Seat(), count: max(1, min(processes.count, batches)))
    }

    /// Returns the result of the next picture; nil if it has not arrived.
    mutating func next() -> Result<PictureFile.Reading<Value>, DataError>? {
        guard let outcome = outcomes.removeValue(forKey: place) else { return nil }
        place += 1
        return outcome
    }

    /// Sends and receives what is possible; waits for a moment if that is nothing.
    ///
    /// - Throws: `.unreadable` if a process cannot be started.
    mutating func step() throws(DataError) {
        let before = outcomes.count
        for seat in seats.indices {
            try fill(seat)
            try receive(seat)
        }
        guard outcomes.count == before else { return }
        let waiting = seats.compactMap { $0.pictures.isEmpty ? nil : $0.connection?.wish }
        guard !waiting.isEmpty else { return }
        processes.wait(for: waiting, within: .milliseconds(100))
    }

    /// Gives pictures to an idle process.
    private mutating func fill(_ seat: Int) throws(DataError) {
        guard seats[seat].pictures.isEmpty else { return }
        var pictures = seats[seat].left
        seats[seat].left = 0..<0
        if pictures.isEmpty {
            let maximum = place + Self.window * Self.batch * seats.count
            pictures = upcoming..<min(upcoming + Self.batch, files.count, max(maximum, upcoming))
            upcoming = pictures.upperBound
        }
        guard let first = pictures.first else { return }
        let connection: DecodingConnection
        if let running = seats[seat].connection {
            connection = running
        } else {
            do { connection = DecodingConnection(try processes.start(sharing: seats.count)) } catch {
                throw .unreadable(path: files[first].path, reason: error.reason)
            }
            seats[seat].connection = connection
        }
        connection.send(work.request(files[pictures].map(\.path)), answers: pictures.count)
        seats[seat].pictures = pictures
    }

    /// Takes the answers of a process that have arrived.
    private mutating func receive(_ seat: Int) throws(DataError) {
        while let picture = seats[seat].pictures.first, let connection = seats[seat].connection {
            do throws(DecodingConnection.Ended) {
                guard let answer = try connection.answer() else { return }
                outcomes[picture] = outcome(answer, of: files[picture])
                seats[seat].pictures.removeFirst()
            } catch {
                guard error.wasReady else {
                    throw .unreadable(path: files[picture].path, reason: Decoding.reason(error))
                }
                outcomes[picture] = .success(
                    .damaged(reason: PictureDamage.readerEnded(error.reason)))
                seats[seat].left = picture + 1..<seats[seat].pictures.upperBound
                seats[seat].pictures = 0..<0
                seats[seat].connection = nil
            }
        }
    }

    private func outcome(_ answer: DecodingAnswer, of file: PictureFile) -> DecodedPicture {
        if let value = work.value(answer) { return .success(.read(value)) }
        return switch answer {
        case .damaged(let reason): .success(.damaged(reason: reason))
        case .failed(let reason): .failure(.unreadable(path: file.path, reason: reason))
        default: .success(.damaged(reason: PictureDamage.wrongAnswer))
        }
    }
}
