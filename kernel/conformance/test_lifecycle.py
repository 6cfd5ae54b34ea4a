"""Restart and shutdown; each test has a kernel of its own."""

from __future__ import annotations

import time

from kernel_case import PATIENCE, KernelCase


class LifecycleTest(KernelCase):
    @classmethod
    def setUpClass(cls) -> None:
        pass

    def setUp(self) -> None:
        super().setUp()
        self.start_kernel()
        self.addCleanup(self.stop_kernel)

    def assert_ends(self) -> None:
        """Fails unless the kernel's process ends by itself."""
        deadline = time.monotonic() + PATIENCE
        while self.km.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertFalse(self.km.is_alive())

    def shut_down(self, restart: bool) -> None:
        msg_id = self.send("shutdown_request", {"restart": restart}, "control")
        reply = self.reply(msg_id, "control")
        self.assertEqual(reply["msg_type"], "shutdown_reply")
        self.assertEqual(reply["content"], {"status": "ok", "restart": restart})
        self.assert_ends()

    def test_shutdown(self) -> None:
        self.shut_down(False)

    def test_shutdown_before_a_restart(self) -> None:
        self.shut_down(True)

    def test_shutdown_while_a_cell_runs(self) -> None:
        self.start()
        self.shut_down(False)

    def test_restart_forgets_and_counts_from_one(self) -> None:
        self.run_code("const kept = 1;")
        self.km.restart_kernel()
        # The client takes what the ended kernel has said for a sign that it hears the new one.
        while self.kc.iopub_channel.msg_ready():
            self.kc.iopub_channel.get_msg()
        self.kc.wait_for_ready(timeout=PATIENCE)
        cell = self.run_code("typeof kept === 'undefined'")
        self.assertEqual(cell.reply["status"], "error")  # unknown to the type checker
        self.assertEqual(cell.reply["execution_count"], 1)
        self.assert_works()


class FileSocketTest(KernelCase):
    """Messages that travel through sockets in a folder."""

    transport = "ipc"

    def test_cells_run(self) -> None:
        self.assertEqual(self.km.transport, "ipc")
        self.assert_works()

    def test_an_interrupt_arrives(self) -> None:
        running = self.start()
        self.interrupt()
        self.assertEqual(self.finish(running).reply["status"], "error")
