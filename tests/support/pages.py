"""What every page of a report keeps to."""

from __future__ import annotations

from itertools import pairwise

from bs4 import BeautifulSoup


def check_page(page: str) -> None:
    """One file, nothing that runs, pictures with words, headings and table heads in order."""
    soup = BeautifulSoup(page, "html.parser")
    assert soup.html is not None and soup.html["lang"] == "en"
    assert not soup.find_all(["script", "iframe", "object", "form"])
    assert not soup.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    for tag in soup.find_all(src=True):
        assert tag["src"].startswith("data:image/png;base64,")
        assert len(tag["alt"]) > 30
    for tag in soup.find_all("link"):
        assert tag["href"].startswith("data:")
    levels = [int(h.name[1]) for h in soup.find_all(["h1", "h2", "h3"])]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    for table in soup.find_all("table"):
        assert table.caption and table.caption.get_text(strip=True)
        assert all(th.get("scope") in ("col", "row") for th in table.find_all("th"))
        assert all(row.find("th") for row in table.find_all("tr"))
    ids = {tag["id"] for tag in soup.find_all(id=True)}
    assert all(a["href"][1:] in ids for a in soup.find_all("a", href=True))
