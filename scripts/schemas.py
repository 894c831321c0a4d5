"""Writes the JSON Schemas of `lesebuch.schema` anew. Run it after a change of a key: python scripts/schemas.py."""

from pathlib import Path

from lesebuch import schema

FOLDER = Path(schema.__file__).parent / "files"


def main() -> None:
    """A file a schema."""
    FOLDER.mkdir(exist_ok=True)
    for name in schema.NAMES:
        (FOLDER / f"{name}.schema.json").write_text(schema.make(name), encoding="ascii")


if __name__ == "__main__":
    main()
