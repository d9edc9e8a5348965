"""Walks that broke an invariant once: what a site may have made twice was not looked for."""

from __future__ import annotations

from tests.sync.walks import Steps

BROKE_IN_DOUBT: dict[str, Steps] = {
    "one photo is not found for the net while another arrives at the site unheard of": [
        ("add a photo", 450),
        ("write a story", 26),
        ("503 maintenance", 274),
        ("sync", 310),
        ("take in a post", 468),
        ("disk full", 404),
        ("add a paragraph", 506),
        ("send as draft", 487),
        ("request late", 728),
        ("send as draft", 704),
        ("sync", 347),
        ("add a photo", 170),
        ("send as draft", 2),
        ("answer late", 50),
        ("sync", 718),
        ("take in a post", 392),
        ("push", 798),
        ("sync", 424),
    ],
    "a twin that a colleague writes in goes into the trash by a request that comes twice": [
        ("delivered twice", 116),
        ("withdraw", 460),
        ("publish", 998),
        ("web: delete", 677),
        ("delivered twice", 38),
        ("web: write a post", 899),
        ("answer dropped", 38),
        ("raced", 964),
        ("sync", 658),
    ],
    "a draft is taken back while nobody knows whether it was made once or twice": [
        ("delivered twice", 890),
        ("take in a post", 942),
        ("request dropped", 266),
        ("publish", 670),
        ("sync", 60),
        ("cancel", 708),
    ],
    "a colleague saves a twin without having changed anything": [
        ("web: trash", 944),
        ("pull", 845),
        ("500 before", 399),
        ("publish", 515),
        ("delivered twice", 85),
        ("push", 313),
        ("web: touch", 730),
    ],
}
