extension RandomAccessCollection {
    /// Returns the element with a number as people count, from 1; nil if there is none. The number may be any: a file
    /// or a line may hold `Int.min`, from which 1 cannot be subtracted.
    ///
    /// - Complexity: O(1)
    package func numbered(_ number: Int) -> Element? {
        number >= 1 && number <= count ? self[index(startIndex, offsetBy: number - 1)] : nil
    }
}
