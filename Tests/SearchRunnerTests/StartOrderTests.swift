import Foundation
import SearchRunner
import Testing

@Suite struct StartOrderTests {
    /// Returns the order in which evaluations with these costs start, without any knowledge.
    private func order(_ costs: [Double], promises: [Double?]? = nil) -> [Int] {
        var order = StartOrder()
        for (number, cost) in costs.enumerated() {
            order.add(number, of: number, cost: cost, promise: promises?[number])
        }
        return (0..<costs.count).compactMap { _ in order.next(left: 1, workers: 1) }
    }

    @Test func `while nothing is predicted, the cheapest start first, and equal ones in the order of births`() {
        #expect(order([5, 1, 3, 1]) == [1, 3, 2, 0])
    }

    @Test func `the greatest expected improvement per cost starts first, and what is not predicted last`() {
        // exp(2) / 4 > 1 / 1 > exp(1) / 8
        #expect(order([1, 4, 8, 0.1], promises: [0, 2, 1, nil]) == [1, 0, 2, 3])
    }

    @Test func `a birth that was begun is completed before another one begins`() {
        var order = StartOrder()
        for part in 0..<2 { order.add(part, of: 0, cost: 5, promise: nil) }
        #expect(order.next(left: 1, workers: 1) == 0)
        order.add(2, of: 1, cost: 1, promise: 3)
        #expect(order.next(left: 1, workers: 1) == 1)
        #expect(order.next(left: 1, workers: 1) == 2)
        #expect(order.next(left: 1, workers: 1) == nil)
    }

    /// An order that knows that each unit of cost takes a second.
    private func trained() -> StartOrder {
        var order = StartOrder()
        for (number, cost) in [1.0, 2, 4, 8].enumerated() {
            order.add(number, of: number, cost: cost, promise: nil)
            _ = order.next(left: 100, workers: 1)
            order.end(number, seconds: cost)
        }
        return order
    }

    @Test func `an evaluation that cannot end in time is not begun, even if another one can`() {
        var order = trained()
        order.add(10, of: 10, cost: 20, promise: 9)
        order.add(11, of: 11, cost: 3, promise: nil)
        #expect(order.next(left: 10, workers: 1) == 11)
        #expect(order.next(left: 10, workers: 1) == nil)
        #expect(!order.isStuck)
        order.end(11, seconds: 3)
        #expect(order.isStuck)
        #expect(order.next(left: 21, workers: 1) == 10)
    }

    @Test func `a birth of several parts is begun only if all of them can end in time`() {
        var order = trained()
        for part in 0..<4 { order.add(10 + part, of: 10, cost: 3, promise: nil) }
        #expect(order.next(left: 10, workers: 1) == nil)
        // Two workers need two rounds of 3 s.
        #expect(order.next(left: 7, workers: 2) == 10)
    }

    @Test func `nothing begins when the time is up`() {
        var order = StartOrder()
        order.add(0, of: 0, cost: 1, promise: nil)
        #expect(order.next(left: 0, workers: 2) == nil)
        #expect(order.isStuck)
    }
}

@Suite struct DurationModelTests {
    @Test func `there is no prediction before three evaluations, and failures teach nothing`() {
        var model = DurationModel()
        model.learn(cost: 1, seconds: 1)
        model.learn(cost: 2, seconds: 2)
        model.learn(cost: 2, seconds: 0)
        #expect(model.prediction(cost: 1) == nil)
    }

    @Test func `a power law is found again`() throws {
        var model = DurationModel()
        for cost in [1.0, 10, 100, 1_000] { model.learn(cost: cost, seconds: 0.5 * pow(cost, 0.6)) }
        let prediction = try #require(model.prediction(cost: 5_000))
        #expect(abs(prediction.expected - 0.5 * pow(5_000, 0.6)) < 1e-9)
        #expect(abs(prediction.short - prediction.expected) < 1e-6)
    }

    @Test func `durations that do not depend on the cost are predicted by their geometric mean and deviation`() throws {
        var model = DurationModel()
        for seconds in [1.0, 4, 1, 4] { model.learn(cost: 1, seconds: seconds) }
        let prediction = try #require(model.prediction(cost: 1))
        #expect(abs(prediction.expected - 2) < 1e-12)
        #expect(abs(prediction.short - 1) < 1e-12)
    }
}
