"""The article of the WordPress tests: a report in three languages, and its four photos."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language

GPS, MODEL = 0x8825, 0x0110
CREDIT = "Lê Thu Hà/Cửa Sông"


@dataclass(frozen=True)
class Words:
    """One language version: fields, blocks as the source has them, captions and alt texts."""

    headline: str
    standfirst: str
    blocks: tuple[str, ...]
    captions: tuple[str, ...]
    alts: tuple[str, ...]


PLACES = (0, 2, 4, 6)
"""After which blocks the photos stand."""

WORDS: dict[Language, Words] = {
    VIETNAMESE: Words(
        "Chuyến phà đêm chở sách về Cồn Mây",
        "Mỗi tối thứ Năm, *một chuyến phà* chở 400 cuốn sách qua sông & quay về trước bình minh.",
        (
            (
                "Phà **Cồn Mây** rời bến lúc 21 giờ, mang theo"
                " [thư viện nổi](https://estuary.example/thu-vien) của huyện."
            ),
            "## Một tối trên sông",
            "Ông Trần Văn Lực, 61 tuổi, đã lái phà 30 năm.[^1] Ông nói mùa này nước lên nhanh.",
            "- Sách thiếu nhi: 180 cuốn\n- Sách nghề vườn: 120 cuốn\n- Truyện: 100 cuốn",
            "> Có sách thì đêm ngắn lại.\n> — Ông Trần Văn Lực",
            "| Bến | Giờ đến |\n| --- | --- |\n| Cồn Mây | 21:40 |\n| Bãi Dừa | 22:30 |",
            "Trẻ em đứng chờ với đèn pin, người lớn mang trà.",
            "[^1]: Ông bắt đầu làm nghề năm 1995.",
        ),
        (
            "Phà rời bến trong mưa nhỏ",
            "Ông Lực trong buồng lái",
            "Kệ sách trên boong",
            "Trẻ em chờ ở Bãi Dừa",
        ),
        ("Một chiếc phà", "Một người lái phà", "Kệ sách", "Trẻ em cầm đèn pin"),
    ),
    ENGLISH: Words(
        "The night ferry that brings books to Con May",
        "Every Thursday *one ferry* takes 400 books across the river & is back before dawn.",
        (
            (
                "The **Con May** ferry leaves at 9 p.m. with the district's"
                " [floating library](https://estuary.example/library) on board."
            ),
            "## An evening on the river",
            "Tran Van Luc, 61, has steered it for 30 years.[^1] The water rises fast, he says.",
            "- Children's books: 180\n- Gardening: 120\n- Stories: 100",
            "> With books the night grows shorter.\n> — Tran Van Luc",
            "| Landing | Arrival |\n| --- | --- |\n| Con May | 21:40 |\n| Bai Dua | 22:30 |",
            "Children wait with torches, their parents bring tea.",
            "[^1]: He began in 1995.",
        ),
        (
            "The ferry leaves in light rain",
            "Mr Luc at the wheel",
            "Bookshelves on deck",
            "Children wait at Bai Dua",
        ),
        ("A ferry", "A man steering a ferry", "Bookshelves", "Children with torches"),
    ),
    CHINESE: Words(
        "夜航渡船把书送到云洲",
        "每周四夜里，*一班渡船*载着400本书过河，天亮前返回。",
        (
            "**云洲**渡船21时离岸，船上是县里的[水上图书馆](https://estuary.example/shuguan)。",
            "## 河上一夜",
            "陈文力今年61岁，开渡船已有30年。[^1]他说，这个季节水涨得快。",
            "- 童书：180本\n- 园艺书：120本\n- 故事书：100本",
            "> 有了书，夜就短了。\n> — 陈文力",
            "| 渡口 | 到达 |\n| --- | --- |\n| 云洲 | 21:40 |\n| 椰滩 | 22:30 |",
            "孩子们打着手电等候，大人端来热茶。",
            "[^1]: 他1995年入行。",
        ),
        ("渡船在细雨中离岸", "陈文力在驾驶室", "甲板上的书架", "孩子们在椰滩等候"),
        ("一艘渡船", "一名男子在驾驶渡船", "书架", "打着手电的孩子"),
    ),
}


def photographs() -> tuple[bytes, ...]:
    """Return four photos of 900 by 600 pixels that tell where and with what they were taken."""
    return tuple(_photograph(number) for number in range(4))


def _photograph(number: int) -> bytes:
    picture = Image.linear_gradient("L").resize((900, 600)).rotate(90 * number)
    coloured = Image.merge("RGB", (picture, picture.rotate(180), Image.new("L", (900, 600), 90)))
    exif = Image.Exif()
    exif[MODEL] = "Spy 9000"
    exif.get_ifd(GPS).update({1: "N", 2: (16.0, 3.0, 17.0), 3: "E", 4: (108.0, 13.0, 20.0)})
    out = BytesIO()
    coloured.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()
