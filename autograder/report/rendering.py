"""Fills in the templates of the report's pages."""

from __future__ import annotations


def render(template: str, **values: object) -> str:
    """A page from a template in ``templates/``.

    Values are escaped for HTML; a name that the template uses and that is not given is an error.
    """
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(template).render(**values)
