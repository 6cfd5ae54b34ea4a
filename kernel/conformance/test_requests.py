"""Requests other than cells."""

from kernel_case import KernelCase, state

FACE = "\U0001f600"


class RequestTest(KernelCase):
    def test_kernel_info(self) -> None:
        info = self.ask("kernel_info_request")
        language = info["language_info"]
        major, minor = info["protocol_version"].split(".")[:2]
        self.assertGreaterEqual((int(major), int(minor)), (5, 3))
        self.assertEqual(language["codemirror_mode"], "typescript")
        self.assertEqual(language["pygments_lexer"], "typescript")
        self.assertIn("typescript", language["mimetype"])
        self.assertTrue(language["version"] and info["banner"] and info["implementation_version"])
        self.assertIsInstance(info["help_links"], list)

    def test_positions_count_characters_not_utf16_units(self) -> None:
        code = f"'{FACE}'; Math.sqr"
        reply = self.ask("complete_request", {"code": code, "cursor_pos": len(code)})
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(code) - 3, len(code)))
        self.assertIn("sqrt", reply["matches"])

    def test_names_of_earlier_cells_are_completed(self) -> None:
        self.run_code("const turnedDigits: number[] = [];")
        for code, matches in {
            "turnedDig": ["turnedDigits"],
            "turnedDigits.toRev": ["toReversed"],
        }.items():
            reply = self.ask("complete_request", {"code": code, "cursor_pos": len(code)})
            self.assertEqual(reply["matches"], matches)

    def test_nothing_to_complete(self) -> None:
        reply = self.ask("complete_request", {"code": "nothingLikeThis", "cursor_pos": 15})
        self.assertEqual((reply["status"], reply["matches"]), ("ok", []))

    def test_inspection_shows_types_and_documentation(self) -> None:
        self.run_code(
            "/** Turns by a quarter. */\nfunction turn(n: number): number { return n + 90; }"
        )
        reply = self.ask("inspect_request", {"code": "turn(1)", "cursor_pos": 2, "detail_level": 0})
        self.assertTrue(reply["found"])
        self.assertIn("turn(n: number): number", reply["data"]["text/plain"])
        self.assertIn("Turns by a quarter.", reply["data"]["text/plain"])

    def test_nothing_to_inspect(self) -> None:
        reply = self.ask("inspect_request", {"code": "  ", "cursor_pos": 1, "detail_level": 0})
        self.assertEqual((reply["status"], reply["found"], reply["data"]), ("ok", False, {}))

    def test_an_unfinished_line_is_indented(self) -> None:
        reply = self.ask("is_complete_request", {"code": "if (true) {"})
        self.assertEqual(reply["status"], "incomplete")
        self.assertRegex(reply["indent"], r"^\s+$")

    def test_there_are_no_comms(self) -> None:
        self.assertEqual(self.ask("comm_info_request"), {"status": "ok", "comms": {}})

    def test_a_comm_that_nobody_serves_is_closed(self) -> None:
        content = {"comm_id": "c1", "target_name": "nobody", "data": {}}
        msg_id = self.send("comm_open", content)
        busy, close = (self.next_message("iopub", msg_id) for _ in range(2))
        self.assertEqual((state(busy), close["msg_type"]), ("busy", "comm_close"))
        self.assertEqual(close["content"]["comm_id"], "c1")

    def test_an_unknown_request_does_no_harm(self) -> None:
        for channel in ["shell", "control"]:
            self.send("nonsense_request", channel=channel)
        # Its failure would abort a cell that comes before it is told.
        self.assertEqual(self.finish(self.send("execute_request", {})).reply["status"], "error")
