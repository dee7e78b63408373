"""The bare machine, tried from outside: it runs before any package is there."""

import ast
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
PIP_IS_DEAF = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/nowhere", "UV_OFFLINE": "1"}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a project of one command that needs no packages, with pins of nothing."""
    project = tmp_path / "project"
    (project / "mentoring").mkdir(parents=True)
    (project / "requirements").mkdir()
    for name in ("manage.py", *(f"mentoring/{m}.py" for m in MODULES)):
        shutil.copy(ROOT / name, project / name)
    for group in ("run", "test", "lint", "uv"):
        (project / "requirements" / f"{group}.txt").write_text("# no pins\n")
    inside = project / "django" / "core"
    inside.mkdir(parents=True)
    for package in (inside.parent, inside):
        (package / "__init__.py").touch()
    (inside / "management.py").write_text(SAYS_WHERE)
    return project


NO_PINS = hashlib.sha256(b"# no pins\n").hexdigest()
MODULES = ("__init__", "environment", "data_folder")
SAYS_WHERE = (
    "import sys\ndef execute_from_command_line(words): print(sys.prefix, *words)"
)


def run(
    project: Path, *words: str | Path, python: str = PYTHON, **said: str
) -> subprocess.CompletedProcess[str]:
    """Run Python as on a bare machine: of our own environment it is told nothing."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(project.parent), **PIP_IS_DEAF}
    return subprocess.run(
        [python, *words],
        cwd=project,
        env={**environ, **said},
        capture_output=True,
        text=True,
        check=False,
    )


def stamp(project: Path) -> str:
    return (project / ".venv" / "built-from").read_text()


def pins(project: Path, group: str) -> str:
    file = project / "requirements" / f"{group}.txt"
    return f"{group} {hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def test_the_first_command_builds_and_goes_on_inside_and_the_next_builds_nothing(
    bare: Path,
) -> None:
    first = run(bare, "manage.py", "version", "--flag")
    made = (bare / ".venv").stat().st_ino
    again = run(bare, "manage.py", "version")

    assert first.stdout.split()[0] == str(bare / ".venv")
    assert first.stdout.split()[1:] == ["manage.py", "version", "--flag"]
    assert "Building the environment for 'run'" in first.stderr
    assert again.stderr == ""
    assert stamp(bare) == pins(bare, "run")
    assert (bare / ".venv").stat().st_ino == made
    script = (bare / ".venv" / "bin" / "pip").read_text()
    assert script.startswith(f"#!{bare}/.venv/bin/python")


def test_what_holds_the_test_packages_serves_the_rest_and_keeps_them(
    bare: Path,
) -> None:
    run(bare, "manage.py", "test")
    made = stamp(bare)
    served = run(bare, "manage.py", "version")
    (bare / "requirements" / "test.txt").write_text("# other pins\n")

    built = run(bare, "manage.py", "version")

    assert made == f"test {NO_PINS}\n"
    assert served.stderr == ""
    assert "Building the environment for 'test'" in built.stderr
    assert stamp(bare) == pins(bare, "test")


def test_a_build_that_fails_leaves_the_old_environment_and_nothing_else(
    bare: Path,
) -> None:
    (bare / ".venv.building" / "bin").mkdir(parents=True)  # of a build that was killed
    (bare / ".venv").mkdir()
    (bare / ".venv" / "built-from").write_text("run of other pins\n")
    (bare / "requirements" / "run.txt").write_text("django==5.2.19\n")  # no hash

    ran = run(bare, "manage.py", "version")

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "The environment could not be built" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert stamp(bare) == "run of other pins\n"
    assert sorted(path.name for path in bare.glob(".venv*")) == [".venv"]


def test_a_container_keeps_the_environment_it_brought(bare: Path) -> None:
    ran = run(bare, "manage.py", "version", PETERSCHAP_OWN_ENVIRONMENT="1")

    assert ran.stdout.split()[0] != str(bare / ".venv")
    assert not (bare / ".venv").exists()


def test_an_active_environment_is_kept(bare: Path) -> None:
    ran = run(bare, "manage.py", "version", python=sys.executable)

    assert ran.stdout.split()[0] == sys.prefix
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(bare: Path, module: str) -> None:
    script = bare / "without.py"
    script.write_text(WITHOUT.format(module=module))

    ran = run(bare, script)

    assert ran.returncode == 1
    assert ran.stderr.startswith(f"Python's {module} module is missing. Install it")
    assert "-venv) and give the same command again." in ran.stderr
    assert ran.stderr.count("\n") == 1


WITHOUT = """\
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "{module}" else found(name)
from mentoring import environment
environment.enter(["manage.py", "demo"])
"""


def test_an_old_python_is_told_which_it_needs(bare: Path) -> None:
    """Stand in for an old Python where the machine has none: the version is a tuple."""
    script = bare / "old.py"
    script.write_text(
        "import sys\nsys.version_info = (3, 8, 18)\n"
        "from mentoring import environment\nenvironment.enter(['manage.py', 'demo'])\n"
    )

    ran = run(bare, script)

    assert ran.stderr == "Python 3.11 or newer is needed; this is Python 3.8.\n"
    assert ran.returncode == 1


@pytest.mark.parametrize("name", ["manage.py", *(f"mentoring/{m}.py" for m in MODULES)])
def test_what_runs_before_the_packages_still_compiles_on_python_3_8(name: str) -> None:
    ast.parse((ROOT / name).read_text(), feature_version=(3, 8))
