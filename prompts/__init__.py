"""The prompts, one file a task, with front matter; ``compiler`` reads them as package data.

Front matter: ``version`` (a change of a single word makes another), ``variables`` the user message
is filled with, ``schema`` of ``compiler.extract.model.wire`` the reply must keep, ``model_floor``
the least model it makes sense with. The worked examples go before the question as turns of the
conversation; a test aligns every quote in them and reads them with our own code.
"""

__all__: list[str] = []
