"""Reads bags of ROS 2 without ROS: MCAP's records by its specification, messages by the definitions that the file embeds, frames by the messages alone."""
import re
import struct
import zlib

import numpy as np

from mcap_records import MAGIC, records, text

PRIMITIVES = {"bool": ("?", 1), "byte": ("B", 1), "char": ("B", 1), "int8": ("b", 1), "uint8": ("B", 1), "int16": ("h", 2), "uint16": ("H", 2), "int32": ("i", 4),
              "uint32": ("I", 4), "int64": ("q", 8), "uint64": ("Q", 8), "float32": ("f", 4), "float64": ("d", 8)}


class Definition:
    """A type by its embedded text, and every type that it uses."""

    def __init__(self, name, text):
        parts = re.split(r"^=+\n", text, flags=re.M)
        self.types = {name.replace("/msg/", "/"): self.fields(parts[0])}
        for part in parts[1:]:
            head, body = part.split("\n", 1)
            self.types[re.fullmatch(r"MSG: (\S+)", head)[1]] = self.fields(body)
        self.root = name.replace("/msg/", "/")
        for fields in self.types.values():
            for kind, _, _ in fields:
                assert kind in PRIMITIVES or kind == "string" or kind in self.types, kind

    @staticmethod
    def fields(text):
        out = []
        for line in text.splitlines():
            line = line.split("#")[0].strip()
            if line and not re.match(r"\S+\s+\w+\s*=", line):
                kind, name = line.split()[:2]
                match = re.fullmatch(r"([\w/]+)(\[(\d*)\])?", kind)
                out.append((match[1], None if match[2] is None else int(match[3]) if match[3] else -1, name))
        return out

    def decode(self, data):
        assert data[:4] == b"\0\1\0\0", "no little-endian CDR"
        reader = Cdr(data[4:])
        value = self.read(reader, self.root)
        assert reader.at == len(reader.data), f"{len(reader.data) - reader.at} bytes too many in {self.root}"
        return value

    def read(self, reader, kind):
        return {name: self.value(reader, inner, count) for inner, count, name in self.types[kind]}

    def value(self, reader, kind, count):
        if count is None:
            return reader.one(kind) if kind in PRIMITIVES else reader.text() if kind == "string" else self.read(reader, kind)
        size = reader.one("uint32") if count < 0 else count
        if kind in PRIMITIVES:
            return reader.many(kind, size)
        return [self.value(reader, kind, None) for _ in range(size)]


class Cdr:
    def __init__(self, data):
        self.data, self.at = data, 0

    def align(self, size):
        self.at += -self.at % size

    def one(self, kind):
        code, size = PRIMITIVES[kind]
        self.align(size)
        value, = struct.unpack_from("<" + code, self.data, self.at)
        self.at += size
        return value

    def many(self, kind, count):
        code, size = PRIMITIVES[kind]
        if count:
            self.align(size)
        value = np.frombuffer(self.data, "<" + {"?": "u1", "b": "i1", "B": "u1", "h": "i2", "H": "u2", "i": "i4", "I": "u4", "q": "i8", "Q": "u8", "f": "f4", "d": "f8"}[code], count, self.at)
        self.at += size * count
        return value

    def text(self):
        length = self.one("uint32")
        raw = self.data[self.at:self.at + length]
        assert raw.endswith(b"\0")
        self.at += length
        return raw[:-1].decode()


def table(body, at):
    end, values = at + 4 + struct.unpack_from("<I", body, at)[0], {}
    at += 4
    while at < end:
        key, at = text(body, at)
        values[key], at = text(body, at)
    return values


class Bag:
    """Messages by topic as (log time, message), after every checksum was compared."""

    def __init__(self, data):
        assert data.startswith(MAGIC) and data.endswith(MAGIC)
        footer = len(data) - 8 - 29
        summary, offsets, crc = struct.unpack_from("<QQI", data, footer + 9)
        assert data[footer] == 2 and zlib.crc32(data[summary:footer + 25]) == crc
        self.profile = self.made_by = None
        self.types, self.quality, self.messages, self.order = {}, {}, {}, []
        schemas, topics = {}, {}
        for op, at, body in records(data, 8, summary):
            if op == 1:
                self.profile, place = text(body, 0)
                self.made_by = text(body, place)[0]
            elif op == 3:
                name, place = text(body, 2)
                encoding, place = text(body, place)
                assert encoding == "ros2msg"
                schemas[struct.unpack_from("<H", body)[0]] = name, Definition(name, text(body, place)[0])
            elif op == 4:
                channel, schema = struct.unpack_from("<HH", body)
                topic, place = text(body, 4)
                encoding, place = text(body, place)
                assert encoding == "cdr"
                topics[channel] = topic, schemas[schema][1]
                self.types[topic], self.quality[topic] = schemas[schema][0], table(body, place)["offered_qos_profiles"]
            elif op == 6:
                start, end, size, check = struct.unpack_from("<QQQI", body)
                compression, place = text(body, 28)
                content = body[place + 8:]
                assert compression == "" and size == len(content) and zlib.crc32(content) == check
                for inner, _, message in records(content, 0, size):
                    channel, sequence, log, publish = struct.unpack_from("<HIQQ", message)
                    topic, definition = topics[channel]
                    assert inner == 5 and start <= log <= end and log == publish and sequence == len(self.messages.setdefault(topic, []))
                    self.messages[topic].append((log, definition.decode(message[22:])))
                    self.order.append(log)
            elif op == 15:
                assert struct.unpack("<I", body)[0] == zlib.crc32(data[:at])


def stamp(header):
    return header["stamp"]["sec"] * 10**9 + header["stamp"]["nanosec"]


def vector(v):
    return np.array([v["x"], v["y"], v["z"]])


def matrix(q):
    x, y, z, w = np.array([q["x"], q["y"], q["z"], q["w"]]) / np.sqrt(q["x"]**2 + q["y"]**2 + q["z"]**2 + q["w"]**2)
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)], [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)], [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]])


class Tree:
    """Frames as a listener of tf2 knows them: between two transforms straight on and evenly around, beyond the last none."""

    def __init__(self, bag):
        self.edges = {}
        for topic in ("/tf_static", "/tf"):
            for _, message in bag.messages[topic]:
                for t in message["transforms"]:
                    parent, child = t["header"]["frame_id"], t["child_frame_id"]
                    known = self.edges.setdefault(child, (parent, topic == "/tf_static", []))
                    assert known[0] == parent, f"{child} has two parents"
                    known[2].append((stamp(t["header"]), vector(t["transform"]["translation"]), matrix(t["transform"]["rotation"])))
        for _, _, poses in self.edges.values():
            poses.sort(key=lambda p: p[0])
        self.times = {child: np.array([p[0] for p in e[2]]) for child, e in self.edges.items()}

    def lookup(self, target, source, times):
        """Rotations (n, 3, 3) and places (n, 3) that turn points of the source frame into the target frame, which stands above it."""
        rotation, place = np.repeat(np.eye(3)[None], len(times), 0), np.zeros((len(times), 3))
        while source != target:
            source, r, t = self.step(source, np.asarray(times))
            rotation, place = r @ rotation, np.einsum("nij,nj->ni", r, place) + t
        return rotation, place

    def step(self, child, times):
        parent, fixed, poses = self.edges[child]
        if fixed:
            return parent, np.repeat(poses[0][2][None], len(times), 0), np.repeat(poses[0][1][None], len(times), 0)
        known = self.times[child]
        assert len(known) == 1 or times.min() >= known[0] and times.max() <= known[-1], f"{child} is not known at every time"
        after = np.clip(np.searchsorted(known, times), min(1, len(known) - 1), len(known) - 1)
        before = np.maximum(after - 1, 0)
        share = np.where(after == before, 0, (times - known[before]) / np.maximum(known[after] - known[before], 1))
        places = np.array([p[1] for p in poses])
        turns = np.array([p[2] for p in poses])
        # Turns of 10 ms are small: the matrix between, made orthonormal again, is the even turn to first order in their square.
        mixed = turns[before] * (1 - share)[:, None, None] + turns[after] * share[:, None, None]
        u, _, v = np.linalg.svd(mixed)
        return parent, u @ v, places[before] * (1 - share)[:, None] + places[after] * share[:, None]


def yaml(text):
    """What metadata.yaml needs of YAML: mappings and lists by indentation, numbers, words, quoted words."""
    lines = [(len(l) - len(l.lstrip()), l.strip()) for l in text.splitlines() if l.strip()]

    def scalar(word):
        return int(word) if re.fullmatch(r"-?\d+", word) else word[1:-1].replace("\\n", "\n") if word.startswith('"') else word

    def block(at, indent):
        if lines[at][1].startswith("- "):
            out = []
            while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("- "):
                rest = lines[at][1][2:]
                if re.match(r"[\w]+:", rest):
                    lines[at] = (indent + 2, rest)
                    value, at = block(at, indent + 2)
                else:
                    value, at = scalar(rest), at + 1
                out.append(value)
            return out, at
        out = {}
        while at < len(lines) and lines[at][0] == indent and not lines[at][1].startswith("- "):
            key, _, rest = lines[at][1].partition(":")
            at += 1
            if rest.strip():
                out[key] = scalar(rest.strip())
            else:
                out[key], at = block(at, lines[at][0])
        return out, at

    return block(0, 0)[0]
