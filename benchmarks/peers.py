"""Times a peer on the texts of a JSON lines file; prints CPU seconds as JSON. Run with the peers' own Python."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable


def ftfy_alone() -> Callable[[str], object]:
    import ftfy

    return ftfy.fix_text


def datatrove_chain() -> Callable[[str], object]:
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    filters = [GopherRepetitionFilter(), GopherQualityFilter(), C4QualityFilter(), FineWebQualityFilter()]

    def run(text: str) -> object:
        document = Document(text=text, id="x")
        return [chain.filter(document) for chain in filters]

    return run


PEERS = {"ftfy.fix_text": ftfy_alone, "datatrove Gopher + C4 + FineWeb": datatrove_chain}


def main() -> None:
    path, name, megabytes = sys.argv[1], sys.argv[2], float(sys.argv[3])
    run = PEERS[name]()
    run("Warm up, so that loading is not counted. It has two sentences.")
    size = 0
    begin = time.process_time()
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            run(text)
            size += len(text.encode())
            if size >= megabytes * 1e6:
                break
    print(json.dumps({"cpu_s": time.process_time() - begin, "megabytes": size / 1e6}))


if __name__ == "__main__":
    main()
