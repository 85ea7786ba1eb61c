"""What to ask of a page in a browser: what is cut off, how its headings stand, whether the focus shows."""

from itertools import pairwise

from playwright.sync_api import Page

from tests.browser import Window

MOST_STEPS, AT_ONCE = 400, 15
PAPER = 673
"""The width between the margins of A4, in CSS pixels."""
ON_SCREEN_ALONE = "nav, .top, .skip, .button, dialog, summary"

# Left out: what is for screen readers alone, boxes, whose text scrolls, and drawings, whose tables stand beneath them.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((one) => {
  if (!one.offsetParent || one.closest('.visually-hidden, .chart, .skip, dialog, script, style, select, input')) {
    return false;
  }
  const look = getComputedStyle(one), hides = (way) => ['hidden', 'clip'].includes(way);
  return (hides(look.overflowX) && one.scrollWidth > one.clientWidth + 1)
    || (hides(look.overflowY) && one.scrollHeight > one.clientHeight + 1)
    || (look.textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth);
}).map((one) => one.outerHTML.slice(0, 120))"""

# Inside a frame that scrolls by itself a table may be as wide as it needs.
BEYOND = """() => [...document.querySelectorAll('body *')].filter((one) => {
  if (one.closest('.visually-hidden, .skip, dialog, svg') || !one.checkVisibility()) return false;
  const frame = one.closest('.table-frame');
  const scrolls = frame && frame !== one && getComputedStyle(frame).overflowX !== 'visible';
  const box = one.getBoundingClientRect();
  return !scrolls && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""

# The spacing of WCAG 1.4.12, laid over the page as a reader's own style sheet would be.
SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; '
    + 'word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet]; }"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((one) => one.getClientRects().length).map((one) => Number(one.tagName[1]))"""

# A page may begin with the focus further down, in the box that is to be filled.
FIRST = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .find((one) => one.tabIndex >= 0 && one.getClientRects().length).focus()"""

FOCUS = """() => { const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0], look = getComputedStyle(one);
  const x = box.left + Math.min(box.width / 2, 40), tall = box.height > window.innerHeight;
  const y = tall ? Math.max(box.top, 0) + 20 : box.top + Math.min(box.height / 2, 20);
  const under = document.elementFromPoint(x, y);
  const shows = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  const inSight = under !== null && (one.contains(under) || under.contains(one));
  return {name: (one.innerText || one.name || one.id || '').trim().slice(0, 60), fine: shows && inSight}; }"""

STOPS = f"""() => {{ const look = {FOCUS}; window.stops = [];
  document.addEventListener('keyup', () => window.stops.push(look()), true);
  window.addEventListener('blur', () => window.stops.push(null)); }}"""


def layout(page: Page) -> list[str]:
    """What is cut off, and what reaches over the page's edge, as it is laid out now."""
    return [*page.evaluate(CUT_OFF), *page.evaluate(BEYOND)]


def headings(page: Page) -> list[str]:
    """What is wrong with the order of its headings."""
    levels = page.evaluate(HEADINGS)
    skipped = [f"h{one} then h{two}" for one, two in pairwise(levels) if two > one + 1]
    # What has to be mended is said before the title of the page, as a second level.
    return skipped + ([] if levels.count(1) == 1 and 1 in levels[:2] else [f"headings {levels[:5]}"])


def walk(page: Page) -> tuple[list[str], list[str]]:
    """Tab from the head of the page to its end: what one comes by, and where the focus could not be seen.

    Each stop is looked at by the page itself as the key comes up, and asked for some keys later.
    """
    page.evaluate(STOPS)
    page.evaluate(FIRST)
    stops = [page.evaluate(FOCUS)]
    while None not in stops and len(stops) < MOST_STEPS:
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        stops += page.evaluate("window.stops.splice(0)")
    passed = stops[: stops.index(None)] if None in stops else [*stops, {"name": "the walk never ended", "fine": False}]
    return [one["name"] for one in passed], [one["name"] for one in passed if not one["fine"]]


def zoomed(window: Window) -> list[str]:
    """What is cut off or reaches over the edge at twice and at four times the size, and with a reader's own spacing."""
    faults = []
    for width in (1280, 640, 320):
        window.resize(width, 900 * width // 1280)
        faults += [f"{width}: {one}" for one in layout(window.page)]
    window.page.evaluate(SPACED)
    for width in (320, 640, 1280):
        window.resize(width, 900)
        faults += [f"{width}, spaced: {one}" for one in layout(window.page)]
    window.page.evaluate("document.adoptedStyleSheets = []")
    return faults


def on_paper(window: Window) -> list[str]:
    """What is cut off on paper, and what stands there that only works on a screen."""
    page = window.page
    page.emulate_media(media="print")
    window.resize(PAPER, 950)
    return [
        f"on paper: {one}"
        for one in [*layout(page), *page.locator(ON_SCREEN_ALONE).locator("visible=true").all_inner_texts()]
    ]
