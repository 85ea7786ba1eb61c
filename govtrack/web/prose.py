"""What people write, as it is shown: paragraphs, lists, links and emphasis of a small Markdown, and nothing else."""

from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup

SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=512)
def prose(text: str) -> Markup:
    """Words under a head as markup. Every other letter that could be markup is shown as the letter it is.

    >>> prose("Two **bodies**\\nagreed:\\n\\n- <b>one</b>\\n- [two](javascript:alert)")
    Markup('<p>Two <strong>bodies</strong><br>\\nagreed:</p>\\n<ul>\\n<li>&lt;b&gt;one&lt;/b&gt;</li>\\n\
<li>[two](javascript:alert)</li>\\n</ul>\\n')
    """
    return Markup(MARKDOWN.render(text))  # noqa: S704 - the library escapes all but the four kinds it was given


def _whole(address: str) -> bool:
    """Whether a link leads somewhere by a whole address: nothing on this site can be linked to by accident."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


class Small(MarkdownIt):
    """The library, with all that it knows switched off but paragraphs, lists, links and emphasis."""

    def __init__(self) -> None:
        super().__init__("zero", {"html": False, "breaks": True})
        self.enable(["list", "link", "emphasis", "newline", "escape"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library asks it by this name
        """Whether what was written as a link becomes one."""
        return _whole(url)


MARKDOWN = Small()
