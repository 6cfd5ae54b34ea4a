"""What cells show: displays, streams, values, and to which cell they belong."""

from kernel_case import KernelCase


class OutputTest(KernelCase):
    def test_a_display_is_replaced_by_its_id(self) -> None:
        shown = self.run_code("jupyter.display('one', { id: 'state' });").contents("display_data")
        later = self.run_code(
            "jupyter.display({ 'text/plain': 'two' }, { id: 'state', update: true });"
        )
        self.assertEqual([d["transient"] for d in shown], [{"display_id": "state"}])
        [update] = later.contents("update_display_data")
        self.assertEqual(update["transient"], {"display_id": "state"})
        self.assertEqual(update["data"], {"text/plain": "two"})
        self.assertEqual(later.contents("display_data"), [])

    def test_a_display_carries_metadata(self) -> None:
        cell = self.run_code(
            "jupyter.display({ 'text/html': '<b>x</b>' }, { metadata: { 'text/html': { isolated: true } } });"
        )
        self.assertEqual(
            cell.contents("display_data")[0]["metadata"], {"text/html": {"isolated": True}}
        )

    def test_several_forms_in_one_display(self) -> None:
        cell = self.run_code("jupyter.display({ 'text/html': '<b>x</b>', 'text/plain': 'x' });")
        [shown] = cell.contents("display_data")
        self.assertEqual(shown["data"], {"text/html": "<b>x</b>", "text/plain": "x"})

    def test_a_figure_is_sent_as_an_object(self) -> None:
        mime = "application/vnd.plotly.v1+json"
        cell = self.run_code(f"jupyter.display({{ '{mime}': {{ data: [], layout: {{}} }} }});")
        self.assertEqual(cell.contents("display_data")[0]["data"][mime], {"data": [], "layout": {}})

    def test_outputs_are_cleared_at_once_or_with_the_next(self) -> None:
        cell = self.run_code("jupyter.clearOutput(); jupyter.clearOutput(true);")
        self.assertEqual(cell.contents("clear_output"), [{"wait": False}, {"wait": True}])

    def test_displays_of_tslab_work(self) -> None:
        cell = self.run_code(
            "import { newDisplay } from 'tslab';\n"
            "const figure = newDisplay();\nfigure.html('<b>1</b>');\nfigure.html('<b>2</b>');"
        )
        [first] = cell.contents("display_data")
        [second] = cell.contents("update_display_data")
        self.assertEqual(first["data"]["text/html"], "<b>1</b>")
        self.assertEqual(second["data"]["text/html"], "<b>2</b>")
        self.assertEqual(first["transient"], second["transient"])

    def test_streams_values_and_displays_keep_their_order(self) -> None:
        cell = self.run_code("console.log('1');\njupyter.display('2');\nconsole.error('3');\n'4'")
        order = [m["msg_type"] for m in cell.messages]
        self.assertEqual(
            order,
            [
                "status",
                "execute_input",
                "stream",
                "display_data",
                "stream",
                "execute_result",
                "status",
            ],
        )
        self.assertEqual((cell.text(), cell.text("stderr")), ("1\n", "3\n"))

    def test_nothing_printed_is_lost(self) -> None:
        cell = self.run_code("for (let i = 0; i < 5000; i++) console.log(i);")
        self.assertEqual(cell.text(), "".join(f"{i}\n" for i in range(5000)))

    def test_a_statement_has_no_value(self) -> None:
        for code in ["const a = 1;", "undefined", "", "// nothing", "if (true) {}"]:
            with self.subTest(code=code):
                self.assertEqual(self.run_code(code).contents("execute_result"), [])

    def test_every_value_has_a_text_form(self) -> None:
        for code in ["null", "'a'", "[1]", "({ a: 1 })", "new Map([[1, 2]])", "(x: number) => x"]:
            with self.subTest(code=code):
                [result] = self.run_code(code).contents("execute_result")
                self.assertIn("text/plain", result["data"])

    def test_late_output_goes_to_the_cell_that_started_it(self) -> None:
        first = self.send_code("setTimeout(() => console.log('late'), 500);")
        self.finish(first)
        self.run_code("console.log('early');")
        [late] = self.published(first, until="stream")
        self.assertEqual(late["content"]["text"], "late\n")
