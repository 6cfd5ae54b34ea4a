"""The course's networks in PyTorch, written for speed.

Fields are [B, C * G, H, W], with the group's elements next to each other: convolution and spatial pooling treat them
all as channels. A filter bank is one `index_select` of the learned filter.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

ORDER = {"C1": 1, "C4": 4, "D4": 8}


def product(a, b):
    """a b: first b, then a. Element 4 f + r mirrors if f = 1, then turns by r quarter turns."""
    (fa, ra), (fb, rb) = divmod(a, 4), divmod(b, 4)
    return 4 * (fa ^ fb) + (ra + (-rb if fa else rb)) % 4


def move(g, pixels):
    flip, turns = divmod(g, 4)
    return torch.rot90(pixels.flip(-1) if flip else pixels, turns, (-2, -1))


def bank_index(group, size, on_group):
    """For each number of the bank, [G, (G *) size * size], its index in the filter, [(G *) size * size]."""
    order = ORDER[group]
    pixels = torch.arange(size * size).view(size, size)
    rows = []
    for g in range(order):
        moved = move(g, pixels).flatten()
        back = next(h for h in range(order) if product(g, h) == 0)
        elements = [product(back, h) for h in range(order)] if on_group else [0]
        rows.append(torch.cat([h * size * size + moved for h in elements]))
    return torch.stack(rows)


class GroupConv(nn.Module):
    """A lifting convolution, or a group convolution."""

    def __init__(self, group, inputs, filters, on_group, size=3):
        super().__init__()
        self.order, self.size, self.on_group = ORDER[group], size, on_group
        index = bank_index(group, size, on_group)
        self.register_buffer("index", index.flatten())
        self.weight = nn.Parameter(torch.empty(filters, inputs, index.shape[1]))
        self.bias = nn.Parameter(torch.zeros(filters))
        limit = 1 / math.sqrt(inputs * index.shape[1])
        nn.init.uniform_(self.weight, -limit, limit)

    def load(self, kernel, bias):
        """From [size, size, (G,) inputs, filters]."""
        axes = (4, 3, 2, 0, 1) if self.on_group else (3, 2, 0, 1)
        self.weight.copy_(kernel.permute(*axes).reshape(self.weight.shape))
        self.bias.copy_(bias)

    def forward(self, x):
        filters, inputs, count = self.weight.shape
        bank = self.weight.index_select(2, self.index).view(filters, inputs, self.order, count)
        bank = bank.transpose(1, 2).reshape(filters * self.order, -1, self.size, self.size)
        return F.conv2d(x, bank, self.bias.repeat_interleave(self.order), padding=self.size // 2)


class IsotropicConv(nn.Module):
    """Filters of two weights: the centre, and the ring around it."""

    def __init__(self, inputs, filters):
        super().__init__()
        self.register_buffer("orbits", torch.tensor([1, 1, 1, 1, 0, 1, 1, 1, 1]))
        self.weight = nn.Parameter(torch.empty(filters, inputs, 2))
        self.bias = nn.Parameter(torch.zeros(filters))
        nn.init.uniform_(self.weight, -1 / math.sqrt(9 * inputs), 1 / math.sqrt(9 * inputs))

    def load(self, kernel, bias):
        self.weight.copy_(kernel.permute(2, 1, 0))
        self.bias.copy_(bias)

    def forward(self, x):
        filters, inputs, _ = self.weight.shape
        bank = self.weight.index_select(2, self.orbits).view(filters, inputs, 3, 3)
        return F.conv2d(x, bank, self.bias, padding=1)


class GroupNorm(nn.Module):
    """Batch normalization with one mean and one variance per channel, over batch, space and group."""

    def __init__(self, order, channels):
        super().__init__()
        self.order = order
        self.norm = nn.BatchNorm2d(channels)

    def load(self, gamma, beta, mean, variance):
        for to, value in zip(
            (self.norm.weight, self.norm.bias, self.norm.running_mean, self.norm.running_var),
            (gamma, beta, mean, variance),
        ):
            to.copy_(value)

    def forward(self, x):
        batch, channels, height, width = x.shape
        folded = x.reshape(batch, channels // self.order, self.order * height, width)
        return self.norm(folded).view(batch, channels, height, width)


class GroupPool(nn.Module):
    def __init__(self, order):
        super().__init__()
        self.order = order

    def forward(self, x):
        batch, channels, height, width = x.shape
        return x.view(batch, channels // self.order, self.order, height, width).amax(2)


class Linear(nn.Linear):
    def load(self, kernel, bias):
        self.weight.copy_(kernel.T)
        self.bias.copy_(bias)


def pool(last):
    return nn.MaxPool2d(3, 1) if last else nn.MaxPool2d(3, 2, 1)


class SpaceMean(nn.Module):
    def forward(self, x):
        return x.mean((2, 3), keepdim=True)


def tower(group, channels=(8, 16, 32)):
    """Takes pictures of any size, to measure how time grows."""
    order = ORDER[group]
    layers = []
    for i, (inputs, filters) in enumerate(zip((1, *channels), channels)):
        layers += [GroupConv(group, inputs, filters, on_group=i > 0), pool(False), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, SpaceMean(), GroupPool(order), nn.Flatten(), Linear(channels[-1], 10))


def group_cnn(group, batch_norm, channels=(8, 16, 32, 64, 128)):
    order = ORDER[group]
    layers = []
    for i, (inputs, filters) in enumerate(zip((1, *channels), channels)):
        last = i == len(channels) - 1
        layers.append(GroupConv(group, inputs, filters, on_group=i > 0))
        if batch_norm:
            layers.append(GroupNorm(order, filters))
        # The maximum over the group needs its result again.
        layers += [pool(last), *([GroupPool(order)] if last else []), nn.ReLU(inplace=not last)]
    return nn.Sequential(*layers, nn.Flatten(), Linear(channels[-1], 10))


def isotropic_cnn(channels=(32, 64, 128, 256, 128)):
    layers = []
    for i, (inputs, filters) in enumerate(zip((1, *channels), channels)):
        layers += [IsotropicConv(inputs, filters), pool(i == len(channels) - 1), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.Flatten(), Linear(channels[-1], 10))


NETWORKS = {
    "C4CNN": lambda: group_cnn("C4", False),
    "IsotropicCNN": isotropic_cnn,
    "C4CNNWithBatchNorm": lambda: group_cnn("C4", True),
    "D4CNN": lambda: group_cnn("D4", False),
    "TowerC1": lambda: tower("C1"),
    "TowerC4": lambda: tower("C4"),
    "TowerD4": lambda: tower("D4"),
}


@torch.no_grad()
def load(network, tensors):
    """Sets the weights that the other side has too, layer by layer."""
    tensors = list(tensors)
    for layer in network:
        if hasattr(layer, "load"):
            count = 4 if isinstance(layer, GroupNorm) else 2
            layer.load(*tensors[:count])
            del tensors[:count]
    assert not tensors, f"{len(tensors)} weights are left over"
