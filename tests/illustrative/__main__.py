"""Write the files of the Five Rivers again, once their figures bear the story out."""

import sys

from tests.illustrative.facts import untrue
from tests.illustrative.figures import lines
from tests.illustrative.files import FOLDER, texts

if faults := untrue(lines()):
    sys.exit("Nothing is written, because the story would not hold:\n" + "\n".join(faults))
FOLDER.mkdir(exist_ok=True)
for name, text in texts().items():
    (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
