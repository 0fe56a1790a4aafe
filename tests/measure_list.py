"""Writes rules/measures.yaml from the metrics' declarations: `python -m tests.measure_list`."""

from metrics.catalogue import METRICS
from metrics.model import Metric
from rules.measures import FILE
from rules.value import Text

HEAD = (
    "# The metrics a criterion can name, as they are declared in metrics/themes; `make words`\n"
    "# renews this list.\n"
    "measures:\n"
)


def words(text: Text) -> str:
    return f"{{zh: {text.zh}, en: {text.en!r}}}".replace("'", '"')


def entry(metric: Metric) -> str:
    lines = [
        f"  - name: {metric.name}",
        f"    title: {words(metric.title)}",
        f"    measured_in: {metric.measured_in}",
        f"    better: {metric.better}",
        f"    subject: {metric.subject_kind}",
    ]
    if metric.params:
        lines.append("    params:")
    for param in metric.params:
        clock = f", clock: {param.clock}" if param.clock else ""
        lines.append(f"      - {{name: {param.name}, title: {words(param.title)}{clock}}}")
    return "\n".join(lines) + "\n"


def text() -> str:
    return HEAD + "".join(entry(METRICS[name]) for name in sorted(METRICS))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
