"""A zstd decoder of its own, written from RFC 8878, so that the independent verifier needs no library for it.

It decodes one frame that states its content size and uses no dictionary, which is all that the bundle format allows.
Slow (about a megabyte in some seconds) and without tables made ahead: it is here to be read and to agree.
"""

from __future__ import annotations

from collections.abc import Sequence

MAGIC = 0xFD2FB528
BLOCK_MAX = 128 * 1024
_LITERAL_LENGTHS = [(n, 0) for n in range(16)] + [
    *((16, 1), (18, 1), (20, 1), (22, 1), (24, 2), (28, 2), (32, 3), (40, 3), (48, 4), (64, 6)),
    *((1 << bits, bits) for bits in range(7, 17)),
]
_MATCH_LENGTHS = [(n + 3, 0) for n in range(32)] + [
    *((35, 1), (37, 1), (39, 1), (41, 1), (43, 2), (47, 2), (51, 3), (59, 3), (67, 4), (83, 4), (99, 5)),
    *(((1 << bits) + 3, bits) for bits in range(7, 17)),
]
_DEFAULT_LITERALS = [4, 3, *[2] * 11, 1, 1, 1, *[2] * 9, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1]
_DEFAULT_MATCHES = [1, 4, 3, *[2] * 6, *[1] * 37, *[-1] * 7]
_DEFAULT_OFFSETS = [*[1] * 6, 2, 2, 2, *[1] * 15, *[-1] * 5]

Table = tuple[int, list[tuple[int, int, int]]]
"""Accuracy, and for each state its symbol, the bits to read for the next one, and the base to add them to."""


class Damaged(Exception):
    """The stream is none that RFC 8878 allows here."""


def require(holds: bool) -> None:
    """Raise ``Damaged`` where something does not hold."""
    if not holds:
        raise Damaged


class Backward:
    """A stream of bits that is read from its end, behind a mark of a single 1."""

    def __init__(self, data: bytes) -> None:
        require(bool(data) and data[-1] != 0)
        self._data = data
        self.left = len(data) * 8 - 8 + data[-1].bit_length() - 1

    def read(self, count: int) -> int:
        """Return the next ``count`` bits; before the beginning there are zeros, and ``left`` falls below 0."""
        self.left -= count
        if self.left >= 0:
            at = self.left >> 3
            piece = int.from_bytes(self._data[at : at + 8], "little")
            return piece >> (self.left & 7) & ((1 << count) - 1)
        there = self.left + count
        if there <= 0:
            return 0
        return (int.from_bytes(self._data[:8], "little") & ((1 << there) - 1)) << (count - there)


def frame_facts(data: bytes) -> tuple[int, int, int, int, bool]:
    """Return where the blocks begin, content size (-1: untold), window, dictionary id, and whether a sum follows."""
    require(len(data) >= 6 and int.from_bytes(data[:4], "little") == MAGIC)
    told = data[4]
    require(not told & 0x08)
    single, at, window = bool(told & 0x20), 5, 0
    if not single:
        base = 1 << (10 + (data[5] >> 3))
        window, at = base + (base >> 3) * (data[5] & 7), 6
    length = (0, 1, 2, 4)[told & 3]
    dictionary, at = int.from_bytes(data[at : at + length], "little"), at + length
    length = (1 if single else 0, 2, 4, 8)[told >> 6]
    require(len(data) >= at + length)
    size = int.from_bytes(data[at : at + length], "little") + (256 if length == 2 else 0) if length else -1
    return at + length, size, size if single else window, dictionary, bool(told & 0x04)


def decompress(data: bytes, size: int) -> bytes:
    """Return the content of the one frame that ``data`` is, of exactly ``size`` bytes; ``Damaged`` otherwise."""
    at, _, window, _, has_sum = frame_facts(data)
    out = bytearray()
    blocks = _Blocks(out, window)
    last = False
    while not last:
        require(len(data) >= at + 3)
        head = int.from_bytes(data[at : at + 3], "little")
        last, kind, length = bool(head & 1), head >> 1 & 3, head >> 3
        at += 3
        stored = 1 if kind == 1 else length
        require(kind != 3 and length <= min(BLOCK_MAX, max(window, 1024)) and len(data) >= at + stored)
        piece, at = data[at : at + stored], at + stored
        before = len(out)
        if kind == 2:
            blocks.decode(piece)
        else:
            out += piece * length if kind == 1 else piece
        require(len(out) - before <= BLOCK_MAX and len(out) <= size)
    if has_sum:
        require(data[at : at + 4] == (xxh64(bytes(out)) & 0xFFFFFFFF).to_bytes(4, "little"))
        at += 4
    require(at == len(data) and len(out) == size)
    return bytes(out)


class _Blocks:
    """What one compressed block hands on to the next: offsets, tables, the tree of the literals."""

    def __init__(self, out: bytearray, window: int) -> None:
        self._out = out
        self._window = window
        self._offsets = [1, 4, 8]
        self._tables: dict[str, Table] = {}
        self._tree: tuple[int, list[tuple[int, int]]] | None = None

    def decode(self, data: bytes) -> None:
        """Append the content of a compressed block."""
        literals, at = self._literals(data)
        require(len(data) > at)
        count, at = data[at], at + 1
        if count == 255:
            count, at = int.from_bytes(data[at : at + 2], "little") + 0x7F00, at + 2
        elif count >= 128:
            require(len(data) > at)
            count, at = (count - 128 << 8) + data[at], at + 1
        if not count:
            require(at == len(data))
            self._out += literals
            return
        require(len(data) > at)
        modes, at = data[at], at + 1
        require(not modes & 3)
        described = (
            ("literals", modes >> 6, _DEFAULT_LITERALS, 6, 9, len(_LITERAL_LENGTHS)),
            ("offsets", modes >> 4 & 3, _DEFAULT_OFFSETS, 5, 8, 32),
            ("matches", modes >> 2 & 3, _DEFAULT_MATCHES, 6, 9, len(_MATCH_LENGTHS)),
        )
        for name, mode, default, accuracy, most, symbols in described:
            if mode == 0:
                self._tables[name] = (accuracy, spread(default, accuracy))
            elif mode == 1:
                require(len(data) > at and data[at] < symbols)
                self._tables[name], at = (0, [(data[at], 0, 0)]), at + 1
            elif mode == 2:
                self._tables[name], at = read_table(data, at, most, symbols)
            require(name in self._tables)
        self._sequences(Backward(data[at:]), count, literals)

    def _sequences(self, bits: Backward, count: int, literals: bytes) -> None:
        tables = [self._tables[name] for name in ("literals", "offsets", "matches")]
        states = [bits.read(accuracy) for accuracy, _ in tables]
        used = 0
        for number in range(count):
            rows = [table[state] for (_, table), state in zip(tables, states, strict=True)]
            require(rows[1][0] < 32)
            offset = (1 << rows[1][0]) + bits.read(rows[1][0])
            base, extra = _MATCH_LENGTHS[rows[2][0]]
            match = base + bits.read(extra)
            base, extra = _LITERAL_LENGTHS[rows[0][0]]
            length = base + bits.read(extra)
            if number + 1 < count:
                for which in (0, 2, 1):
                    states[which] = rows[which][2] + bits.read(rows[which][1])
            require(bits.left >= 0 and used + length <= len(literals))
            self._out += literals[used : used + length]
            used += length
            self._copy(self._offset(offset, length), match)
        require(bits.left == 0)
        self._out += literals[used:]

    def _offset(self, value: int, length: int) -> int:
        known = self._offsets
        if value > 3:
            self._offsets = [value - 3, *known[:2]]
            return value - 3
        which = value - 1 + (length == 0)
        if which == 0:
            return known[0]
        offset = known[which] if which < 3 else known[0] - 1
        require(offset > 0)
        self._offsets = [offset, known[0], known[2] if which == 1 else known[1]]
        return offset

    def _copy(self, offset: int, length: int) -> None:
        require(offset <= len(self._out) and offset <= max(self._window, 1024) and length <= BLOCK_MAX)
        start = len(self._out) - offset
        whole = bytes(self._out[start:])
        self._out += (whole * (length // offset + 1))[:length]

    def _literals(self, data: bytes) -> tuple[bytes, int]:
        """Return the literals of a block and where its sequences begin."""
        require(bool(data))
        kind, form = data[0] & 3, data[0] >> 2 & 3
        if kind < 2:
            length, shift = ((1, 3), (2, 4), (1, 3), (3, 4))[form]
            size = int.from_bytes(data[:length], "little") >> shift
            stored = 1 if kind == 1 else size
            require(len(data) >= length + stored and size <= BLOCK_MAX)
            piece = data[length : length + stored]
            return (piece * size if kind == 1 else piece), length + stored
        length, width = ((3, 10), (3, 10), (4, 14), (5, 18))[form]
        head, mask = int.from_bytes(data[:length], "little"), (1 << width) - 1
        size, stored = head >> 4 & mask, head >> (4 + width) & mask
        require(len(data) >= length + stored and size <= BLOCK_MAX)
        piece = data[length : length + stored]
        at = 0
        if kind == 2:
            self._tree, at = read_tree(piece)
        require(self._tree is not None)
        assert self._tree is not None
        if form == 0:
            return huffman(piece[at:], self._tree, size), length + stored
        require(len(piece) >= at + 6)
        jumps = [int.from_bytes(piece[at + n : at + n + 2], "little") for n in (0, 2, 4)]
        each, at, out = (size + 3) // 4, at + 6, b""
        require(len(piece) > at + sum(jumps) and size >= 6)
        for jump in (*jumps, len(piece) - at - sum(jumps)):
            out += huffman(piece[at : at + jump], self._tree, min(each, size - len(out)))
            at += jump
        require(len(out) == size)
        return out, length + stored


def huffman(data: bytes, tree: tuple[int, list[tuple[int, int]]], size: int) -> bytes:
    """Return ``size`` literals of one stream, which they use up to its last bit."""
    depth, table = tree
    bits = Backward(data)
    out = bytearray()
    state = bits.read(depth)
    for _ in range(size):
        symbol, used = table[state]
        out.append(symbol)
        state = (state << used & ((1 << depth) - 1)) | bits.read(used)
    require(bits.left == -depth)
    return bytes(out)


def read_tree(data: bytes) -> tuple[tuple[int, list[tuple[int, int]]], int]:
    """Return the decoding table of a tree (depth; symbol and code length for each state) and where it ends."""
    require(bool(data))
    if data[0] >= 128:
        count = data[0] - 127
        end = 1 + (count + 1) // 2
        require(len(data) >= end)
        weights = [data[1 + n // 2] >> (0 if n & 1 else 4) & 15 for n in range(count)]
    else:
        end = 1 + data[0]
        require(len(data) >= end)
        (accuracy, table), at = read_table(data[:end], 1, 6, 13)
        weights = _weights(Backward(data[at:end]), accuracy, table)
    total = sum(1 << one - 1 for one in weights if one)
    require(0 < total < 1 << 11 and len(weights) < 256)
    depth = total.bit_length()
    rest = (1 << depth) - total
    require(depth <= 11 and rest & (rest - 1) == 0)
    weights.append(rest.bit_length())
    states: list[tuple[int, int]] = []
    for weight in range(1, depth + 1):
        for symbol, one in enumerate(weights):
            if one == weight:
                states += [(symbol, depth + 1 - weight)] * (1 << weight - 1)
    require(len(states) == 1 << depth)
    return (depth, states), end


def _weights(bits: Backward, accuracy: int, table: list[tuple[int, int, int]]) -> list[int]:
    states = [bits.read(accuracy), bits.read(accuracy)]
    weights: list[int] = []
    while True:
        for which in (0, 1):
            symbol, count, base = table[states[which]]
            weights.append(symbol)
            require(len(weights) < 256)
            states[which] = base + bits.read(count)
            if bits.left < 0:
                weights.append(table[states[1 - which]][0])
                return weights


def read_table(data: bytes, at: int, most: int, symbols: int) -> tuple[Table, int]:
    """Return an FSE table of at most ``symbols`` symbols that is described from ``at`` on, and where that ends."""
    stream, place = int.from_bytes(data[at : at + 256], "little"), 0

    def take(count: int) -> int:
        nonlocal place
        place += count
        return stream >> place - count & ((1 << count) - 1)

    accuracy = take(4) + 5
    require(accuracy <= most)
    left = 1 << accuracy
    shares: list[int] = []
    while left > 0:
        require(len(shares) < symbols)
        width = (left + 1).bit_length()
        value, low = take(width), (1 << width - 1) - 1
        threshold = (1 << width) - 1 - (left + 1)
        if value & low < threshold:
            value, place = value & low, place - 1
        elif value > low:
            value -= threshold
        left -= abs(value - 1)
        shares.append(value - 1)
        repeat = 3 if value == 1 else 0
        while repeat == 3:
            repeat = take(2)
            shares += [0] * repeat
    require(left == 0 and len(shares) <= symbols)
    end = at + (place + 7) // 8
    require(end <= len(data))
    return (accuracy, spread(shares, accuracy)), end


def spread(shares: Sequence[int], accuracy: int) -> list[tuple[int, int, int]]:
    """Return the states of an FSE table from the share of each symbol (-1: less than one)."""
    size = 1 << accuracy
    symbols, high = [0] * size, size
    for symbol, share in enumerate(shares):
        if share == -1:
            high -= 1
            symbols[high] = symbol
    place = 0
    for symbol, share in enumerate(shares):
        for _ in range(max(share, 0)):
            symbols[place] = symbol
            place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1)
            while place >= high:
                place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1)
    require(place == 0)
    following = [max(abs(share), 1) for share in shares]
    states: list[tuple[int, int, int]] = []
    for symbol in symbols:
        number, following[symbol] = following[symbol], following[symbol] + 1
        count = accuracy - (number.bit_length() - 1)
        states.append((symbol, count, (number << count) - size))
    return states


def xxh64(data: bytes) -> int:
    """Return the XXH64 of ``data`` with seed 0."""
    one, two, three, four, five = (
        *(0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9),
        *(0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5),
    )
    mask = (1 << 64) - 1

    def turn(value: int, by: int) -> int:
        value &= mask
        return (value << by | value >> 64 - by) & mask

    def mix(lane: int, value: int) -> int:
        return turn(lane + value * two, 31) * one & mask

    lanes, at = [one + two & mask, two, 0, -one & mask], 0
    while len(data) - at >= 32:
        for which in range(4):
            lanes[which] = mix(lanes[which], int.from_bytes(data[at : at + 8], "little"))
            at += 8
    if len(data) >= 32:
        result = sum(turn(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True)) & mask
        for lane in lanes:
            result = ((result ^ mix(0, lane)) * one + four) & mask
    else:
        result = five
    result = result + len(data) & mask
    while len(data) - at >= 8:
        result = (turn(result ^ mix(0, int.from_bytes(data[at : at + 8], "little")), 27) * one + four) & mask
        at += 8
    if len(data) - at >= 4:
        result = (turn(result ^ int.from_bytes(data[at : at + 4], "little") * one, 23) * two + three) & mask
        at += 4
    for byte in data[at:]:
        result = turn(result ^ byte * five & mask, 11) * one & mask
    for shift, prime in ((33, two), (29, three)):
        result = (result ^ result >> shift) * prime & mask
    return result ^ result >> 32
