"""The Stop button, and a kernel that answers while a cell runs."""

import zmq

from kernel_case import PATIENCE, KernelCase

#: Cells that end only when they are interrupted.
CASES = {
    "a loop": "while (true) {}",
    "a loop in a function": "function spin(): void { for (;;) {} }\nspin();",
    "a loop that awaits": "while (true) await new Promise((r) => setTimeout(r, 10));",
    "a loop after an await": "await Promise.resolve(); while (true) {}",
    "a promise that never settles": "await new Promise(() => undefined);",
    "a loop that catches": "for (;;) { try { for (;;); } catch {} }",
    "a loop that catches, after an await": "await null; for (;;) { try { for (;;); } catch {} }",
    "a loop in a library": "new Function('for (;;) {}')();",
}


class InterruptTest(KernelCase):
    def test_interrupt(self) -> None:
        for name, code in CASES.items():
            with self.subTest(name):
                msg_id = self.start(code)
                self.interrupt()
                cell = self.finish(msg_id)
                self.assertEqual(cell.reply["status"], "error")
                self.assertRegex(cell.reply["ename"] + cell.reply["evalue"], "(?i)interrupt")
                self.assertEqual(cell.contents("error")[0]["ename"], cell.reply["ename"])
                self.assert_works()

    def test_an_interrupted_loop_does_not_go_on_in_the_background(self) -> None:
        msg_id = self.start(
            "let rounds = 0;\n"
            "while (true) { rounds += 1; await new Promise((r) => setTimeout(r, 5)); }"
        )
        self.interrupt()
        self.finish(msg_id)
        cell = self.run_code(
            "const before = rounds;\nawait new Promise((r) => setTimeout(r, 300));\nrounds - before"
        )
        self.assertEqual(cell.contents("execute_result")[0]["data"]["text/plain"], "0")

    def test_cells_behind_an_interrupted_one_are_aborted(self) -> None:
        first = self.start()
        second = self.send_code("console.log('not run');")
        self.interrupt()
        self.finish(first)
        cell = self.finish(second)
        self.assertEqual((cell.reply["status"], cell.text()), ("aborted", ""))

    def test_an_interrupt_of_nothing_changes_nothing(self) -> None:
        self.interrupt()
        self.assert_works()


class BusyTest(KernelCase):
    """While a loop runs."""

    def setUp(self) -> None:
        super().setUp()
        self.running = self.start()

    def tearDown(self) -> None:
        self.interrupt()
        self.finish(self.running)

    def test_kernel_info_on_the_control_channel(self) -> None:
        info = self.ask("kernel_info_request", channel="control")
        self.assertEqual(info["language_info"]["name"], "typescript")

    def test_the_heart_beats(self) -> None:
        with zmq.Context() as context, context.socket(zmq.REQ) as socket:
            socket.linger = 0
            socket.connect(f"tcp://{self.km.ip}:{self.km.hb_port}")
            for beat in [b"ping", b"pong"]:
                socket.send(beat)
                self.assertTrue(socket.poll(PATIENCE * 1000))
                self.assertEqual(socket.recv(), beat)


class PrintTest(KernelCase):
    def test_what_a_loop_has_printed_is_shown_while_it_runs(self) -> None:
        msg_id = self.send_code("console.log('one');\nconsole.log('two');\nwhile (true) {}")
        shown = ""
        try:
            while shown != "one\ntwo\n":
                shown += self.published(msg_id, until="stream")[-1]["content"]["text"]
        finally:
            self.interrupt()
