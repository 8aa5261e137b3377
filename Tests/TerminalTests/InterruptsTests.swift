import Platform
import Terminal
import Testing

@Suite struct InterruptsTests {
    @Test(arguments: [SIGTERM, SIGHUP])
    func `work that does not end after a signal is ended with the process`(signal: Int32) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            [signal = signal as Int32] in
            let interrupts = Interrupts(grace: 1)
            interrupts.beginWork()
            // Threads of the pool block signals: one for the process reaches the main thread.
            kill(getpid(), signal)
            while true { pause() }
        }
        #expect(result?.exitStatus == .exitCode(128 + signal))
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("the command did not stop in time"))
    }

    @Test func `work that ends after a signal leaves the process time to save`() async {
        await #expect(processExitsWith: .exitCode(3)) {
            let interrupts = Interrupts(grace: 1)
            interrupts.beginWork()
            kill(getpid(), SIGTERM)
            while !interrupts.isTerminateRequested { sched_yield() }
            interrupts.endWork()
            // Longer than the grace: a pipe that nobody writes to.
            var descriptor = pollfd(fd: -1, events: 0, revents: 0)
            poll(&descriptor, 1, 1_200)
            exit(3)
        }
    }
}
