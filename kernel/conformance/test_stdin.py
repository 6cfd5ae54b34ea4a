"""Questions to the student."""

from kernel_case import PATIENCE, KernelCase

QUESTION = "const answer = prompt('Your name? ');\nconsole.log('Hello', answer);"


class StdinTest(KernelCase):
    def asked(self) -> dict:
        """What the kernel asks."""
        return self.kc.stdin_channel.get_msg(timeout=PATIENCE)

    def test_prompt_waits_for_the_answer(self) -> None:
        for answer in ["Emmy", "", "Ηλέκτρα \U0001f600"]:
            with self.subTest(answer=answer):
                msg_id = self.send_code(QUESTION, allow_stdin=True)
                request = self.asked()
                self.assertEqual(request["msg_type"], "input_request")
                self.assertEqual(request["parent_header"]["msg_id"], msg_id)
                self.assertEqual(request["content"], {"prompt": "Your name? ", "password": False})
                self.kc.input(answer)
                cell = self.finish(msg_id)
                self.assertEqual((cell.reply["status"], cell.text()), ("ok", f"Hello {answer}\n"))

    def test_two_questions_in_a_cell(self) -> None:
        msg_id = self.send_code("[prompt('a'), prompt('b')].join('-')", allow_stdin=True)
        for question, answer in [("a", "1"), ("b", "2")]:
            self.assertEqual(self.asked()["content"]["prompt"], question)
            self.kc.input(answer)
        [result] = self.finish(msg_id).contents("execute_result")
        self.assertIn("1-2", result["data"]["text/plain"])

    def test_a_question_that_cannot_be_asked_fails(self) -> None:
        cell = self.run_code(QUESTION, allow_stdin=False)
        self.assertEqual(cell.reply["status"], "error")
        self.assertFalse(self.kc.stdin_channel.msg_ready())

    def test_a_question_can_be_interrupted(self) -> None:
        msg_id = self.send_code(QUESTION, allow_stdin=True)
        self.asked()
        self.interrupt()
        self.assertEqual(self.finish(msg_id).reply["status"], "error")
        self.assert_works()
