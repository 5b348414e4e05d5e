"""The command line. Imports are inside the commands: `deskbot --help` must answer at once."""

import pathlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from deskbot import inspection, settings

# Plain help: drawing it with rich takes as long as all the rest of `deskbot --help` (tools/bench.py).
app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
models_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Les modèles de transcription.")
app.add_typer(models_app, name="models")
init_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Met deskbot en place.")
app.add_typer(init_app, name="init")
doctor_app = typer.Typer(
    rich_markup_mode=None, help="Vérifie chaque système extérieur, et dit quoi corriger."
)
app.add_typer(doctor_app, name="doctor", invoke_without_command=True)

Config = Annotated[
    pathlib.Path, typer.Option("--config", envvar="DESKBOT_CONFIG", help="Le fichier de réglages.")
]
Text = Annotated[list[str] | None, typer.Argument(help="Un texte, sinon --batch.")]
Batch = Annotated[
    bool, typer.Option("--batch", help="Lit des lignes JSON sur l'entrée, en écrit sur la sortie.")
]
Desk = Annotated[str | None, typer.Option("--desk", help="Un bureau de la configuration ; sinon tous.")]
Json = Annotated[bool, typer.Option("--json", help="Écrit du JSON plutôt que du texte.")]
DEFAULT_CONFIG = pathlib.Path("config/deskbot.toml")


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def run(config: Config = DEFAULT_CONFIG) -> None:
    """Fait tourner deskbot."""
    import signal

    import sqlalchemy.exc

    from deskbot import bootstrap
    from deskbot.outside import logs, memory
    from deskbot.outside.database import hold

    memory.keep_little()
    chosen = _settings(config)
    logs.configure()
    try:
        _make_writable(chosen.state_folder)
        running = bootstrap.Deskbot(chosen)
    except OSError as problem:
        _fail(f"{_word('run', 'cannot_start')} {problem}")
    except sqlalchemy.exc.SQLAlchemyError as problem:
        _fail(f"{_word('run', 'no_database')} {type(problem).__name__}")
    # Not what SIGINT does here: a shell's background jobs ignore that one.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        running.start()
        # Nothing is raised from here on: what is raised while the garbage collector works is lost.
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, lambda *_told: running.end())
        memory.settle()
        running.serve()
    except KeyboardInterrupt:
        pass
    except hold.FileTaken as taken:
        _fail(f"{_word('run', 'file_taken')} {taken}")
    finally:
        running.stop()


@app.command()
def demo(
    script: Annotated[bool, typer.Option("--script", help="Joue la journée sans navigateur.")] = False,
    kill_before: Annotated[int | None, typer.Option("--kill-before", min=1, max=6, hidden=True)] = None,
    port: Annotated[int, typer.Option(help="Le port de la console.")] = 8765,
) -> None:
    """Montre deskbot sur une ligne et un chat de démonstration."""
    from deskbot import demo as demo_module

    raise typer.Exit(demo_module.play(kill_before=kill_before) if script else demo_module.show(port=port))


@doctor_app.callback()
def doctor(context: typer.Context, config: Config = DEFAULT_CONFIG) -> None:
    """Vérifie chaque système extérieur, et dit quoi corriger."""
    if context.invoked_subcommand is not None:
        return
    import logging

    from deskbot import doctor as doctor_module
    from deskbot.outside import logs

    logs.configure(level=logging.ERROR)
    findings = doctor_module.examine(_settings(config))
    for found in findings:
        said = [_word("doctor", found.verdict.value), _word("doctor", found.part), found.detail]
        said.insert(2, _word("doctor", found.problem) if found.problem else "")
        typer.echo(" · ".join(part for part in said if part))
    healthy = all(found.is_harmless for found in findings)
    typer.echo(_word("doctor", "fine" if healthy else "to_mend"))
    raise typer.Exit(0 if healthy else 1)


@doctor_app.command("ovh")
def doctor_ovh(
    config: Config = DEFAULT_CONFIG,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="Guide quelques appels, et retient ce qu'ils apprennent.")
    ] = False,
) -> None:
    """Vérifie le compte OVH : droits, horloge, numéros, répondeurs, horaires annoncés."""
    import logging

    from deskbot.outside import logs

    logs.configure(level=logging.ERROR)
    chosen = _settings(config)
    if rehearse:
        from deskbot.setup import rehearse as rehearsing

        raise typer.Exit(rehearsing.at_terminal(chosen))
    from deskbot.doctor import ovh

    report = ovh.report(chosen)
    typer.echo(report.text)
    raise typer.Exit(0 if report.is_healthy else 1)


@init_app.command("ovh")
def init_ovh(
    config: Config = DEFAULT_CONFIG,
    endpoint: Annotated[str | None, typer.Option("--endpoint", help="ovh-eu, ovh-ca ou ovh-us.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Une autre adresse de l'API : essais.")] = None,
    takes_all: Annotated[
        bool, typer.Option("--yes", help="Fait un bureau de chaque numéro, sans rien demander.")
    ] = False,
    wait_s: Annotated[
        float, typer.Option("--wait-s", min=0, help="Attend chaque validation tant de secondes.")
    ] = 0,
) -> None:
    """Obtient la clé d'accès, trouve les numéros et écrit les réglages."""
    import logging

    from deskbot.outside import logs
    from deskbot.setup import terminal

    logs.configure(level=logging.ERROR)
    wanted = terminal.wanted(config, endpoint=endpoint, url=url, takes_all=takes_all, wait_s=wait_s)
    raise typer.Exit(terminal.init_ovh(wanted))


@app.command()
def plan(
    config: Config = DEFAULT_CONFIG,
    desk: Desk = None,
    if_i_die: Annotated[
        bool, typer.Option("--if-i-die", help="Dit ce que les appelants auraient si deskbot s'arrêtait.")
    ] = False,
    days: Annotated[int, typer.Option("--days", min=1, max=92, help="Avec --if-i-die.")] = 7,
    as_json: Json = False,
) -> None:
    """Dit ce que deskbot changerait chez l'opérateur, sans rien changer."""

    def look(chosen: "settings.Settings") -> "inspection.Report":
        from deskbot import inspection

        if if_i_die:
            return inspection.plan_without_us(chosen, days=days, desk=desk)
        return inspection.plan(chosen, desk=desk)

    _look(config, look, as_json=as_json)


@app.command()
def trace(
    when: Annotated[
        list[str] | None, typer.Argument(metavar="[QUAND]", help="« samedi 22h » ; sinon maintenant.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
    desk: Desk = None,
    number: Annotated[str | None, typer.Option("--number", help="Le numéro appelé.")] = None,
    as_json: Json = False,
) -> None:
    """Dit qui un appel ferait sonner, combien de temps, où il finirait, et pourquoi."""

    def look(chosen: "settings.Settings") -> "inspection.Report":
        from deskbot import inspection

        return inspection.trace(chosen, " ".join(when or ()), desk=desk, number=number)

    _look(config, look, as_json=as_json)


@app.command()
def export(
    number: Annotated[str, typer.Option("--number", help="Le numéro de qui a appelé.")],
    config: Config = DEFAULT_CONFIG,
    as_json: Json = False,
) -> None:
    """Dit tout ce que deskbot garde d'un numéro, sans rien changer."""

    def look(chosen: "settings.Settings") -> "inspection.Report":
        from deskbot import inspection

        return inspection.caller(chosen, number)

    _look(config, look, as_json=as_json, reads_lines=False)


@app.command()
def register(config: Config = DEFAULT_CONFIG) -> None:
    """Écrit la page de deskbot pour le registre des activités de traitement."""
    from deskbot import inspection

    typer.echo(inspection.register(_settings(config)))


@app.command()
def dates(text: Text = None, batch: Batch = False, as_json: Json = False) -> None:
    """Lit des dates comme /standard prendre les lit."""
    from deskbot import batches

    _answer(text, batch=batch, as_json=as_json, of_text=batches.dates_of_text, of_row=batches.dates_of_row)


@app.command()
def triage(text: Text = None, batch: Batch = False, as_json: Json = False) -> None:
    """Lit un message vocal transcrit : urgent, sujet, numéro, nom."""
    from deskbot import batches

    _answer(text, batch=batch, as_json=as_json, of_text=batches.triage_of_text, of_row=batches.triage_of_row)


@app.command()
def ask(
    question: Text = None,
    rules: Annotated[
        pathlib.Path | None, typer.Option("--rules", help="Un dossier de pages Markdown.")
    ] = None,
    batch: Batch = False,
    as_json: Json = False,
) -> None:
    """Pose une question aux règles de la maison."""
    import logging

    from deskbot import batches
    from deskbot.outside import logs

    # A page that cannot be read is said beside the answers, not among them.
    logs.configure(level=logging.WARNING)
    try:
        pages = batches.Rules(rules)
    except batches.NoPages as none:
        _fail(f"{_word('batch', 'no_pages')} {none}")
    _answer(question, batch=batch, as_json=as_json, of_text=pages.of_text, of_row=pages.of_row)


@models_app.command("download")
def download(
    name: Annotated[str | None, typer.Argument(help="large-v3-turbo ou small.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Télécharge un modèle de transcription."""
    from deskbot import settings
    from deskbot.outside.whisper import models

    # Without settings, for the demo: its models are in the default folder.
    chosen = _settings(config) if config.exists() and config != DEFAULT_CONFIG else None
    wanted = name or (chosen.speech.model if chosen else next(iter(models.KNOWN)))
    state_folder = chosen.state_folder if chosen else settings.STATE_FOLDER
    if wanted not in models.KNOWN:
        _fail(f"{_word('models', 'unknown')} {', '.join(models.KNOWN)}")

    def show(done_bytes: int, total_bytes: int) -> None:
        typer.echo(f"\r{done_bytes // 1_000_000} / {total_bytes // 1_000_000} Mo", nl=False, err=True)

    try:
        folder = models.download(
            models.KNOWN[wanted], target=models.folder(state_folder, wanted), on_progress=show
        )
    except models.DownloadFailed as failed:
        _fail(_word("models", failed.why.value))
    typer.echo(f"\n{folder}")


def _look(
    config: pathlib.Path,
    look: Callable[["settings.Settings"], "inspection.Report"],
    *,
    as_json: bool,
    reads_lines: bool = True,
) -> NoReturn:
    """Show what a look found, and end as it says."""
    import json
    import logging
    import shutil

    from deskbot import inspection
    from deskbot.outside import logs

    logs.configure(level=logging.ERROR)
    chosen = _settings(config)
    if reads_lines and sys.stderr.isatty():
        # A whole look is many calls, at the pace that OVH bears.
        typer.echo(_word("plan_word", "reading"), err=True)
    try:
        found = look(chosen)
    except inspection.CannotLook as why:
        _fail(str(why))
    said = found.said
    if sys.stdout.isatty():
        said = inspection.folded(said, columns=shutil.get_terminal_size().columns)
    typer.echo(json.dumps(found.data, ensure_ascii=False, indent=2) if as_json else said)
    raise typer.Exit(found.outcome)


def _settings(path: pathlib.Path) -> "settings.Settings":
    from deskbot import settings

    try:
        return settings.load(path)
    except settings.BadSettings as bad:
        for one in bad.problems:
            typer.echo(f"{one.where} : {_word('setting', one.kind)} {one.detail}".strip(" :"), err=True)
        raise typer.Exit(2) from None


def _make_writable(folder: pathlib.Path) -> None:
    import errno
    import os

    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _answer(
    text: list[str] | None,
    *,
    batch: bool,
    as_json: bool,
    of_text: Callable[[str], tuple[dict[str, Any], str]],
    of_row: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    import json

    if batch:
        raise typer.Exit(0 if _answer_rows(of_row) else 1)
    if not text:
        _fail(_word("batch", "no_text"))
    found, said = of_text(" ".join(text))
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else said)


def _answer_rows(of_row: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Answer every line of the input, and say whether all of them could be read."""
    import json

    from deskbot import batches

    all_read = True
    # Bytes both ways: JSON is UTF-8 wherever this runs, and one line that is not stops no other.
    for line in filter(bytes.strip, sys.stdin.buffer):
        row: Any = None
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise batches.BadRow("bad_line")
            answer = of_row(row)
        except (batches.BadRow, ValueError, RecursionError) as problem:
            all_read = False
            row_id = row.get("id") if isinstance(row, dict) else None
            word = problem.word if isinstance(problem, batches.BadRow) else "bad_line"
            answer = batches.refusal(row_id, word)
        # Half of a surrogate pair, which UTF-8 has no bytes for, goes back as it came: \ud800.
        typer.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    return all_read


def _word(name: str, word: str) -> str:
    from deskbot import wording

    return wording.Wording().text(name, word)


def _fail(said: str) -> NoReturn:
    typer.echo(said, err=True)
    raise typer.Exit(2)
