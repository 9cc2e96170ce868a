"""From the names in documents to a page of entities: each with its variants, and which of them look wrong."""

from textaudit.entities.gather import Form, Mark, forms_in, marks_of
from textaudit.entities.store import Choice, Names, Sums

__all__ = ["Choice", "Form", "Mark", "Names", "Sums", "forms_in", "marks_of"]
