"""One text source, three folders of notebooks: run each page in a fresh kernel, tidy it, write or compare."""

from __future__ import annotations

import asyncio
import copy
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from salesmark._checks import BadInput, one_of
from salesmark._safely import write_safely
from salesmark.classroom.sources import KERNEL, Page, notebook, pages

SECONDS_A_CELL = 120
VIEW = "application/vnd.jupyter.widget-view+json"
PLAY = "Run this cell to play."
FOLDERS = ("notebooks", "exercises", "solutions")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]+")


def build(names: Sequence[str] = (), *, check: bool = False, root: Path | None = None) -> int:
    """Make the notebooks from their sources, or only say whether they match.

    Args:
        names: Pages to look at, such as "02_customer_journey"; none for all.
        check: Run every page and compare, but write nothing.
        root: The course's folder; None for the current one.

    Returns:
        0 if every notebook is as its source says, else 1. Every problem is printed with its remedy.

    Raises:
        BadInput: There are no sources here, or none of that name.
    """
    root = (root or Path.cwd()).resolve()
    every = pages(root)
    for name in names:
        one_of("page", name, sorted({page.name for page in every}))
    asked = [page for page in every if not names or page.name in names]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Proactor event loop", category=RuntimeWarning)
        wrong = asyncio.run(_build(asked, root, check=check))
    for stray in [] if names else _strays(root, every):
        wrong += 1
        _say(f"{stray.as_posix()}: has no source. Delete it, or write its source in sources/.")
    return 1 if wrong else 0


async def _build(asked: Sequence[Page], root: Path, *, check: bool) -> int:
    """Build or compare pages, as many at a time as there are cores; say of each how it went, and count the problems."""
    at_once, wrong = asyncio.Semaphore(os.cpu_count() or 1), 0

    async def one(page: Page) -> str:
        async with at_once:
            return await _problem(page, root, check=check)

    for page, task in [(page, asyncio.create_task(one(page))) for page in asked]:
        problem = await task
        wrong += bool(problem)
        _say(f"{page.target.as_posix()}: {problem or ('matches its source' if check else 'built')}")
    return wrong


async def _problem(page: Page, root: Path, *, check: bool) -> str:
    """Build or compare one page; return what is wrong with it, "" for nothing."""
    import nbformat

    try:
        made = notebook(page, (root / page.source).read_text(encoding="utf-8"))
        if not page.blank:
            made = await run(page, made, root)
    except BadInput as problem:
        return str(problem)
    if check:
        difference = _difference(made, root / page.target)
        return difference and f"{difference}. Repair: salesmark build {page.name}"
    written = nbformat.writes(nbformat.from_dict(made), version=4)  # type: ignore[no-untyped-call]
    write_safely(root / page.target, written + "\n")
    return ""


async def run(page: Page, made: dict[str, Any], root: Path) -> dict[str, Any]:
    """Run a notebook from top to bottom in a fresh kernel, and tidy what came out.

    Args:
        page: Which one; its name stands in error messages.
        made: The notebook; it is not changed.
        root: The course's folder; no output may name it.

    Returns:
        A new notebook with execution counts and outputs.

    Raises:
        BadInput: A cell failed, wrote to stderr, or gave an output that differs from machine to machine.
    """
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, DeadKernelError

    done = nbformat.from_dict(copy.deepcopy(made))  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="salesmark-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for part in FOLDERS:
            (folder / part).mkdir()
        begun: list[Any] = []
        client = NotebookClient(
            done,
            on_cell_execute=lambda cell, **_: begun.append(cell),
            # Only this interpreter's own kernel: another one of the same name may stand on the machine.
            km=AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[])),
            extra_arguments=["--log-level=ERROR"],
            timeout=SECONDS_A_CELL,
            record_timing=False,
            coalesce_streams=True,
            store_widget_state=False,
            resources={"metadata": {"path": str(folder / page.target.parent)}},
        )
        client.owns_km = True  # so that the kernel is stopped at the end
        environment = os.environ | {
            "SALESMARK_HOME": str(folder / "home"),
            "SALESMARK_BUILD": "1",
            "IPYTHONDIR": str(folder / "ipython"),
        }
        try:
            await client.async_execute(env=environment)
        except (CellControlSignal, DeadKernelError) as problem:
            raise BadInput(_failure(_where(page, begun[-1]), begun[-1], problem)) from None
        return _tidy(page, done, private=(str(folder), str(root), str(Path.home())))


def _failure(where: str, cell: Any, problem: Exception) -> str:
    """Say in a few lines which cell failed, at which line, and why."""
    if isinstance(problem, TimeoutError):
        return f"{where} took longer than {SECONDS_A_CELL} s"
    for output in cell.outputs:
        if output.output_type == "error":
            trace = _ANSI.sub("", "\n".join(output.traceback))
            line = re.search(r"^-+> *(\d+) (.*)$", trace, re.MULTILINE)
            at = f", line {line[1]}: {line[2].strip()}" if line else ""
            return f"{where}{at}\n    {output.ename}: {_ANSI.sub('', output.evalue)}"
    return f"{where}: the kernel died"


def _where(page: Page, cell: Any) -> str:
    return f"{page.source.as_posix()}, cell {cell['id'].removeprefix(f'{page.name}-')!r}"


def _tidy(page: Page, done: Any, *, private: tuple[str, ...]) -> dict[str, Any]:
    for cell in done.cells:
        cell.metadata = {key: cell.metadata[key] for key in cell.metadata if key != "execution"}
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == "stderr":
                raise BadInput(f"{_where(page, cell)} writes to stderr:\n    {output.text.strip()}")
            if VIEW in output.get("data", {}):
                if "nbval-ignore-output" not in cell.metadata.get("tags", ()):
                    raise BadInput(f'{_where(page, cell)} shows a lab or form: tag it "nbval-ignore-output"')
                words = output.data.get("text/plain", "")
                output.data = {"text/plain": PLAY if re.match(r"[A-Z]\w+\(", words) else words}
            for text in _texts(output):
                for what, found in _unsteady(text, private):
                    raise BadInput(f"{_where(page, cell)} gives an output with {what}: {found!r}. Leave it out.")
    tidied: dict[str, Any] = _plain(done)
    return tidied | {"metadata": KERNEL}


def _texts(output: Any) -> Iterator[str]:
    for text in [output.get("text", ""), *output.get("data", {}).values()]:
        if isinstance(text, str):
            yield _PICTURE.sub("", text)


def _unsteady(text: str, private: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give what would differ from machine to machine."""
    if code := _ANSI.search(text):
        yield "terminal colours", code[0]
    if address := re.search(r"0x[0-9a-fA-F]{6,}", text):
        yield "a memory address", address[0]
    for path in private:
        if path in text:
            yield "a path of this machine", path


def _plain(thing: Any) -> Any:
    """Return nested notebook nodes as plain dicts and lists."""
    if isinstance(thing, dict):
        return {key: _plain(value) for key, value in thing.items()}
    return [_plain(part) for part in thing] if isinstance(thing, list) else thing


def _difference(made: dict[str, Any], file: Path) -> str:
    """Say where a published notebook first departs from what its source gives; pictures are not compared."""
    import nbformat

    if not file.exists():
        return "is missing"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a notebook without ids is reported below, as a difference
            published = _plain(nbformat.reads(file.read_text(encoding="utf-8"), as_version=4))  # type: ignore[no-untyped-call]
    except Exception as problem:
        return f"is not a notebook ({problem})"
    if [cell.get("id") for cell in made["cells"]] != [cell.get("id") for cell in published["cells"]]:
        return "has other cells or cell ids, or another order"
    for want, have in zip(made["cells"], published["cells"], strict=False):
        for field in ("cell_type", "source", "metadata", "attachments", "execution_count", "outputs"):
            if _comparable(want.get(field)) != _comparable(have.get(field)):
                return f"cell {want['id']!r} differs in its {field.replace('_', ' ')}"
    for field in ("metadata", "nbformat", "nbformat_minor"):
        if made[field] != published[field]:
            return f"differs in the notebook's {field}"
    return ""


def _comparable(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {
            key: "PICTURE" if key.startswith("image/") and key != "image/svg+xml" else _comparable(value)
            for key, value in thing.items()
        }
    if isinstance(thing, list):
        return [_comparable(part) for part in thing]
    return _PICTURE.sub("PICTURE", thing) if isinstance(thing, str) else thing


def _strays(root: Path, every: list[Page]) -> Iterator[Path]:
    known = {page.target for page in every}
    for file in sorted([*root.glob("*.ipynb"), *(file for part in FOLDERS for file in (root / part).glob("*.ipynb"))]):
        if (target := file.relative_to(root)) not in known:
            yield target


def _say(line: str) -> None:
    print(line, file=sys.stdout, flush=True)  # noqa: T201 - the command's output, one line a page
