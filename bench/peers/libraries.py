"""The course's group networks in e2cnn and escnn: filters from their steerable bases, regular fields."""

import importlib

import torch


class LibraryNetwork(torch.nn.Module):
    def __init__(self, library, network, channels=(8, 16, 32, 64, 128)):
        super().__init__()
        nn = importlib.import_module(f"{library}.nn")
        gspaces = importlib.import_module(f"{library}.gspaces")
        plane = space(library, gspaces, network)
        self.tensor = nn.GeometricTensor
        self.input = field = nn.FieldType(plane, [plane.trivial_repr])
        layers = []
        for i, filters in enumerate(channels):
            last = i == len(channels) - 1
            to = nn.FieldType(plane, filters * [plane.regular_repr])
            layers.append(nn.R2Conv(field, to, kernel_size=3, padding=1))
            layers.append(nn.PointwiseMaxPool(to, 3, 1, 0) if last else nn.PointwiseMaxPool(to, 3, 2, 1))
            layers.append(nn.ReLU(to))
            field = to
        self.layers = nn.SequentialModule(*layers, nn.GroupPooling(field))
        self.logits = torch.nn.Linear(channels[-1], 10)

    def forward(self, x):
        return self.logits(self.layers(self.tensor(x, self.input)).tensor.flatten(1))


def space(library, gspaces, network):
    names = {"e2cnn": ("Rot2dOnR2", "FlipRot2dOnR2"), "escnn": ("rot2dOnR2", "flipRot2dOnR2")}
    return getattr(gspaces, names[library][network == "D4CNN"])(4)
