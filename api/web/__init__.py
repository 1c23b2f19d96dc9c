"""The pages: templates, one stylesheet, one small script, and what turns spans into highlights."""
