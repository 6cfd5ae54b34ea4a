"""The messages around the execution of a cell."""

from kernel_case import KernelCase, state


class ExecutionTest(KernelCase):
    def test_counts_go_up_by_one_and_agree(self) -> None:
        counts = []
        for code in ["1", "2"]:
            cell = self.run_code(code)
            [echo] = cell.contents("execute_input")
            [result] = cell.contents("execute_result")
            self.assertEqual(echo["code"], code)
            self.assertEqual(echo["execution_count"], cell.reply["execution_count"])
            self.assertEqual(result["execution_count"], cell.reply["execution_count"])
            counts.append(cell.reply["execution_count"])
        self.assertEqual(counts[1], counts[0] + 1)

    def test_a_cell_is_published_between_busy_and_idle(self) -> None:
        cell = self.run_code("console.log('x')")
        self.assertEqual([state(m) for m in cell.messages], ["busy", None, None, "idle"])
        self.assertEqual(cell.messages[1]["msg_type"], "execute_input")

    def test_a_silent_cell_leaves_no_trace(self) -> None:
        before = self.run_code("1").reply["execution_count"]
        cell = self.run_code("const silent = 5; silent", silent=True)
        self.assertEqual(cell.reply["status"], "ok")
        self.assertEqual([state(m) for m in cell.messages], ["busy", "idle"])
        after = self.run_code("console.log(silent);")
        self.assertEqual(after.text(), "5\n")
        self.assertEqual(after.reply["execution_count"], before + 1)
        self.assertNotIn("const silent = 5; silent", self.history())

    def test_a_cell_can_stay_out_of_the_history(self) -> None:
        before = self.run_code("'kept'").reply["execution_count"]
        cell = self.run_code("'not kept'", store_history=False)
        self.assertEqual(len(cell.contents("execute_result")), 1)
        self.assertEqual(self.run_code("1").reply["execution_count"], before + 1)
        self.assertIn("'kept'", self.history())
        self.assertNotIn("'not kept'", self.history())

    def history(self) -> list:
        request = {"hist_access_type": "tail", "n": 100, "output": False, "raw": True}
        return [code for _, _, code in self.ask("history_request", request)["history"]]

    def test_user_expressions(self) -> None:
        expressions = {"good": "base + 1", "bad": "(() => { throw new RangeError('no'); })()"}
        reply = self.run_code("const base = 1;", user_expressions=expressions).reply
        good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
        self.assertEqual((good["status"], good["data"]["text/plain"]), ("ok", "2"))
        self.assertEqual(
            (bad["status"], bad["ename"], bad["evalue"]), ("error", "RangeError", "no")
        )

    def test_cells_run_in_the_order_in_which_they_arrive(self) -> None:
        codes = ["await new Promise((r) => setTimeout(r, 300)); console.log(1);", "console.log(2);"]
        cells = [self.finish(msg_id) for msg_id in [self.send_code(code) for code in codes]]
        self.assertEqual([cell.text() for cell in cells], ["1\n", "2\n"])
