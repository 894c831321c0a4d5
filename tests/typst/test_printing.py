"""What is done where Typst finds no end: a book must not depend on where its pages happen to break."""

from pathlib import Path

import pytest

from lesebuch.typst import printing

# A page is there as long as it is not there.
UNSETTLED = "#set page(width: 200pt, height: 200pt)\n#context if query(<end>).first().location().page() == 1 { pagebreak() }\n#metadata(1)<end> Ende\n"
HEAD = '#set document(title: "Probe")\n'


def test_a_layout_without_an_end_is_made_again_with_fixed_numbers(tmp_path: Path) -> None:
    main = tmp_path / "main.typ"
    main.write_text(f'{HEAD}#if "fixed" in sys.inputs [Fest] else [{UNSETTLED}]\n', encoding="utf-8")
    assert printing.print_file(main, timestamp=0).pdf.startswith(b"%PDF")


def test_what_never_settles_is_said(tmp_path: Path) -> None:
    main = tmp_path / "main.typ"
    main.write_text(HEAD + UNSETTLED, encoding="utf-8")
    with pytest.raises(printing.PrintError, match="did not converge"):
        printing.print_file(main, timestamp=0)


def test_a_fixed_number_moves_nothing(tmp_path: Path) -> None:
    printing.write_template(tmp_path)
    widths = []
    for number in ("7", "107"):
        main = tmp_path / "main.typ"
        measured = f'#context [#metadata(measure(page-number("{number}")).width.pt())<width>]'
        main.write_text(f'#import "elements.typ": *\n{HEAD}Wort\n{measured}\n', encoding="utf-8")
        compiler = printing.typst.Compiler(str(main), root=str(tmp_path), sys_inputs={"fixed": "yes"})
        widths.append(compiler.query("<width>", field="value"))
    assert widths[0] == widths[1]
