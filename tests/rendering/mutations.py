"""A file spoilt by chance, for tests that nothing but the genuine one is accepted."""

import random


def mutated(pdf: bytes, chance: random.Random, start: int = 0) -> bytes:
    """The file with a byte changed, a piece cut, doubled, overwritten or moved, behind `start`."""
    at = chance.randrange(start, len(pdf))
    until = min(len(pdf), at + chance.choice([1, 2, 8, 64, 4096]))
    piece = pdf[at:until]
    kind = chance.randrange(5)
    if kind == 0:
        return pdf[:at] + bytes([pdf[at] ^ (1 << chance.randrange(8))]) + pdf[at + 1 :]
    if kind == 1:
        return pdf[:at] + pdf[until:]
    if kind == 2:
        return pdf[:until] + piece + pdf[until:]
    if kind == 3:
        return pdf[:at] + chance.randbytes(len(piece)) + pdf[until:]
    other = chance.randrange(start, len(pdf))
    return pdf[:other] + piece + pdf[other:]
