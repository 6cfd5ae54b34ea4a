"""Usage: python execute.py NOTEBOOK : prints the seconds from the first cell's start to the last one's end."""
import sys
import time

import nbclient
import nbformat

times = []
nbclient.NotebookClient(
    nbformat.read(sys.argv[1], nbformat.NO_CONVERT),
    kernel_name="python3",
    record_timing=False,
    on_cell_start=lambda **_: times.append(time.perf_counter()),
    on_cell_complete=lambda **_: times.append(time.perf_counter()),
).execute()
print(times[-1] - times[0])
