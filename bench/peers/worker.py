"""PyTorch's side of the comparison: does what it is told on standard input, a JSON object a line, and answers likewise."""

import base64
import json
import sys
import time
import warnings

import torch
import torch.nn.functional as F

import networks

# It would like to have NumPy, of which nothing is used here.
warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

SIZE = 33


class Subject:
    def __init__(self, name, weights, batch, pictures, labels):
        self.network = networks.NETWORKS[name]()
        networks.load(self.network, weights)
        self.pictures, self.labels, self.batch = pictures, labels, batch
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=1e-3, weight_decay=1e-2, fused=True)
        self.next = 0

    def layout(self, channels_last):
        form = torch.channels_last if channels_last else torch.contiguous_format
        self.channels_last = channels_last
        self.network.to(memory_format=form)

    def inputs(self, indices):
        x = self.pictures[indices].float().div_(255).unsqueeze(1)
        return x.contiguous(memory_format=torch.channels_last) if self.channels_last else x

    def step(self):
        start = self.next % (len(self.pictures) - self.batch + 1)
        self.next += self.batch
        indices = torch.arange(start, start + self.batch)
        self.network.train()
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.network(self.inputs(indices))
        labels = self.labels[indices]
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        self.optimizer.step()
        (logits.argmax(1) == labels).float().mean().item()
        return loss.item()

    @torch.inference_mode()
    def forward(self, count=None):
        self.network.eval()
        return self.network(self.inputs(torch.arange(count or self.batch))).flatten().tolist()

    def times(self, kind, repetitions):
        return timed(repetitions, self.step if kind == "step" else self.forward)


def timed(repetitions, run):
    """How long each repetition takes, in milliseconds."""
    taken = []
    for _ in range(repetitions):
        start = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def tensor(value):
    data = torch.frombuffer(bytearray(base64.b64decode(value["data"])), dtype=torch.float32)
    return data.view(value["shape"])


def median(values):
    return sorted(values)[len(values) // 2]


def answer(subjects, request):
    kind = request["op"]
    if kind == "machine":
        torch.set_num_threads(request["threads"])
        return {"version": torch.__version__}
    if kind == "matmul":
        size = request["size"]
        a, b = torch.randn(size, size), torch.randn(size, size)
        return {"times": timed(request["repetitions"], lambda: a @ b)}
    key = f"{request['model']} {request['batch']}"
    if kind == "make":
        bytes_ = torch.frombuffer(bytearray(base64.b64decode(request["pictures"])), dtype=torch.uint8)
        labels = torch.tensor(request["labels"], dtype=torch.long)
        weights = [tensor(value) for value in request["weights"]]
        subject = Subject(request["model"], weights, request["batch"], bytes_.view(-1, SIZE, SIZE), labels)
        subject.layout(False)
        logits = subject.forward(min(len(labels), 64))
        # Whichever of the two is faster here.
        typical = {}
        for channels_last in (False, True):
            subject.layout(channels_last)
            subject.times("step", 2)
            typical[channels_last] = median(subject.times("step", 5))
        subject.layout(min(typical, key=typical.get))
        subjects[key] = subject
        return {"logits": logits}
    if kind == "forget":
        del subjects[key]
        return {}
    return {"times": subjects[key].times(kind, request["repetitions"])}


def main():
    subjects = {}
    for line in sys.stdin:
        print(json.dumps(answer(subjects, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
