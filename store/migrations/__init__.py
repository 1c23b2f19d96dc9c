"""The history of the schema, run by ``store.open_store``; one file for each step, never edited."""
