/// What waits to be begun: the costliest first, so that nobody waits for a straggler at the end; of equals the one that came
/// first.
struct CostliestFirst<Element> {
    /// What has one cost, in the order in which it came.
    private struct Queue {
        let cost: Double
        var elements: [Element] = []
        var taken = 0
    }

    /// The costliest last, to be taken from there; none is empty.
    private var queues: [Queue] = []

    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// O(different costs that wait).
    mutating func add(_ element: Element, cost: Double) {
        var (low, high) = (0, queues.count)
        while low < high {
            let middle = (low + high) / 2
            if queues[middle].cost < cost { low = middle + 1 } else { high = middle }
        }
        if low == queues.count || queues[low].cost != cost { queues.insert(Queue(cost: cost), at: low) }
        queues[low].elements.append(element)
        count += 1
    }

    /// Takes the next; nil where nothing waits.
    mutating func next() -> Element? {
        guard let last = queues.indices.last else { return nil }
        let element = queues[last].elements[queues[last].taken]
        queues[last].taken += 1
        count -= 1
        if queues[last].taken == queues[last].elements.count { queues.removeLast() }
        return element
    }
}
