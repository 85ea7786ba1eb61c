"""Write the files of the Five Rivers again."""

from tests.illustrative.files import FOLDER, texts

FOLDER.mkdir(exist_ok=True)
for name, text in texts().items():
    (FOLDER / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
