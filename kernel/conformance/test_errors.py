"""Cells that fail, and what becomes of those that wait behind them."""

from kernel_case import KernelCase

FAILING = "await new Promise((r) => setTimeout(r, 500));\nthrow new RangeError('too far');"


class ErrorTest(KernelCase):
    def test_the_reply_tells_what_is_published(self) -> None:
        codes = {
            "throw new RangeError('too far');": ("RangeError", "too far"),
            "throw 'text';": (None, "text"),
            "const n: number = 'text';": (None, "not assignable"),
            "const = 1;": (None, ""),
            "undeclared": (None, "undeclared"),
            "await Promise.reject(new TypeError('later'));": ("TypeError", "later"),
        }
        for code, (name, message) in codes.items():
            with self.subTest(code=code):
                cell = self.run_code(code)
                [error] = cell.contents("error")
                self.assertEqual(cell.reply["status"], "error")
                for field in ["ename", "evalue", "traceback"]:
                    self.assertEqual(cell.reply[field], error[field])
                self.assertEqual(cell.reply["ename"], name or cell.reply["ename"])
                self.assertIn(message, cell.reply["evalue"])
                self.assertTrue(
                    cell.reply["ename"] and cell.reply["evalue"] and cell.reply["traceback"]
                )
                self.assertEqual(cell.text("stderr"), "")

    def test_a_failing_cell_counts(self) -> None:
        count = self.run_code("throw new Error();").reply["execution_count"]
        self.assertEqual(self.run_code("1").reply["execution_count"], count + 1)

    def test_cells_behind_a_failing_one_are_aborted(self) -> None:
        ids = [self.send_code(code) for code in [FAILING, "console.log(1);", "console.log(2);"]]
        info = self.send("kernel_info_request")
        failed = self.finish(ids[0])
        self.assertEqual(failed.reply["status"], "error")
        for msg_id in ids[1:]:
            cell = self.finish(msg_id)
            self.assertEqual(cell.reply["status"], "aborted")
            self.assertEqual([m["msg_type"] for m in cell.messages], ["status", "status"])
        self.assertEqual(self.reply(info)["msg_type"], "kernel_info_reply")
        after = self.run_code("3")
        self.assertEqual(after.reply["status"], "ok")
        self.assertEqual(after.reply["execution_count"], failed.reply["execution_count"] + 1)

    def test_cells_behind_a_failing_one_run_if_asked_for(self) -> None:
        first = self.send_code(FAILING, stop_on_error=False)
        second = self.send_code("console.log(1);")
        self.assertEqual(self.finish(first).reply["status"], "error")
        self.assertEqual(self.finish(second).text(), "1\n")

    def test_what_was_printed_before_an_error_is_shown_before_it(self) -> None:
        cell = self.run_code("console.log('before');\nthrow new Error('now');")
        types = [m["msg_type"] for m in cell.messages]
        self.assertEqual(types, ["status", "execute_input", "stream", "error", "status"])

    def test_process_exit_is_refused(self) -> None:
        self.assertEqual(self.run_code("process.exit(0);").reply["status"], "error")
        self.assert_works()

    def test_a_rejection_that_nobody_awaits_fails_its_cell(self) -> None:
        cell = self.run_code(
            "void Promise.reject(new RangeError('nobody looks'));\nconsole.log(1);"
        )
        self.assertEqual((cell.reply["status"], cell.reply.get("ename")), ("error", "RangeError"))
        self.assert_works()
