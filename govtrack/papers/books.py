"""Whatever a person sends, a CSV file, a workbook or a folder of CSV files, as sheets."""

from pathlib import Path

from govtrack.papers import csvs, xlsx
from govtrack.papers.inspection import glance
from govtrack.papers.rows import Sheet
from govtrack.papers.unusable import Unusable

WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam", ".xls", ".xlsb"}
TABLES = {".csv"}
NOT_A_SHEET = {"about", "readme"}
"""The sheet or file of an export that explains the others, and is passed over when it comes back."""


def opened(path: Path, *, file: str = "") -> list[Sheet]:
    """The sheets of a file or folder; `file` is what the person called it. Unusable where it is neither."""
    file = file or path.name
    if path.is_dir():
        return _folder(path)
    ending = Path(file).suffix.casefold()
    if ending in WORKBOOKS:
        found = xlsx.sheets(path, file=file)
    elif ending in TABLES:
        found = [csvs.sheet(path, file=file)]
    else:
        raise Unusable(f"{file} is neither a CSV file (.csv) nor an Excel workbook (.xlsx).")
    return [sheet for sheet in found if sheet.name not in NOT_A_SHEET]


def refuse(path: Path, *, file: str) -> None:
    """Look at a file before anything of it is read; Unusable where it plainly is of another kind, or does harm."""
    ending = Path(file).suffix.casefold()
    if ending in WORKBOOKS:
        glance(path, file)
    elif ending in TABLES:
        csvs.refuse_others(path, file)
    else:
        raise Unusable(f"{file} is neither a CSV file (.csv) nor an Excel workbook (.xlsx).")


def _folder(path: Path) -> list[Sheet]:
    tables = sorted(one for one in path.iterdir() if one.suffix.casefold() in TABLES and one.is_file())
    found = [csvs.sheet(one) for one in tables]
    if not found:
        raise Unusable(f"The folder {path.name} has no CSV file in it.")
    return [sheet for sheet in found if sheet.name not in NOT_A_SHEET]
