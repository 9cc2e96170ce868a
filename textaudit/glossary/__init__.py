"""Terms that a translation has to keep to: `lists.read_glossary` makes `term.Term` values of CSV and TBX files."""
