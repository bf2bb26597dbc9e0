"""The command line: `salesmark lab`, `doctor`, `simulate`, `claims`, `import`, `build`, `screenshots`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from salesmark import __version__
from salesmark._checks import BadInput


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after `salesmark`; None reads them from the command line.

    Returns:
        0 if all went well, 1 if a check found something, 2 if the input was bad.

    Example:
        >>> main(["simulate", "electronics_retailor"])
        2
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old terminal shows ? for a letter that it lacks
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read our output has read enough
        _drop_output()
        return 0
    except (BadInput, OSError) as problem:
        print(f"salesmark {options.command}: {problem}", file=sys.stderr)
        _drop_output()
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _drop_output() -> None:
    """Let nothing that is still to be written fail once more at the end of Python."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salesmark", description="A course on sales and marketing.")
    parser.add_argument("--version", action="version", version=f"salesmark {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    lab = commands.add_parser("lab", help="open the course in JupyterLab")
    lab.add_argument("--workspace", type=Path, metavar="DIR", help="folder of your copies (default: workspace/)")
    lab.add_argument("--no-browser", action="store_true", help="start the server only")
    lab.add_argument("--port", type=int, default=8888, help="port to listen on (default: 8888)")
    lab.add_argument("--ip", default="127.0.0.1", help="address to listen on (default: this machine only)")
    lab.set_defaults(run=_lab)

    doctor = commands.add_parser("doctor", help="check that everything the course needs is here")
    doctor.add_argument("--workspace", type=Path, metavar="DIR", help="folder of your copies")
    doctor.set_defaults(run=_doctor)

    simulate = commands.add_parser("simulate", help="run a company and print what happened")
    simulate.add_argument("company", help="its name, as listed by sm.companies()")
    simulate.add_argument("--months", type=int, default=12, help="months to run (default: 12)")
    simulate.add_argument("--seed", type=int, default=0, help="same seed, same numbers (default: 0)")
    simulate.add_argument("--save", metavar="FILE.duckdb", help="keep the run as a database")
    simulate.add_argument("--csv", metavar="DIR", help="keep the run's tables as CSV files")
    simulate.add_argument("--charts", metavar="DIR", help="draw the run: a page of charts in a new folder")
    simulate.add_argument("--explain", type=int, metavar="WEEK", help="tell the story of one week instead")
    simulate.set_defaults(run=_simulate)

    claims = commands.add_parser("claims", help="list the claims of the course, or put some to the test")
    claims.add_argument("ids", nargs="*", metavar="ID", help="claims to test, such as J03; none lists them all")
    claims.add_argument("--seed", type=int, default=0, help="same seed, same numbers (default: 0)")
    claims.add_argument("--chart", type=Path, metavar="DIR", help="put a picture of each verdict into this folder")
    claims.add_argument("--json", action="store_true", help="run every experiment and print one JSON list")
    claims.set_defaults(run=_claims)

    read = commands.add_parser("import", help="read a CRM export and print its figures")
    read.add_argument("path", metavar="PATH", help="a CSV file, or a folder of several")
    read.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    read.set_defaults(run=_import)

    build = commands.add_parser("build", help="make the notebooks from their sources")
    build.add_argument("names", nargs="*", metavar="NAME", help="only these, such as 02_customer_journey")
    build.add_argument("--check", action="store_true", help="only say whether the notebooks match their sources")
    build.set_defaults(run=_build)

    shots = commands.add_parser("screenshots", help="take pictures of every page and lab, to be looked at")
    shots.add_argument("folder", metavar="DIR", help="a new or an empty folder")
    shots.add_argument("names", nargs="*", metavar="NOTEBOOK", help="only these, such as notebooks/05_selling")
    shots.set_defaults(run=_screenshots)
    return parser


def _lab(options: argparse.Namespace) -> int:
    from salesmark.classroom.workspace import lab

    return lab(options.workspace, browser=not options.no_browser, port=options.port, ip=options.ip)


def _doctor(options: argparse.Namespace) -> int:
    from salesmark.classroom.doctor import doctor

    return doctor(options.workspace)


def _simulate(options: argparse.Namespace) -> int:
    from salesmark import crm
    from salesmark.business.company import company
    from salesmark.reports import figures, week
    from salesmark.simulation.run import simulate

    if options.save is not None:
        crm.free(options.save)
    if options.csv is not None:
        crm.free(options.csv, folder=True)
    if options.charts is not None:
        from salesmark.charts import page

        page.free(options.charts)
    run = simulate(company(options.company), months=options.months, seed=options.seed)
    print(figures.as_text(run) if options.explain is None else week.as_text(run, options.explain))
    if options.charts is not None:  # first, for its folder must be empty
        print(f"Charts to look at: {page.save(run, options.charts) / 'index.html'}")
    if options.save is not None:
        print(f"Saved as {crm.save(run, options.save)}")
    if options.csv is not None:
        print(f"Tables written to {crm.to_csv(run, options.csv)}")
    return 0


def _claims(options: argparse.Namespace) -> int:
    import json

    from salesmark.analysis.claims import ledger
    from salesmark.reports.claims import as_rows
    from salesmark.reports.figures import writable

    if options.chart is not None and (options.json or not options.ids):
        raise BadInput(
            "--chart must come with the ids of claims, and without --json. Try: salesmark claims A05 --chart ."
        )
    claims = [ledger.claims[name] for name in options.ids or ledger.claims]
    if options.json:
        print(json.dumps(as_rows(claims, seed=options.seed), indent=2))
        return 0
    for claim in claims:
        print(writable(f"{claim.id}  lesson {claim.lesson}, {claim.label}, {claim.status}: {claim.statement}"))
        if options.ids and claim.experiment:
            verdict = claim.test(seed=options.seed)
            print(writable(f"     {verdict.sentence}"))
            if options.chart is not None:
                from salesmark.charts import show
                from salesmark.charts.experiments import verdict as draw

                options.chart.mkdir(parents=True, exist_ok=True)
                file = options.chart / f"{claim.id}.png"
                file.write_bytes(show.picture(draw(verdict)))
                print(f"     Picture: {file}")
    return 0


def _import(options: argparse.Namespace) -> int:
    import json

    from salesmark import crm
    from salesmark.reports.figures import as_dict, as_text

    data = crm.read(options.path)
    print(json.dumps(as_dict(data), indent=2) if options.json else as_text(data))
    return 0


def _build(options: argparse.Namespace) -> int:
    from salesmark.classroom.build import build

    return build(options.names, check=options.check)


def _screenshots(options: argparse.Namespace) -> int:
    from salesmark.classroom.screenshots import screenshots

    print(f"{len(screenshots(options.folder, options.names))} pictures in {options.folder}")
    return 0
