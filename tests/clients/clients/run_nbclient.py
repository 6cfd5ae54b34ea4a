"""Runs a notebook with nbclient: run_nbclient.py NOTEBOOK CONFIGURATION.

The notebook is written back with its outputs. Prints JSON: the status of each cell's reply, in order (null for a
cell that was not run), and the text of the error that ended the run, if one did.
"""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import PyFileConfigLoader

path, configuration = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
statuses = [None] * len(notebook.cells)


def executed(cell, cell_index, execute_reply):
    statuses[cell_index] = execute_reply["content"]["status"]


client = NotebookClient(
    notebook,
    config=PyFileConfigLoader(configuration).load_config(),
    resources={"metadata": {"path": os.path.dirname(path)}},
    on_cell_executed=executed,
)
failure = None
try:
    client.execute()
except CellExecutionError as error:
    failure = str(error)
nbformat.write(notebook, path)
print(json.dumps({"statuses": statuses, "failure": failure}))
