import DataSources
import Datasets
import Foundation
import Support
import Testing

@Suite struct DataSourcesPageTests {
    @Test func `the example on the page of DataSources is this one, and works`() throws {
        let folder = try TemporaryFolder()
        let table = "id,rooms,price\n" + (0..<40).map { "\($0),\($0 % 5),\(100 + $0 % 7).5\n" }.joined()
        let path = folder.path + "/houses.csv"
        try table.write(toFile: path, atomically: true, encoding: .utf8)
        // The example.
        let iris = try Catalogue.load("iris")
        let options = CSVOptions(label: "price", ignored: ["id"])
        let houses = try DataSource.csv(path: path, options).read()
        print(iris.count, houses.dataset.count, houses.remarks)
        // The end of the example.
        #expect(iris.count == 150)
        #expect(houses.dataset.count == 40)
        #expect(try DocumentedExample.test() == DocumentedExample.page(of: "DataSources"))
    }
}
