"""Programs that measure run seldom: each must at least find what it imports."""

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
_LOAD = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='loaded')"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_benchmark_loads_by_itself(path: Path, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _LOAD, str(path)], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
