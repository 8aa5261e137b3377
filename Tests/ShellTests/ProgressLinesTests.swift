import Foundation
import Reports
import Shell
import Testing

@Suite("Progress as lines")
struct ProgressLinesTests {
    private func evolution(
        finished: Int, evaluated: Int, running: Int = 2, evaluators: String? = nil
    ) throws -> WorkProgress {
        let workers = (0..<running).map { number in
            """
            {"worker": \(number + 1), "epoch": 2, "epochs": 5, "share": 0.4, "loss": 0.25, "score": 0.91, "best": 0.91, \
            "elapsed": 3}
            """
        }
        let text = """
            {"finished": \(finished), "generations": 10, "generation": \(finished + 1), "evaluated": \(evaluated),
            "population": 20, "elapsed": 14, "remaining": \(finished == 10 ? 0 : 126), "pace": 14.4, "best": 0.9815,
            "trainsNetworks": true, "running": [\(workers.joined(separator: ","))]
            \(evaluators.map { ", \"evaluators\": \($0)" } ?? "")}
            """
        return .evolution(try JSONDecoder().decode(EvolutionProgress.self, from: Data(text.utf8)))
    }

    @Test("a finished evolution is one line with bar, times and best fitness")
    func showsWhole() throws {
        let lines = ProgressLines.lines(try evolution(finished: 10, evaluated: 20, running: 0), columns: 100)
        #expect(
            lines == [
                "Evolving population  100% ████████████████████ 10/10 [00:14 < 00:00, 1.4s/gen]  best so far 0.9815"
            ])
    }

    @Test("a running generation has a line for its networks and one for each worker")
    func showsParts() throws {
        let lines = ProgressLines.lines(try evolution(finished: 1, evaluated: 5), columns: 100, hasUnicode: false)
        #expect(
            lines == [
                "Evolving population   12% ##------------------ 1/10 [00:14 < 02:06, 14.4s/gen]  best so far 0.9815",
                "Generation 2          25% #####--------------- 5/20 networks",
                "  worker 1  epoch 2/5   40%  score 0.9100  loss 0.2500  00:03",
                "  worker 2  epoch 2/5   40%  score 0.9100  loss 0.2500  00:03",
            ])
    }

    @Test("an experiment has a bar over all runs, and a line for the current run")
    func showsExperiment() throws {
        func progress(_ run: String) throws -> WorkProgress {
            let text = """
                {"name": "pressure", "finished": 7, "runs": 40, "fraction": 0.1875, "elapsed": 30, "remaining": 130\(run)}
                """
            return .experiment(try JSONDecoder().decode(ExperimentProgress.self, from: Data(text.utf8)))
        }
        let total = "Experiment            18% ###----------------- 7/40 runs [00:30 < 02:10]"
        #expect(ProgressLines.lines(try progress(""), columns: 100, hasUnicode: false) == [total])
        #expect(ProgressLines.plainLine(try progress("")) == "7/40 runs  00:30")
        let search = """
            , "way": "roulette", "seed": 4, "search": {"finished": 1, "generations": 9, "generation": 2, "evaluated": 5,
            "population": 20, "elapsed": 3, "best": 0.98, "trainsNetworks": true, "running": []}
            """
        #expect(
            ProgressLines.lines(try progress(search), columns: 100, hasUnicode: false) == [
                total, "  roulette, seed 4  generation 2  5/20  best 0.9800",
            ])
        for columns in 1..<100 {
            #expect(
                ProgressLines.lines(try progress(search), columns: columns).allSatisfy { $0.count <= max(1, columns) })
        }
    }

    @Test("more than eight workers share a line")
    func folds() throws {
        let eight = ProgressLines.lines(try evolution(finished: 1, evaluated: 5, running: 8), columns: 100)
        #expect(eight.count == 10)
        let nine = ProgressLines.lines(try evolution(finished: 1, evaluated: 5, running: 9), columns: 100)
        #expect(nine.dropFirst(2) == ["  9 workers  epoch 2  best score 0.9100  oldest 00:03"])
    }

    @Test("missing evaluators are reported, with the launcher's last message if the window is wide enough")
    func awaits() throws {
        let state =
            "{\"present\": 0, \"preparing\": 0, \"wanted\": 64, \"said\": \"srun: job 7 queued and waiting for resources\"}"
        let progress = try evolution(finished: 1, evaluated: 5, running: 0, evaluators: state)
        #expect(
            ProgressLines.lines(progress, columns: 100).last
                == "  0 of 64 evaluators are connected  srun: job 7 queued and waiting for resources")
        #expect(ProgressLines.lines(progress, columns: 60).last == "  0 of 64 evaluators are connected")
        let all = try evolution(
            finished: 1, evaluated: 5, running: 0, evaluators: "{\"present\": 2, \"preparing\": 0, \"wanted\": 2}")
        #expect(ProgressLines.lines(all, columns: 100).count == 2)
        let reading = try evolution(
            finished: 1, evaluated: 5, running: 0, evaluators: "{\"present\": 2, \"preparing\": 1, \"wanted\": 2}")
        #expect(
            ProgressLines.lines(reading, columns: 100).last
                == "  2 of 2 evaluators are connected, 1 of them reading the data")
    }

    @Test("every line is narrower than the window", arguments: Array(1...120))
    func fits(columns: Int) throws {
        for line in ProgressLines.lines(try evolution(finished: 3, evaluated: 7), columns: columns) {
            #expect(line.count < max(columns, 1) || line.isEmpty)
        }
    }

    @Test("without a terminal, a generation is one line without a bar")
    func writesPlainLine() throws {
        let line = ProgressLines.plainLine(try evolution(finished: 3, evaluated: 0))
        #expect(line == "3/10 generations  best so far 0.9815  00:14")
    }
}
