"""``python -m bench``: every figure in one run."""

from bench import annotating, beside, checking, measures, papers, portfolio, readers, rescoring, ties
from bench.forms import named


def main() -> None:
    forms = named()
    readers.run(forms)
    checking.stages(forms)
    checking.growth()
    ties.run(forms)
    annotating.run(forms)
    beside.pairs(forms)
    beside.growth()
    beside.many()
    checking.start_up(forms)
    checking.processes(forms["example"])
    measures.run()
    papers.run()
    portfolio.run()
    rescoring.run()


main()
