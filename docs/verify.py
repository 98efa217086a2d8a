#!/usr/bin/env python3
"""Checks a ledger of cuiban from its exported lines alone; shares no code with the program. Python 3.8 or later.

    cuiban ledger --office 1 > ledger.jsonl          (with --words: also words and names are checked)
    python3 verify.py ledger.jsonl --head 1284:3fa9c1d27b60e5f4 --last "$(cuiban ledger --office 1 --head)"

--head ENTRY:HASH  what was handed out: the foot of a forwarded board, a receipt, a report; 8 digits or more; may be repeated
--last ENTRY:HASH  what must be the last entry
Ends with 0 if all is as it was written, 1 if not, 2 if it was asked wrongly. What must hold, see src/store/ledger/mod.rs.
"""
import argparse
import hashlib
import json
import re
import sys

FIELDS = ("office", "seq", "at", "actor", "source", "event", "prev")


class Broken(Exception):
    """The first thing that is wrong: the entry, and what it is."""


def must(holds, seq, what):
    if not holds:
        raise Broken(seq, what)


def hash_of(entry):
    data = b"\x01"
    for name in FIELDS:
        field = ("" if entry.get(name) is None else str(entry[name])).encode()
        data += len(field).to_bytes(4, "big") + field
    return hashlib.sha256(data).hexdigest()


def read(text, seq):
    try:
        value = json.loads(text)
    except (TypeError, ValueError) as error:
        raise Broken(seq, f"cannot be read: {error}") from None
    return value if isinstance(value, dict) else {}


def holds_digest(event, words):
    """Whether the event names these words, or this person, with the digest of what stands here."""
    name = "no" if "no" in words else "person"
    digest = hashlib.sha256((words["salt"] + words["text"]).encode()).hexdigest()
    if isinstance(event, dict) and event.get(name) == words[name] and event.get("digest") == digest:
        return True
    parts = event.values() if isinstance(event, dict) else event if isinstance(event, list) else ()
    return any(holds_digest(part, words) for part in parts)


def check(lines, heads=(), last=None):
    """Gives the hashes by entry, or raises what is wrong first."""
    hashes, seq, prev, office = {}, 0, "0" * 64, None
    for line in lines:
        nxt = seq + 1
        entry = read(line, nxt)
        office = entry.get("office") if office is None else office
        must(entry.get("version") == 1, nxt, "of a version that this verifier does not know")
        must(all(type(entry.get(name)) is int for name in ("office", "seq", "at")), nxt, "a number is no integer")
        must(entry["office"] == office, nxt, "of another office")
        must(entry["seq"] == nxt, min(entry["seq"], nxt), "missing, standing twice, or out of place")
        must(hash_of(entry) == entry.get("hash"), nxt, "changed after it was written")
        must(entry.get("prev") == prev, nxt, "not linked to the one before it")
        event = read(entry.get("event"), nxt)
        must(isinstance(event.get("type"), str), nxt, "tells of nothing that happened")
        must(all(holds_digest(event, it) for it in entry.get("words", ())), nxt, "words or a name of it were changed")
        seq, prev = nxt, entry["hash"]
        hashes[seq] = prev
    for no, digits in list(heads) + ([last] if last else []):
        must(no <= seq, seq + 1, f"cut off from here on: there was an entry {no}")
        must(hashes.get(no, digits).startswith(digits), no, f"is not what was handed out: {digits}")
    must(last is None or last[0] >= seq, last[0] + 1 if last else 0, "stands behind the head")
    return hashes


def head(said):
    found = re.fullmatch(r"#?(\d+)(?:\s*·\s*|:)([0-9a-fA-F]{8,64})", said.strip())
    if not found:
        raise argparse.ArgumentTypeError("ENTRY:HASH, as in 1284:3fa9c1d27b60e5f4")
    return int(found[1]), found[2].lower()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", nargs="?", type=argparse.FileType("r", encoding="utf-8"), default=sys.stdin)
    asked.add_argument("--head", type=head, action="append", default=[])
    asked.add_argument("--last", type=head)
    given = asked.parse_args()
    try:
        found = check(given.file, given.head, given.last)
    except Broken as broken:
        sys.exit("✗ entry {}: {}".format(*broken.args))
    print(f"✓ {len(found)} entries, sound; head {len(found)}:{found.get(len(found), '0' * 64)}")
