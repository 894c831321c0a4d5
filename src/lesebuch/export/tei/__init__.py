"""A reader as TEI P5: one `teiCorpus`, or a document a chapter. Valid by `tei_all`; what each thing is encoded as, the manual says."""

from lesebuch.export.tei.documents import SIGN, chapters, corpus

__all__ = ["SIGN", "chapters", "corpus"]
