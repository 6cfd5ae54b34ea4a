# For nbclient and nbconvert. A cell that is to be stopped gets 3 s, then an interrupt; every other cell ends by itself.
c = get_config()  # noqa: F821


def timeout(cell):
    return 3 if "interrupt" in cell.metadata.tags else 60


for client in (c.NotebookClient, c.ExecutePreprocessor):
    client.timeout_func = timeout
    client.interrupt_on_timeout = True
