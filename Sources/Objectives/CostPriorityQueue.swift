/// A queue of pending items, the costliest first, so that no expensive item is left for the end. Items of equal cost
/// keep their order of arrival.
package struct CostPriorityQueue<Element> {
    /// The items of one cost, in order of arrival.
    private struct Queue {
        let cost: Double
        var elements: [Element] = []
        var taken = 0
    }

    /// One queue per cost, in ascending order of cost; none is empty. Items are taken from the end.
    private var queues: [Queue] = []

    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// Adds an item.
    ///
    /// - Complexity: O(number of different pending costs).
    package mutating func add(_ element: Element, cost: Double) {
        var (low, high) = (0, queues.count)
        while low < high {
            let middle = (low + high) / 2
            if queues[middle].cost < cost { low = middle + 1 } else { high = middle }
        }
        if low == queues.count || queues[low].cost != cost { queues.insert(Queue(cost: cost), at: low) }
        queues[low].elements.append(element)
        count += 1
    }

    /// Removes and returns the next item; nil if nothing is pending.
    package mutating func next() -> Element? {
        guard let last = queues.indices.last else { return nil }
        let element = queues[last].elements[queues[last].taken]
        queues[last].taken += 1
        count -= 1
        if queues[last].taken == queues[last].elements.count { queues.removeLast() }
        return element
    }
}
