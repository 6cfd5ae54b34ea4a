"""What the tests of this folder share: a kernel, and requests to it."""

from __future__ import annotations

import os
from typing import Any, NamedTuple
from unittest import TestCase

from jupyter_client.manager import KernelManager
from jupyter_kernel_test.msgspec_v5 import validate_message

#: The kernel under test.
KERNEL = os.environ.get("COURSE_KERNEL") or "typescript"

#: Seconds after which an answer counts as missing.
PATIENCE = int(os.environ.get("COURSE_PATIENCE") or 60)

#: Shows that a cell runs.
STARTED = "console.log('started');"


class Execution(NamedTuple):
    """What became of a cell: the reply's content, and what was published between busy and idle."""

    reply: dict[str, Any]
    messages: list[dict[str, Any]]

    def contents(self, msg_type: str) -> list[dict[str, Any]]:
        """The contents of the published messages of a type, in order."""
        return [m["content"] for m in self.messages if m["msg_type"] == msg_type]

    def text(self, stream: str = "stdout") -> str:
        """What was written to a stream."""
        return "".join(c["text"] for c in self.contents("stream") if c["name"] == stream)


class KernelCase(TestCase):
    """Tests that share one kernel."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.start_kernel()
        cls.addClassCleanup(cls.stop_kernel)

    #: How messages travel.
    transport = "tcp"

    @classmethod
    def start_kernel(cls) -> None:
        cls.km = KernelManager(kernel_name=KERNEL, transport=cls.transport)
        cls.km.start_kernel()
        cls.kc = cls.km.client()
        cls.kc.start_channels()
        try:
            cls.kc.wait_for_ready(timeout=PATIENCE)
        except RuntimeError:
            cls.stop_kernel()
            raise

    @classmethod
    def stop_kernel(cls) -> None:
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)

    def setUp(self) -> None:
        self.kept: dict[str, list[dict[str, Any]]] = {c: [] for c in ["shell", "iopub", "control"]}

    def send(
        self, msg_type: str, content: dict[str, Any] | None = None, channel: str = "shell"
    ) -> str:
        """Sends a request and returns its id."""
        message = self.kc.session.msg(msg_type, content or {})
        getattr(self.kc, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def send_code(self, code: str, **options: Any) -> str:
        """Sends a cell and returns the request's id."""
        defaults = {"silent": False, "store_history": True, "user_expressions": {}}
        return self.send(
            "execute_request",
            {"code": code, **defaults, "allow_stdin": False, "stop_on_error": True, **options},
        )

    def reply(self, msg_id: str, channel: str = "shell") -> dict[str, Any]:
        """The reply to a request."""
        message = self.next_message(channel, msg_id)
        if message["content"].get("status") != "aborted":  # unknown to the schemas
            validate_message(message)
        return message

    def published(self, msg_id: str, until: str = "idle") -> list[dict[str, Any]]:
        """What is published for a request, up to idle or to the first message of a type."""
        messages: list[dict[str, Any]] = []
        while not messages or until not in (messages[-1]["msg_type"], state(messages[-1])):
            messages.append(self.next_message("iopub", msg_id))
            validate_message(messages[-1])
        return messages

    def next_message(self, channel: str, msg_id: str) -> dict[str, Any]:
        """The next message for a request; those for other requests are kept for later."""
        kept = self.kept[channel]
        for index, message in enumerate(kept):
            if message["parent_header"].get("msg_id") == msg_id:
                return kept.pop(index)
        while True:
            message = getattr(self.kc, f"{channel}_channel").get_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == msg_id:
                return message
            kept.append(message)

    def ask(
        self, msg_type: str, content: dict[str, Any] | None = None, channel: str = "shell"
    ) -> dict[str, Any]:
        """Sends a request and returns the reply's content, once the kernel is idle again."""
        msg_id = self.send(msg_type, content, channel)
        reply = self.reply(msg_id, channel)
        self.assertEqual(reply["msg_type"], msg_type.replace("_request", "_reply"))
        self.assertEqual([state(m) for m in self.published(msg_id)], ["busy", "idle"])
        return reply["content"]

    def run_code(self, code: str, **options: Any) -> Execution:
        """Runs a cell to its end."""
        execution = self.finish(self.send_code(code, **options))
        self.assertEqual(state(execution.messages[0]), "busy")
        return execution

    def finish(self, msg_id: str) -> Execution:
        """What becomes of a cell that was sent."""
        return Execution(self.reply(msg_id)["content"], self.published(msg_id))

    def start(self, code: str = "while (true) {}", **options: Any) -> str:
        """Starts a cell, and returns once it runs."""
        msg_id = self.send_code(f"{STARTED}\n{code}", **options)
        self.published(msg_id, until="stream")
        return msg_id

    def interrupt(self) -> None:
        """Interrupts what runs."""
        msg_id = self.send("interrupt_request", channel="control")
        self.assertEqual(self.reply(msg_id, "control")["content"], {"status": "ok"})

    def assert_works(self) -> None:
        """Fails unless the kernel runs a cell."""
        self.assertEqual(self.run_code("console.log(6 * 7)").text(), "42\n")


def state(message: dict[str, Any]) -> str | None:
    """The state that a status message tells."""
    return message["content"].get("execution_state")
