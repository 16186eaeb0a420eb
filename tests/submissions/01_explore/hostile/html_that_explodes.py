# expect: hostile all
# Small pages that make a parser's tree explode: elements opened again in every paragraph, and nested.

# %% after check-01-class_counts
from IPython.display import HTML, Markdown, display

display(HTML("<p>" + "".join(f"<b title={i}>" for i in range(20_000)) + "</p>" + "<p>x" * 200_000))
for _ in range(20):
    display(HTML("<div>" * 500_000))
    display(Markdown("<p>" + "".join(f"<b title={i}>" for i in range(400)) + "<p>x" * 400))
