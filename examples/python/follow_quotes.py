#!/usr/bin/env python3
"""Prints who says what as it is said, and takes back what is retracted.

    python3 follow_quotes.py [BOOTSTRAP [REGISTRY]]

BOOTSTRAP and REGISTRY are those of `dateline up` unless given. With docker-compose they are
127.0.0.1:9092 http://127.0.0.1:8081/apis/ccompat/v7

Needs confluent-kafka and avro (`pip install confluent-kafka avro`, or Debian's python3-confluent-kafka and python3-avro).
"""
import io
import json
import os
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

bootstrap = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
registry = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8081"
readers = {}


def decode(value):
    """A record in the Confluent wire format: a zero byte, the schema's id in four bytes, then Avro's binary encoding.

    It is read with the schema that it was written with: avro raises an exception at a symbol that a reader's schema does not
    have, where Avro's rules say to take the enum's default. So a symbol that was added later comes as it is, and code has to
    take one that it does not know for the default (a `status` for WITHHELD).
    """
    magic, schema_id = struct.unpack(">bI", value[:5])
    if magic != 0:
        raise ValueError("first byte is %d: not in the registry's wire format" % magic)
    if schema_id not in readers:
        with urllib.request.urlopen("%s/schemas/ids/%d" % (registry, schema_id)) as answer:
            readers[schema_id] = avro.io.DatumReader(avro.schema.parse(json.load(answer)["schema"]))
    return readers[schema_id].read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


def line(quote):
    return "%s: %s" % (quote["speakerName"] or quote["speakerText"] or "?", quote["text"])


def main():
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "example-python-%d" % os.getpid(),
        "auto.offset.reset": "earliest",
        "isolation.level": "read_committed",
    })
    consumer.subscribe(["news.quotes"])
    # What stands now, by key. A service would keep it in its own store, under the same key; after more than seven days away
    # it empties that and reads from the beginning, because retractions are not kept for longer.
    standing = {}
    try:
        while True:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                print(message.error(), file=sys.stderr)
                continue
            key = message.key().decode()
            if message.value() is None:
                retracted = standing.pop(key, None)
                print("-", line(retracted) if retracted else key, flush=True)
            else:
                standing[key] = decode(message.value())
                print("+", line(standing[key]), flush=True)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
