"""PyTorch's side of the comparison: reads requests from standard input and answers, one JSON object a line."""

import base64
import json
import math
import sys
import time
import warnings

import torch
import torch.nn.functional as F

import networks

# Nothing here uses NumPy.
warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
# The other libraries are old.
warnings.filterwarnings("ignore", message="indexing with dtype torch.uint8|`py3nj` package not found")

SIZE = 33


def read_digits(file, count):
    """Pictures, one byte a pixel, followed by their labels."""
    bytes_ = torch.frombuffer(bytearray(open(file, "rb").read()), dtype=torch.uint8)
    pictures, labels = bytes_[: count * SIZE * SIZE], bytes_[count * SIZE * SIZE :]
    return pictures.view(count, SIZE, SIZE), labels.long()


def batches(pictures, labels, shuffle):
    """Batches from a DataLoader, as is usual."""
    data = torch.utils.data.TensorDataset(pictures, labels)
    for x, y in torch.utils.data.DataLoader(data, batch_size=64, shuffle=shuffle):
        yield x.float().div_(255).unsqueeze(1), y


def train(name, pictures, labels, epochs, peak):
    """With one cycle up to the peak rate or, without a peak, with the reference's recipe."""
    torch.manual_seed(1)
    network = networks.NETWORKS[name]()
    if peak:
        optimizer = torch.optim.AdamW(network.parameters(), lr=peak, weight_decay=1e-2, fused=True)
        steps = epochs * math.ceil(len(pictures) / 64)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak, total_steps=steps, cycle_momentum=False)
    else:
        optimizer = torch.optim.Adam(network.parameters(), lr=5e-5, weight_decay=1e-5, fused=True)
    network.train()
    for _ in range(epochs):
        for x, y in batches(pictures, labels, shuffle=bool(peak)):
            optimizer.zero_grad(set_to_none=True)
            loss = F.cross_entropy(network(x), y)
            loss.backward()
            optimizer.step()
            if peak:
                schedule.step()
            loss.item()
    return network


@torch.inference_mode()
def accuracy(network, pictures, labels):
    network.eval()
    hits = sum((network(x).argmax(1) == y).sum().item() for x, y in batches(pictures, labels, shuffle=False))
    return hits / len(labels)


class Subject:
    def __init__(self, network, batch, pictures, labels):
        self.network = network
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
    """Milliseconds that each repetition takes."""
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


def library(subjects, request):
    """Training steps of a network built in another library."""
    key = f"{request['library']} {request['model']}"
    if key not in subjects:
        import libraries

        network = libraries.LibraryNetwork(request["library"], request["model"])
        pictures = torch.randint(0, 255, (64, SIZE, SIZE), dtype=torch.uint8)
        subjects[key] = Subject(network, 64, pictures, torch.randint(0, 10, (64,)))
        subjects[key].layout(False)
        subjects[key].times("step", 3)
    return {"times": subjects[key].times("step", request["repetitions"])}


def answer(subjects, request):
    kind = request["op"]
    if kind == "machine":
        torch.set_num_threads(request["threads"])
        return {"version": torch.__version__}
    if kind == "matmul":
        size = request["size"]
        a, b = torch.randn(size, size), torch.randn(size, size)
        return {"times": timed(request["repetitions"], lambda: a @ b)}
    if kind == "train":
        train_set = read_digits(request["train"], request["trainCount"])
        start = time.perf_counter()
        network = train(request["model"], *train_set, request["epochs"], request.get("peak"))
        seconds = time.perf_counter() - start
        test_set = read_digits(request["test"], request["testCount"])
        return {"seconds": seconds, "accuracy": accuracy(network, *test_set)}
    if kind == "load":
        train_set = read_digits(request["train"], request["trainCount"])
        return {"times": timed(request["repetitions"], lambda: [x for x, _ in batches(*train_set, shuffle=True)])}
    if kind == "library":
        return library(subjects, request)
    if kind == "first":
        pictures = torch.zeros(64, SIZE, SIZE, dtype=torch.uint8)
        train(request["model"], pictures, torch.zeros(64, dtype=torch.long), 1, 1e-3)
        return {}
    key = request["key"]
    if kind == "make":
        bytes_ = torch.frombuffer(bytearray(base64.b64decode(request["pictures"])), dtype=torch.uint8)
        labels = torch.tensor(request["labels"], dtype=torch.long)
        weights = [tensor(value) for value in request["weights"]]
        network = networks.NETWORKS[request["model"]]()
        networks.load(network, weights)
        subject = Subject(network, request["batch"], bytes_.view(-1, request["size"], request["size"]), labels)
        subject.layout(False)
        logits = subject.forward(min(len(labels), 64))
        # Uses the layout that is faster on this machine.
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
