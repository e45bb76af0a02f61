"""Records of MCAP files, by its specification."""
import struct

MAGIC = b"\x89MCAP0\r\n"


def records(data, at, end):
    while at < end:
        op, length = data[at], struct.unpack_from("<Q", data, at + 1)[0]
        yield op, at, data[at + 9:at + 9 + length]
        at += 9 + length
    assert at == end


def text(body, at):
    length = struct.unpack_from("<I", body, at)[0]
    return body[at + 4:at + 4 + length].decode(), at + 4 + length
